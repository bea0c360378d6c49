"""Running the wheel's psql: scripts, and a terminal for a person."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Mapping, Sequence
from importlib.resources import files
from typing import TypedDict

from duan.edge.embedded.binaries import Binaries
from duan.edge.embedded.trouble import StatementFailed


class ConnectionInfo(TypedDict):
    """Keyword arguments of `psycopg.connect`."""

    host: str
    port: int
    user: str
    password: str
    dbname: str


def roles_sql() -> str:
    """The reviewed file that makes roles, database and privileges."""
    return files("duan.edge.embedded").joinpath("roles.sql").read_text("utf-8")


def run(
    binaries: Binaries, info: ConnectionInfo, script: str, variables: Mapping[str, str]
) -> None:
    """Run `script` with psql variables; they travel by pipe, so no list of processes shows them.

    Raises `StatementFailed` with psql's words.
    """
    sets = "".join(f"\\set {name} {_quoted(value)}\n" for name, value in variables.items())
    answer = subprocess.run(  # noqa: S603 - our own program, no shell
        [binaries.tool("psql"), "-X", "-q", "-v", "ON_ERROR_STOP=1", "-f", "-"],
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
        input=sets + script,
        env=_environment(info),
    )
    if answer.returncode != 0:
        raise StatementFailed(f"数据库拒绝执行设置脚本：{answer.stderr.strip()}")


def interactive(binaries: Binaries, info: ConnectionInfo, arguments: Sequence[str]) -> int:
    return hand_over([binaries.tool("psql"), *arguments], _environment(info))


def hand_over(command: Sequence[str], environment: Mapping[str, str]) -> int:
    """Let psql have the terminal; its exit status. Ctrl-C cancels its query, not us."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        return subprocess.call(command, env=environment)  # noqa: S603 - psql itself, no shell
    finally:
        signal.signal(signal.SIGINT, before)


def _environment(info: ConnectionInfo) -> dict[str, str]:
    inherited = {key: value for key, value in os.environ.items() if not key.startswith("PG")}
    return inherited | {
        "PGHOST": info["host"],
        "PGPORT": str(info["port"]),
        "PGUSER": info["user"],
        "PGPASSWORD": info["password"],
        "PGDATABASE": info["dbname"],
        "PGCLIENTENCODING": "UTF8",
    }


def _quoted(value: str) -> str:
    return "'" + value.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n") + "'"
