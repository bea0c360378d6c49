"""Bringing the server back when it went down by itself."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from typing import Final

from duan.edge.embedded.cluster import Cluster
from duan.edge.embedded.postmaster import Tell
from duan.edge.embedded.trouble import DatabaseTrouble

EVERY: Final = 2.0
"""Seconds between two looks."""
SELDOM: Final = 60.0
"""Seconds between two attempts once they keep failing, on a disk that stays full for instance."""


def keep_running(cluster: Cluster, stop: threading.Event, tell: Tell, every: float = EVERY) -> None:
    """Until `stop`: start the server whenever it is down, unless `duan db stop` meant it to be."""
    pause = every
    while not stop.wait(pause):
        try:
            if not cluster.is_down():
                cluster.socket_folder()
                pause = every
                continue
            tell("数据库意外停止，正在重新启动")
            if cluster.revive(tell):
                tell("数据库已恢复运行")
            pause = every
        except DatabaseTrouble as trouble:
            pause = min(pause * 2, SELDOM)
            tell(f"{trouble}\n{pause:.0f} 秒后自动重试。")


@contextlib.contextmanager
def kept_running(cluster: Cluster, tell: Tell, every: float = EVERY) -> Iterator[None]:
    """Watch over the server in a thread for as long as the block lasts."""
    stop = threading.Event()
    thread = threading.Thread(
        target=keep_running, args=(cluster, stop, tell, every), name="database-watch", daemon=True
    )
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(every)
