"""Who the server runs as. PostgreSQL refuses to be root, so root hands it to a number.

Nothing is added to the system's list of users: the number has no name, no shell, no group, and
owns the cluster's files only. `initdb` alone insists on a user with a name, so it borrows
`nobody` for half a second inside a folder that others can't enter, and its result changes hands
before anything is served from it.
"""

from __future__ import annotations

import os
import pwd
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from duan.edge.embedded.trouble import CannotGiveAway, OwnedBySomebodyElse, ServerMissing

FIRST_UID = 59432
"""Below 60000 (given out by distributions) and 61184 (given out by service managers)."""
LAST_UID = 59531


class Identity(TypedDict, total=False):
    """The arguments of `subprocess` that change who a new process is."""

    user: int
    group: int
    extra_groups: list[int]


@dataclass(frozen=True)
class Account:
    """A user and group by number; `drops` is false when we are that user already."""

    uid: int
    gid: int
    drops: bool

    @property
    def identity(self) -> Identity:
        if not self.drops:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def take(self, handle: int) -> None:
        """Make the open file `handle` belong to this account; raises `CannotGiveAway`."""
        if not self.drops:
            return
        try:
            os.fchown(handle, self.uid, self.gid)
        except OSError as error:
            raise CannotGiveAway(
                f"root 无法把数据库文件交给用户编号 {self.uid}（{error.strerror}），可能是容器或网络盘的限制。"
                "请改用普通用户运行，或用环境变量 DATABASE_URL 指向外部数据库。"
            ) from error


def ourselves() -> Account:
    return Account(os.geteuid(), os.getegid(), drops=False)


def holder(data_dir: Path) -> Account:
    """Whose the files of `data_dir` are: root leaves a user's files to that user."""
    facts = data_dir.stat()
    if os.geteuid() == 0 and facts.st_uid != 0:
        return Account(facts.st_uid, facts.st_gid, drops=True)
    return ourselves()


def server_account(pgdata: Path) -> Account:
    """Who runs the server on `pgdata`, which may not exist yet.

    Raises `OwnedBySomebodyElse` when a normal user meets another user's cluster.
    """
    owner = pgdata.stat() if pgdata.is_dir() else None
    if os.geteuid() == 0:
        if owner is not None and owner.st_uid != 0:
            return Account(owner.st_uid, owner.st_gid, drops=True)
        number = _free_number()
        return Account(number, number, drops=True)
    if owner is not None and owner.st_uid != os.geteuid():
        raise OwnedBySomebodyElse(
            f"数据库目录 {pgdata} 属于用户编号 {owner.st_uid}，当前用户编号是 {os.geteuid()}。"
            "请用当初创建它的用户（或 root）运行。"
        )
    return ourselves()


def builder_account(server: Account) -> Account:
    """Who runs `initdb`: the server's own account, or a named one when that has no name.

    Raises `ServerMissing` when there is none.
    """
    if _has_name(server.uid):
        return server
    if not server.drops:
        raise ServerMissing(
            f"当前用户编号 {server.uid} 在系统里没有用户名，PostgreSQL 不肯为它创建数据库。"
            f"请添加用户（useradd --uid {server.uid} duan），或改用 root 运行。"
        )
    named = [entry for entry in pwd.getpwall() if entry.pw_uid != 0]
    if not named:
        raise ServerMissing(
            "系统里除 root 外没有任何用户，无法创建数据库。请先添加一个普通用户（useradd duan）再试。"
        )
    entry = next((entry for entry in named if entry.pw_name == "nobody"), named[0])
    return Account(entry.pw_uid, entry.pw_gid, drops=True)


def _has_name(uid: int) -> bool:
    try:
        pwd.getpwuid(uid)
    except KeyError:
        return False
    return True


def _free_number() -> int:
    for number in range(FIRST_UID, LAST_UID + 1):
        if not _has_name(number):
            return number
    raise ServerMissing(
        f"用户编号 {FIRST_UID}–{LAST_UID} 都已被占用，无法以独立身份运行数据库。请改用普通用户运行。"
    )
