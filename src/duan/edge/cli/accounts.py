"""The first account of an installation, the demo company, and what is printed at the start."""

from __future__ import annotations

import argparse
import getpass
import json
import os
import secrets
import subprocess
import sys
from pathlib import Path

_WORDS = ("spring", "river", "cedar", "amber", "harbor", "meadow", "copper", "lantern", "summit")


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    first = commands.add_parser("first-admin", help="为空的系统建立第一个管理员")
    first.add_argument("login_name")
    first.add_argument("display_name")
    first.set_defaults(action=ask_first_admin)
    inner = commands.add_parser("_first-admin")
    inner.set_defaults(action=lambda _: add_first_admin(), django=True)
    demo = commands.add_parser("demo", help="在空库中装入生成的演示公司")
    demo.set_defaults(action=lambda _: load_demo_when_empty())
    inner_demo = commands.add_parser("_demo")
    inner_demo.set_defaults(action=lambda _: load_demo(), django=True)


def ask_first_admin(options: argparse.Namespace) -> int:
    """Add the first administrator with a password typed twice; it must be changed at sign-in."""
    password = getpass.getpass("密码（至少 10 位）：")
    if password != getpass.getpass("再输一次："):
        print("两次输入的密码不一样，请重新运行。", file=sys.stderr)
        return 2
    return _add(options.login_name, options.display_name, password, must_change="1")


def load_demo_when_empty() -> int:
    """Fill an empty database with the demo company; leave any other alone."""
    if _demo_file().is_file():
        return 0
    begun = _begun_file()
    resumed = begun.is_file()
    password = begun.read_text(encoding="utf-8") if resumed else _new_password()
    if not resumed:
        _write_private(begun, password)
    code = _add("admin", "系统管理员", password, must_change="")
    if code == _SOMEBODY_IS_THERE and not resumed:
        begun.unlink()
        return 0
    if code not in {0, _SOMEBODY_IS_THERE}:
        return code
    environment = {**os.environ, "DUAN_DB_ROLE": "app", "DUAN_NEW_PASSWORD": password}
    return subprocess.run(
        [sys.executable, "-m", "duan.edge.cli.main", "_demo"], env=environment, check=False
    ).returncode


def load_demo() -> int:
    """Load it in this process, as the administrator, through the product's own commands."""
    from duan.edge.demo.company import found_company  # inline: Django loads only in this process

    password = os.environ["DUAN_NEW_PASSWORD"]
    print("▸ 生成演示公司（约 20 秒）…", flush=True)
    accounts = found_company(password)
    told = {"password": password, "accounts": accounts}
    _write_private(_demo_file(), json.dumps(told, ensure_ascii=False, indent=1))
    _begun_file().unlink(missing_ok=True)
    print("✓ 演示公司已就绪", flush=True)
    return 0


def announce(port: int) -> None:
    """Say where Duan is and how to sign in to the demo."""
    print(f"\n端 Duan 已启动：http://127.0.0.1:{port}\n", flush=True)
    file = _demo_file()
    if file.is_file():
        demo = json.loads(file.read_text(encoding="utf-8"))
        print("演示账号（密码都是  " + demo["password"] + "  ）：")
        for account in demo["accounts"]:
            print(f"  {account['login_name']:<12} {account['about']}")
    print("\n按 Ctrl-C 停止。", flush=True)


_SOMEBODY_IS_THERE = 3


def add_first_admin() -> int:
    """Add the account named in the environment, as the owner; 3 when there are accounts."""
    from duan.edge.config.install import add_first_administrator  # inline: Django loads as owner

    added = add_first_administrator(
        "default",
        login_name=os.environ["DUAN_NEW_LOGIN"],
        display_name=os.environ["DUAN_NEW_NAME"],
        password=os.environ["DUAN_NEW_PASSWORD"],
        must_change=bool(os.environ["DUAN_NEW_MUST_CHANGE"]),
    )
    return 0 if added else _SOMEBODY_IS_THERE


def _add(login_name: str, display_name: str, password: str, *, must_change: str) -> int:
    environment = {
        **os.environ,
        "DUAN_DB_ROLE": "owner",
        "DUAN_NEW_LOGIN": login_name,
        "DUAN_NEW_NAME": display_name,
        "DUAN_NEW_PASSWORD": password,
        "DUAN_NEW_MUST_CHANGE": must_change,
    }
    command = [sys.executable, "-m", "duan.edge.cli.main", "_first-admin"]
    code = subprocess.run(command, env=environment, check=False).returncode
    if code == _SOMEBODY_IS_THERE and must_change:
        print("系统里已有账号，不能再建立第一个管理员。", file=sys.stderr)
    return code


def _demo_file() -> Path:
    return Path(os.environ.get("DUAN_DATA", "var")).resolve() / "demo.json"


def _begun_file() -> Path:
    """Return where the demo's password waits while the company is founded: a killed start resumes."""
    return _demo_file().with_name("demo.begun")


def _new_password() -> str:
    words = secrets.SystemRandom().sample(_WORDS, 3)
    return "-".join([*words, str(secrets.randbelow(90) + 10)])


def _write_private(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    path.write_text(text, encoding="utf-8")
