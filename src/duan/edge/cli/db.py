"""`duan db …`: the embedded server, or the external one that stands in for it."""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

import psycopg

from duan.edge.embedded import external, keys
from duan.edge.embedded.cluster import Cluster
from duan.edge.embedded.credentials import LOGIN_ROLES
from duan.edge.embedded.inspection import Inspection, inspect
from duan.edge.embedded.psql import roles_sql
from duan.edge.embedded.trouble import DatabaseTrouble
from duan.edge.embedded.watch import kept_running

UNFIT: Final = 1
NOT_RUNNING: Final = 3
NOT_INITIALISED: Final = 4

_STATES: Final = {"starting": "正在启动或恢复", "stopping": "正在停止", "stopped": "没有运行"}


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    db = commands.add_parser("db", help="内置数据库：启动、停止、查看、进入")
    verbs = db.add_subparsers(required=True, metavar="动作", title="动作")
    actions: dict[str, tuple[str, Callable[[argparse.Namespace], int]]] = {
        "start": ("启动数据库，没有时先创建", start),
        "stop": ("停止数据库", stop),
        "status": (
            "数据库是否在运行、版本和角色是否合格（退出码 0 正常，1 不合格，3 没有运行，4 没有创建）",
            status,
        ),
        "psql": ("进入 psql；其后的参数写在 -- 之后", psql),
        "roles": ("打印建立角色的 SQL，供外部数据库的管理员执行", roles),
    }
    for name, (help_text, action) in actions.items():
        parser = verbs.add_parser(name, help=help_text)
        parser.set_defaults(action=action)
        if name == "psql":
            choices = [*LOGIN_ROLES, "superuser"]
            parser.add_argument("--role", choices=choices, default="app", help="以哪个角色进入")
            parser.add_argument("--database", default="duan", help="进入哪个数据库")
            parser.add_argument("arguments", nargs="*", help="交给 psql 的参数")


def cluster() -> Cluster:
    """The cluster of this installation: DUAN_DATA, or var in the current directory."""
    return Cluster(Path(os.environ.get("DUAN_DATA") or "var") / "postgres")


def tell(text: str) -> None:
    print(f"▸ {text}", file=sys.stderr, flush=True)


def enter() -> None:
    """Have the database running and tell this process how to reach it, in one role.

    Fills what the environment doesn't say yet: address, keys, and the password of the role in
    DUAN_DB_ROLE (app when unset) only, so that a process of the app never knows the owner's.
    """
    if external.is_used():
        os.environ.update(keys.take(Path(os.environ.get("DUAN_DATA") or "var")))
        return
    ours = cluster()
    ours.start(tell)
    role = os.environ.get("DUAN_DB_ROLE") or "app"
    info, secrets = ours.conninfo(role), ours.secrets
    for name, value in {
        "DUAN_DB_HOST": info["host"],
        "DUAN_DB_PORT": str(info["port"]),
        f"DUAN_DB_PASSWORD_{role.upper()}": info["password"],
        "DUAN_SESSION_KEY": secrets.session_key,
        "DUAN_INDEX_KEY": secrets.index_key,
        "DUAN_DJANGO_KEY": secrets.django_key,
    }.items():
        os.environ.setdefault(name, value)


def watched() -> contextlib.AbstractContextManager[None]:
    """Bring the embedded server back whenever it goes down by itself, while the block lasts."""
    return contextlib.nullcontext() if external.is_used() else kept_running(cluster(), tell)


def start(_: argparse.Namespace) -> int:
    if external.is_used():
        return _say_external("启动")
    ours = cluster()
    started = ours.start(tell)
    print(f"✓ 数据库{'已启动' if started else '本来就在运行'}：{ours.data_dir}")
    return 0


def stop(_: argparse.Namespace) -> int:
    if external.is_used():
        return _say_external("停止")
    print("✓ 数据库已停止" if cluster().stop(tell) else "✓ 数据库本来就没有运行")
    return 0


def status(_: argparse.Namespace) -> int:
    if external.is_used():
        return _status_of_external()
    ours = cluster()
    now = ours.status()
    if not now.initialised:
        print(f"✗ {ours.data_dir} 里还没有数据库。运行 duan db start 会创建它。")
        return NOT_INITIALISED
    if now.state != "ready":
        print(f"✗ 数据库{_STATES[now.state]}：{ours.data_dir}")
        return NOT_RUNNING
    with psycopg.connect(**ours.conninfo("app")) as connection:
        found = inspect(connection)
    print(f"✓ 内置数据库 PostgreSQL {found.version} 在运行，主进程 {now.pid}：{ours.data_dir}")
    return _report(found)


def psql(options: argparse.Namespace) -> int:
    if not external.is_used():
        return cluster().psql(options.role, options.arguments, options.database)
    if options.role == "superuser":
        print("✗ 外部数据库的超级用户由它的管理员保管，端不知道。", file=sys.stderr)
        return 1
    return external.open_psql(options.role, options.arguments)


def roles(_: argparse.Namespace) -> int:
    print(roles_sql(), end="")
    return 0


def _say_external(verb: str) -> int:
    print(f"正在使用外部数据库（环境变量 DATABASE_URL），由它的管理员{verb}；端没有做任何事。")
    return 0


def _status_of_external() -> int:
    """Look as the app and, when its address is known, as the owner."""
    given = [role for role in LOGIN_ROLES if os.environ.get(external.variable(role))]
    worst = 0
    for role in given:
        try:
            found = external.look(role)
        except DatabaseTrouble as trouble:
            print(f"✗ {trouble}", file=sys.stderr)
            worst = NOT_RUNNING
            continue
        print(f"✓ 外部数据库 PostgreSQL {found.version}，角色 duan_{role} 可以连接")
        worst = max(worst, _report(found))
    if "owner" not in given:
        print("▸ 没有环境变量 DUAN_OWNER_URL：可以运行，但不能升级数据库结构。")
    return worst


def _report(found: Inspection) -> int:
    for problem in found.problems:
        print(f"✗ {problem}", file=sys.stderr)
    return UNFIT if found.problems else 0
