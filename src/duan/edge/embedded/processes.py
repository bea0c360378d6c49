"""Whose a process is: one that stands in a PGDATA and runs `postgres` belongs to that server.

Somebody's shell may stand there too, and is left alone. A pid file alone proves nothing: after a crash its number may name a stranger, or an orphan.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from duan.edge.embedded.trouble import DidNotStart

_PROGRAMS: Final = ("postgres", "initdb")
_SHELL: Final = b"/bin/postgres"
"""What the command of a shell names that is about to become one of them."""

_libc = ctypes.CDLL(None, use_errno=True)


def serves(pid: int, pgdata: Path) -> bool:
    try:
        folder = pgdata.stat()
        with _seen_by(folder.st_uid, folder.st_gid):
            return _stands_in(pid, folder)
    except OSError:
        return False


def of(pgdata: Path) -> list[int]:
    """Every process of the server on `pgdata`: postmaster, its children, orphans of a dead one."""
    try:
        folder = pgdata.stat()
    except FileNotFoundError:
        return []
    with _seen_by(folder.st_uid, folder.st_gid):
        # A second look finds the child that was born, and its parent gone, during the first.
        return _standing_in(folder) or _standing_in(folder)


def end_all(pgdata: Path) -> None:
    """End whatever serves `pgdata` without ceremony; raises `DidNotStart` when something stays.

    Harmless for committed data: it is what recovery is for. Necessary, because two servers on
    one PGDATA destroy it.
    """
    for number in (signal.SIGQUIT, signal.SIGKILL):
        for pid in of(pgdata):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, number)
        deadline = time.monotonic() + 5
        while (left := of(pgdata)) and time.monotonic() < deadline:
            time.sleep(0.02)
        if not left:
            return
    raise DidNotStart(
        f"上一个数据库留下的进程 {of(pgdata)} 无法结束，继续启动会损坏数据。请重启机器后再试。"
    )


def _standing_in(folder: os.stat_result) -> list[int]:
    numbers = [int(entry.name) for entry in os.scandir("/proc") if entry.name.isdigit()]
    return [pid for pid in numbers if _stands_in(pid, folder)]


def _stands_in(pid: int, folder: os.stat_result) -> bool:
    try:
        if not os.path.samestat(Path(f"/proc/{pid}/cwd").stat(), folder):
            return False
        program = Path(f"/proc/{pid}/exe").readlink().name
        return program.startswith(_PROGRAMS) or _SHELL in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False


@contextlib.contextmanager
def _seen_by(uid: int, gid: int) -> Iterator[None]:
    """Look at /proc with the eyes of the server's account, in this thread only.

    Root in a container is seldom allowed to look at other accounts' processes; the account itself
    always is.
    """
    if os.geteuid() != 0 or uid == 0:
        yield
        return
    _libc.setfsgid(gid)
    _libc.setfsuid(uid)
    try:
        yield
    finally:
        _libc.setfsuid(0)
        _libc.setfsgid(os.getegid())
