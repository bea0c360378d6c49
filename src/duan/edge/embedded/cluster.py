"""The embedded PostgreSQL of one data directory.

<data_dir>/            0700, ours
  pgdata/              0700, the server's account; pgdata/socket is where clients knock
  secrets.json         0600, ours: passwords of all roles, keys of the program
  supervisor.lock      held while somebody creates, starts or stops the server
  start.log            what the server said before it opened its own log in pgdata/log
  throw-away           only for test clusters: durability is off
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final
from urllib.parse import quote, urlencode

from duan.edge.embedded import (
    account,
    address,
    ballast,
    binaries,
    durable,
    processes,
    psql,
    settings,
)
from duan.edge.embedded.building import build
from duan.edge.embedded.credentials import FILE, Secrets
from duan.edge.embedded.lock import alone, not_ours
from duan.edge.embedded.postmaster import Postmaster, State, Tell
from duan.edge.embedded.psql import ConnectionInfo
from duan.edge.embedded.trouble import (
    DirectoryOccupied,
    DiskFull,
    NotInitialised,
    NotRunning,
    OtherVersion,
)

THROW_AWAY: Final = "throw-away"
STOPPED: Final = "stopped"


def say_nothing(_: str) -> None:
    """The `tell` of callers who don't want to hear about progress."""


@dataclass(frozen=True)
class Status:
    """`pid` is None unless a server runs; `initialised` is whether there is a cluster at all."""

    initialised: bool
    state: State
    pid: int | None


