#!/bin/sh
# Prints the Python to use, or says in Chinese what this machine lacks. Plain sh: nothing is known yet.
set -u

for candidate in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11}; do
    if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        python=$candidate
        break
    fi
done
if [ -z "${python:-}" ]; then
    echo "错误：需要 Python 3.11 或更高版本；本机的 python3 是「$(python3 --version 2>&1)」。" >&2
    echo "      Debian 12 及以上：apt-get install python3 python3-venv；别处安装的用 make PYTHON=路径 指明。" >&2
    exit 1
fi

enough='const [major, minor] = process.versions.node.split("."); process.exit(major * 100 + +minor < 2019 ? 1 : 0)'
if ! node -e "$enough" 2>/dev/null || ! command -v npm >/dev/null; then
    echo "错误：需要 Node.js 20.19 或更高版本（含 npm）；本机是「$(node --version 2>/dev/null || echo 未安装)」。" >&2
    echo "      请安装后重试；已安装的请确认 node 与 npm 都在 PATH 中。" >&2
    exit 1
fi
echo "$python"
