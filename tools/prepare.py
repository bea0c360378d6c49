"""Bring the checkout to the point where Duan can start: environment, packages, web.

`prepare.py run` installs what the product runs on, `prepare.py dev` what its developers add; both
build the web. A step whose inputs are unchanged is skipped: its stamp holds their digest. Everything
is written inside the checkout, caches too; every package comes from a lock and is checked by hash.

Only the standard library, and run by the machine's own Python (`tools/machine.sh` finds it).
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
CACHE = ROOT / "var" / "cache"
WEB = ROOT / "web"
BOOT = "requirements-boot.lock"
LOCKS = {"run": "requirements.lock", "dev": "requirements-dev.lock"}
BUILT_FROM = (".ts", ".tsx", ".css", ".json", ".html", ".mjs", ".cjs", ".svg", ".woff2", ".wasm")
NOT_SOURCES = {"node_modules", "dist", "coverage", "test-results"}
STILL_RUNNING = 10


class Unprepared(Exception):
    """A step failed; the message says in Chinese which, and what to do."""


def environment() -> dict[str, str]:
    """The caller's environment with every cache moved into the checkout."""
    return {
        **os.environ,
        "PIP_CACHE_DIR": str(CACHE / "pip"),
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "UV_CACHE_DIR": str(CACHE / "uv"),
        "UV_PYTHON_DOWNLOADS": "never",
        "npm_config_cache": str(CACHE / "npm"),
        "npm_config_update_notifier": "false",
        "npm_config_fund": "false",
        "npm_config_audit": "false",
        "NODE_COMPILE_CACHE": str(CACHE / "node"),
        "XDG_CACHE_HOME": str(CACHE / "xdg"),
    }


def digest(paths: list[Path], *more: str, root: Path = ROOT) -> str:
    """SHA-256 over names and contents, so that a copy or a checkout of the same files agrees."""
    total = hashlib.sha256("\0".join(more).encode())
    for path in sorted(paths):
        total.update(path.relative_to(root).as_posix().encode() + b"\0")
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def is_fresh(stamp: Path, wanted: str) -> bool:
    return stamp.is_file() and stamp.read_text(encoding="utf-8") == wanted


def web_sources(web: Path = WEB) -> list[Path]:
    """What the built pages depend on; neither packages nor earlier output."""
    found = []
    for folder, folders, files in os.walk(web):
        folders[:] = [name for name in folders if name not in NOT_SOURCES]
        found += [Path(folder, name) for name in files if name.endswith(BUILT_FROM)]
    return found


def step(title: str, *command: str | Path, cwd: Path = ROOT, hint: str = "") -> None:
    """Run a command under a line of progress; a long one says every ten seconds that it lives."""
    print(f"▸ {title} …", flush=True)
    began = time.monotonic()
    with subprocess.Popen([str(part) for part in command], cwd=cwd, env=environment()) as child:
        while (code := _wait(child)) is None:
            print(f"  … {title}：已用 {time.monotonic() - began:.0f} 秒", flush=True)
    if code:
        advice = f"\n  {hint}" if hint else ""
        raise Unprepared(f"{title}失败（退出码 {code}）：{' '.join(map(str, command))}{advice}")
    print(f"✓ {title}（{time.monotonic() - began:.1f} 秒）", flush=True)


def _wait(child: subprocess.Popen[bytes]) -> int | None:
    """The exit code, or None when the child still runs after ten seconds."""
    try:
        return child.wait(timeout=STILL_RUNNING)
    except subprocess.TimeoutExpired:
        return None


def prepare_python(kind: str) -> None:
    """The virtual environment holds exactly what the lock lists, and Duan itself."""
    python = VENV / "bin" / "python"
    boot = digest([ROOT / BOOT], sys.version, str(ROOT))
    if not is_fresh(VENV / "stamp-boot", boot) or not python.exists():
        _make_environment(python)
        (VENV / "stamp-boot").write_text(boot, encoding="utf-8")
    wanted = {
        each: digest([ROOT / BOOT, ROOT / lock, ROOT / "pyproject.toml"], boot)
        for each, lock in LOCKS.items()
    }
    # The developers' packages contain the product's, so `make run` after `make test` changes nothing.
    if any(is_fresh(VENV / "stamp-packages", wanted[each]) for each in {kind, "dev"}):
        return
    (VENV / "stamp-packages").unlink(missing_ok=True)
    uv = VENV / "bin" / "uv"
    target = ("--python", python, "--quiet")
    sync = (uv, "pip", "sync", *target, "--require-hashes", BOOT, LOCKS[kind])
    step(f"安装 Python 依赖（{LOCKS[kind]}）", *sync, hint="请检查网络或软件包镜像设置后重试。")
    own = ("--no-deps", "--no-build-isolation", "--offline", "--editable", ".")
    step("安装 duan 命令", uv, "pip", "install", *target, *own)
    (VENV / "stamp-packages").write_text(wanted[kind], encoding="utf-8")


def _make_environment(python: Path) -> None:
    shutil.rmtree(VENV, ignore_errors=True)
    hint = "Debian 请先执行：apt-get install python3-venv"
    step("建立 Python 虚拟环境", sys.executable, "-m", "venv", VENV, hint=hint)
    pip = (python, "-m", "pip", "install", "--quiet", "--require-hashes", "--only-binary", ":all:")
    step("安装依赖安装器", *pip, "-r", BOOT, hint="请检查网络或软件包镜像设置后重试。")


def prepare_web() -> None:
    """`web/node_modules` as locked, and the pages built from the sources as they are now."""
    if not (WEB / "package.json").exists():
        return
    node = subprocess.run(["node", "--version"], check=True, capture_output=True, text=True).stdout
    modules = WEB / "node_modules"
    sources = web_sources()
    locked = [path for path in sources if path.name in {"package.json", "package-lock.json"}]
    packages = digest([*locked, *WEB.glob(".npmrc")], node)
    if not is_fresh(modules / ".stamp-packages", packages):
        step("安装网页依赖（npm ci）", "npm", "ci", "--loglevel=error", cwd=WEB)
        (modules / ".stamp-packages").write_text(packages, encoding="utf-8")
    built = digest(sources, packages)
    if not is_fresh(modules / ".stamp-built", built):
        (modules / ".stamp-built").unlink(missing_ok=True)
        step("构建网页", "npm", "run", "--silent", "build", cwd=WEB)
        (modules / ".stamp-built").write_text(built, encoding="utf-8")


def main(kind: str) -> int:
    began = time.monotonic()
    try:
        prepare_python(kind)
        prepare_web()
    except Unprepared as failure:
        print(f"✗ {failure}", file=sys.stderr)
        return 1
    print(f"✓ 准备就绪（{time.monotonic() - began:.1f} 秒）", flush=True)
    return 0


if __name__ == "__main__":
    if sys.argv[1:] not in (["run"], ["dev"]):
        sys.exit("usage: prepare.py run|dev")
    sys.exit(main(sys.argv[1]))