class Cluster:
    """Supervisor of the server in `data_dir`. Any number of processes may hold one.

    `fast=True` makes a throw-away cluster for tests: it is quick and a power cut destroys it.
    """

    def __init__(self, data_dir: Path, *, fast: bool = False) -> None:
        self.data_dir = data_dir.resolve()
        self.fast = fast
        self._server = Postmaster(self.data_dir / "pgdata", self.data_dir / "start.log")

    @property
    def pgdata(self) -> Path:
        return self._server.pgdata

    @cached_property
    def secrets(self) -> Secrets:
        return Secrets.load(self.data_dir)

    def is_initialised(self) -> bool:
        try:
            return (self.pgdata / "PG_VERSION").is_file() and (self.data_dir / FILE).is_file()
        except PermissionError as error:
            raise not_ours(self.data_dir, error) from error

    def is_down(self) -> bool:
        """Whether the server should run, by the last start or stop, and doesn't."""
        return (
            self.is_initialised()
            and not (self.data_dir / STOPPED).exists()
            and self._server.state() == "stopped"
        )

    def init(self, tell: Tell = say_nothing) -> bool:
        """Create the cluster when there is none; False when there is one already.

        All or nothing: the cluster is built beside its place, put on the disk and then renamed.
        Raises `DirectoryOccupied` when something else lives in `data_dir`.
        """
        with alone(self.data_dir, tell):
            return self._init(tell)

    def start(self, tell: Tell = say_nothing) -> bool:
        """Have the server running and ready; False when it ran already. Creates when needed.

        Waits up to 15 minutes for recovery and tells how it goes. Raises `DidNotStart`,
        `DiskFull`, `OwnedBySomebodyElse`, `ServerMissing`, `DirectoryOccupied`.
        """
        with alone(self.data_dir, tell):
            self._init(tell)
            return self._start(tell)

    def revive(self, tell: Tell = say_nothing) -> bool:
        """Start the server when it went down by itself; False when there was no need. As `start`."""
        with alone(self.data_dir, tell):
            return self.is_down() and self._start(tell)

    def stop(self, tell: Tell = say_nothing, *, at_once: bool = False) -> bool:
        """Stop the server; False when it was not running. Raises `DidNotStop`.

        `at_once` leaves the work to the next start's recovery: for throw-away clusters.
        """
        if not self.is_initialised():
            return False
        with alone(self.data_dir, tell):
            ran = self._server.pid() is not None
            durable.write(self.data_dir / STOPPED, "", account.holder(self.data_dir))
            self._server.stop(tell, at_once=at_once)
            binaries.drop_copy(self.data_dir)
            address.forget(self._server.socket_dir)
            return ran

    def status(self) -> Status:
        return Status(self.is_initialised(), self._server.state(), self._server.pid())

    def socket_folder(self) -> Path:
        """The folder clients connect through; puts its link back should a cleaner have taken it."""
        return address.for_clients(self._server.socket_dir)

    def conninfo(self, role: str, database: str = "duan") -> ConnectionInfo:
        """How `role` (owner, app, portal, audit_ro, superuser) connects; raises `NotInitialised`."""
        user, password = self.secrets.login(role)
        host = str(self.socket_folder())
        return ConnectionInfo(
            host=host, port=settings.PORT, user=user, password=password, dbname=database
        )

    def url(self, role: str, database: str = "duan") -> str:
        """The same as one `postgresql://` address."""
        info = self.conninfo(role, database)
        place = urlencode({"host": info["host"], "port": info["port"]}, quote_via=quote)
        return f"postgresql://{info['user']}:{info['password']}@/{quote(database, safe='')}?{place}"

    def psql(self, role: str, arguments: Sequence[str] = (), database: str = "duan") -> int:
        """Hand the terminal to psql as `role`; its exit status. Raises `NotRunning`."""
        self._need_running()
        return psql.interactive(binaries.from_wheel(), self.conninfo(role, database), arguments)

    def create_database(self, name: str, *, template: str = "template0") -> None:
        """Create `name` with owner and privileges of the database "duan", as a copy of `template`.

        A database that exists already keeps its content. Raises `NotRunning`, `StatementFailed`.
        """
        self._need_running()
        wanted = {"database": name, "template": template}
        psql.run(
            binaries.from_wheel(), self.conninfo("superuser", "postgres"), psql.roles_sql(), wanted
        )

    def drop_database(self, name: str) -> None:
        """Drop `name` and throw out whoever is in it; no-op when there is none."""
        self._need_running()
        info = self.conninfo("superuser", "postgres")
        text = 'DROP DATABASE IF EXISTS :"database" WITH (FORCE);'
        psql.run(binaries.from_wheel(), info, text, {"database": name})

    def destroy(self) -> None:
        """Stop and delete a throw-away cluster. Raises `DirectoryOccupied` for any other."""
        if not (self.data_dir / THROW_AWAY).is_file():
            raise DirectoryOccupied(f"{self.data_dir} 不是一次性测试库，不会删除。")
        with alone(self.data_dir, say_nothing):
            self._server.stop(say_nothing, at_once=True)
            binaries.drop_copy(self.data_dir)
            address.forget(self._server.socket_dir)
            shutil.rmtree(self.data_dir)

    def _need_running(self) -> None:
        if not self.is_initialised():
            raise NotInitialised(f"{self.data_dir} 里还没有数据库。请先运行 duan db start。")
        if self._server.state() != "ready":
            raise NotRunning("数据库没有运行。请先运行 duan db start。")

    def _start(self, tell: Tell) -> bool:
        if self._server.state() == "stopping":
            self._server.stop(tell)
        launched = self._server.state() == "stopped"
        (self.data_dir / STOPPED).unlink(missing_ok=True)
        if launched:
            tell("正在启动数据库")
            self._launch()
        try:
            self._server.wait_until_ready(tell)
        except DiskFull:
            if not ballast.drop(self.data_dir):
                raise
            tell("磁盘已满：已释放预留的 256 MB 空间，正在再次启动。请尽快清理磁盘。")
            self._launch()
            self._server.wait_until_ready(tell)
        self.socket_folder()
        if not self.fast:
            ballast.lay(self.data_dir)
        return launched

    def _launch(self) -> None:
        version = (self.pgdata / "PG_VERSION").read_text("ascii").strip()
        if version != binaries.MAJOR:
            raise OtherVersion(
                f"数据由 PostgreSQL {version} 写成，内置的是 {binaries.MAJOR}。"
                "请用写成它的那一版端导出备份，再导入新版。"
            )
        owner = account.server_account(self.pgdata)
        file, text = self.pgdata / "duan.conf", settings.configuration(fast=self.fast)
        if not file.is_file() or file.read_text("utf-8") != text:
            durable.write(file, text, owner)
        self._server.launch(binaries.for_account(owner, self.data_dir), owner)

    def _init(self, tell: Tell) -> bool:
        if self.is_initialised():
            if (self.data_dir / THROW_AWAY).is_file() != self.fast:
                kind = "正式数据库" if self.fast else "一次性测试库"
                raise DirectoryOccupied(f"{self.data_dir} 里是{kind}，用途不符。请换一个目录。")
            return False
        if self.pgdata.exists():
            raise DirectoryOccupied(
                f"{self.data_dir} 里有 pgdata 却缺少 {FILE} 或 PG_VERSION，不是完整的数据库。"
                "请从备份恢复缺少的文件；若确认无用，请删除整个目录后重试。"
            )
        for left in self.data_dir.glob("pgdata.new-*"):
            processes.end_all(left)
            shutil.rmtree(left)
        began = time.monotonic()
        tell(f"正在创建数据库：{self.pgdata}")
        self.__dict__.pop("secrets", None)
        if self.fast:
            durable.write(self.data_dir / THROW_AWAY, "", account.holder(self.data_dir))
        build(self._server, fast=self.fast)
        tell(f"数据库已创建，用时 {time.monotonic() - began:.1f} 秒")
        return True
