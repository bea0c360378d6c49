"""One supervisor at a time for a data directory."""

from __future__ import annotations

import contextlib
import fcntl
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from duan.edge.embedded import durable
from duan.edge.embedded.account import holder
from duan.edge.embedded.postmaster import Tell
from duan.edge.embedded.trouble import OwnedBySomebodyElse

_TELL_EVERY: Final = 3.0


@contextlib.contextmanager
def alone(data_dir: Path, tell: Tell) -> Iterator[None]:
    """Hold the supervisor's lock of `data_dir`, which is made when absent.

    The system releases the lock when its holder dies, however it dies. Raises
    `OwnedBySomebodyElse`.
    """
    try:
        data_dir.parent.mkdir(parents=True, exist_ok=True)
        data_dir.mkdir(mode=0o700, exist_ok=True)
        owner = holder(data_dir)
        durable.make_directory(data_dir, owner)
        name = data_dir / "supervisor.lock"
        handle = os.open(name, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
    except PermissionError as error:
        raise not_ours(data_dir, error) from error
    try:
        owner.take(handle)
        _wait_for(handle, tell)
        yield
    finally:
        os.close(handle)


def not_ours(data_dir: Path, error: PermissionError) -> OwnedBySomebodyElse:
    return OwnedBySomebodyElse(
        f"没有权限进入数据库目录 {error.filename or data_dir}。"
        "请用当初创建它的用户（或 root）运行，或用环境变量 DUAN_DATA 另选目录。"
    )


def _wait_for(handle: int, tell: Tell) -> None:
    told = time.monotonic()
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() - told >= _TELL_EVERY:
                told = time.monotonic()
                tell("另一个进程正在启动或停止数据库，等它完成")
            time.sleep(0.02)
        else:
            return
