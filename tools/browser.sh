#!/usr/bin/env bash
# Debian's Chromium and a Chinese font for the browser tests, installed when absent and when we may.
# With --which: prints the browser's path and installs nothing.
set -euo pipefail

found=$(command -v chromium || command -v chromium-browser || true)
if [ "${1:-}" = "--which" ]; then
    echo "$found"
    exit 0
fi

missing=()
[ -n "$found" ] || missing+=(chromium)
compgen -G '/usr/share/fonts/opentype/noto/NotoSansCJK*' >/dev/null || missing+=(fonts-noto-cjk)
[ ${#missing[@]} -gt 0 ] || exit 0

as_root=()
if [ "$(id -u)" -ne 0 ]; then
    as_root=(sudo -n)
fi
if ! command -v apt-get >/dev/null || ! "${as_root[@]}" true 2>/dev/null; then
    echo "!!!!!! 缺少 ${missing[*]}，本用户无权安装：浏览器端到端测试将不执行 !!!!!!"
    echo "       请管理员执行：apt-get install ${missing[*]}"
    exit 0
fi

echo "▸ 安装 ${missing[*]}（Debian 软件包）…"
began=$SECONDS
install=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}")
log=$(mktemp)
trap 'rm -f "$log"' EXIT
if ! { "${as_root[@]}" apt-get update -q && "${install[@]}"; } >"$log" 2>&1; then
    tail -n 20 "$log"
    echo "!!!!!! 未能安装 ${missing[*]}：浏览器端到端测试将不执行 !!!!!!"
    exit 0
fi
echo "✓ 安装 ${missing[*]}（$((SECONDS - began)) 秒）"
