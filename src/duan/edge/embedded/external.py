"""Another PostgreSQL instead of our own: DATABASE_URL for the program, DUAN_OWNER_URL for migrations."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from duan.edge.embedded import binaries, psql
from duan.edge.embedded.inspection import Inspection, inspect
from duan.edge.embedded.trouble import BadAddress, NotRunning

_TIMEOUT = 10


def variable(role: str) -> str:
    return "DATABASE_URL" if role == "app" else f"DUAN_{role.upper()}_URL"


def is_used() -> bool:
    return bool(os.environ.get("DATABASE_URL"))


def address(role: str) -> str:
    """The address of `role` (app, owner, portal, audit_ro); raises `BadAddress`."""
    name = variable(role)
    url = os.environ.get(name)
    if not url:
        raise BadAddress(f"使用外部数据库时，请用环境变量 {name} 给出角色 duan_{role} 的连接地址。")
    try:
        conninfo_to_dict(url)
    except psycopg.ProgrammingError as error:
        raise BadAddress(
            f"环境变量 {name} 不是有效的连接地址，应形如 "
            "postgresql://用户:密码@主机:5432/duan（密码里的特殊字符要写成 %XX）。"
        ) from error
    return url


def look(role: str) -> Inspection:
    """Connect as `role` and inspect; raises `NotRunning` when that fails, `BadAddress`."""
    url = address(role)
    try:
        with psycopg.connect(url, connect_timeout=_TIMEOUT) as connection:
            return inspect(connection, role=f"duan_{role}")
    except psycopg.OperationalError as error:
        raise NotRunning(
            f"连不上外部数据库（环境变量 {variable(role)}）：{str(error).strip()}\n"
            "请检查地址、密码和网络，并确认数据库正在运行。"
        ) from error


def open_psql(role: str, arguments: Sequence[str]) -> int:
    """Hand the terminal to psql: the system's when there is one, since ours speaks no TLS."""
    facts = {key: str(value) for key, value in conninfo_to_dict(address(role)).items() if value}
    password = facts.pop("password", "")
    program = shutil.which("psql") or binaries.from_wheel().tool("psql")
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PG")}
    return psql.hand_over(
        [program, "-d", make_conninfo("", **facts), *arguments],
        environment | ({"PGPASSWORD": password} if password else {}),
    )
