"""One server process on one PGDATA: is it there, start it, wait for it, end it.

PGDATA is entered before privileges are dropped and named `/proc/self/cwd` from then on: every
process of the server stands in that folder, so no folder above it needs to be open to the
server's account. The same fact tells whose a process is (`processes`).
"""

from __future__ import annotations

import fcntl
import os
import signal
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from duan.edge.embedded import durable, processes
from duan.edge.embedded.account import Account, holder
from duan.edge.embedded.address import socket_name
from duan.edge.embedded.binaries import Binaries
from duan.edge.embedded.trouble import DidNotStart, DidNotStop, DiskFull

State = Literal["stopped", "starting", "ready", "stopping"]
Tell = Callable[[str], None]

START_LIMIT: Final = 15 * 60.0
STOP_LIMIT: Final = 5 * 60.0
ROOM: Final = 32 << 20
"""Bytes: with less, recovery can't write two segments of its log."""
_STATUS_LINE: Final = 7
_TELL_EVERY: Final = 3.0
_LAUNCH: Final = '(exec "$0" -D /proc/self/cwd "$@") &'


@dataclass(frozen=True)
class Postmaster:
    """The server on `pgdata`; its first words go to `start_log` (both absolute)."""

    pgdata: Path
    start_log: Path

    @property
    def socket_dir(self) -> Path:
        return self.pgdata / "socket"

    def pid(self) -> int | None:
        """The number of the running postmaster, None when none runs here."""
        lines = self._pid_file()
        if not lines or not lines[0].strip().isdigit():
            return None
        pid = int(lines[0])
        return pid if processes.serves(pid, self.pgdata) else None

    def state(self) -> State:
        lines = self._pid_file()
        if self.pid() is None:
            return "stopped"
        word = lines[_STATUS_LINE].strip() if len(lines) > _STATUS_LINE else "starting"
        known: dict[str, State] = {"ready": "ready", "standby": "ready", "stopping": "stopping"}
        return known.get(word, "starting")

    def launch(self, binaries: Binaries, account: Account, *options: str) -> None:
        """Clear what a killed server left, then start one and return at once."""
        self._clear_remains()
        durable.write(self.start_log, "", holder(self.start_log.parent))
        handle = os.open(self.start_log, os.O_WRONLY | os.O_NOFOLLOW)
        held = _hold(binaries.home)
        try:
            # The shell ends at once, so that the system and not we must bury the server.
            subprocess.run(  # noqa: S603 - a fixed script, our own path as argument
                ["/bin/sh", "-c", _LAUNCH, binaries.tool("postgres"), *options],
                check=True,
                cwd=self.pgdata,
                env={"LC_ALL": "C", "PATH": os.defpath},
                stdin=subprocess.DEVNULL,
                stdout=handle,
                stderr=handle,
                start_new_session=True,
                pass_fds=(held,),
                umask=0o077,
                **account.identity,
            )
        finally:
            os.close(handle)
            os.close(held)

    def wait_until_ready(self, tell: Tell, limit: float = START_LIMIT) -> None:
        """Wait for recovery to end, telling every few seconds; raises `DidNotStart`."""
        began = told = time.monotonic()
        while self.state() != "ready":
            now = time.monotonic()
            if not processes.of(self.pgdata):
                raise self._why_not()
            if now - began > limit:
                raise DidNotStart(
                    f"数据库 {limit / 60:.0f} 分钟内没有完成恢复，它仍在运行。"
                    f"请稍后用 duan db status 查看；日志在 {self.pgdata / 'log'}。"
                )
            if now - told >= _TELL_EVERY:
                told = now
                tell(
                    f"数据库正在恢复，已用 {now - began:.0f} 秒（最长等 15 分钟）：{self._last_word()}"
                )
            time.sleep(0.02)

    def stop(self, tell: Tell, *, at_once: bool = False, limit: float = STOP_LIMIT) -> None:
        """End the server after a checkpoint; `at_once` skips it and leaves work for recovery."""
        pid = self.pid()
        if pid is None:
            return
        os.kill(pid, signal.SIGQUIT if at_once else signal.SIGINT)
        began = told = time.monotonic()
        while processes.of(self.pgdata):
            now = time.monotonic()
            if now - began > limit:
                raise DidNotStop(
                    f"数据库 {limit / 60:.0f} 分钟内没有停下，仍在写入磁盘。请稍后再运行 duan db stop。"
                )
            if now - told >= _TELL_EVERY:
                told = now
                tell(f"数据库正在停止，已用 {now - began:.0f} 秒：正在把内存里的数据写入磁盘")
            time.sleep(0.02)

    def _pid_file(self) -> list[str]:
        try:
            return (self.pgdata / "postmaster.pid").read_text("utf-8", "replace").splitlines()
        except FileNotFoundError:
            return []

    def _clear_remains(self) -> None:
        """PostgreSQL won't start while its lock files name any living process of its account.

        It can't know that the number was taken by a stranger; we can, once nothing serves here.
        """
        processes.end_all(self.pgdata)
        name = socket_name(self.socket_dir)
        for path in (self.pgdata / "postmaster.pid", name, name.with_name(f"{name.name}.lock")):
            path.unlink(missing_ok=True)

    def _words(self) -> list[str]:
        """The last lines of this start: what went before the log was opened, then the log."""
        paths = [self.start_log]
        if self.start_log.is_file():
            opened = self.start_log.stat().st_mtime
            logs = (self.pgdata / "log").glob("server-*.log")
            paths += [path for path in logs if path.stat().st_mtime >= opened]
        lines: list[str] = []
        for path in paths:
            if path.is_file():
                with path.open("rb") as file:
                    file.seek(max(0, path.stat().st_size - 4000))
                    lines += file.read().decode("utf-8", "replace").splitlines()
        return [line for line in lines if line.strip()]

    def _disk_is_full(self) -> bool:
        """A full disk often has no room left for the line that would say so."""
        disk = os.statvfs(self.pgdata)
        return disk.f_bavail * disk.f_frsize < ROOM or any(
            "No space left on device" in word for word in self._words()[-20:]
        )

    def _last_word(self) -> str:
        words = self._words()
        return words[-1] if words else "（还没有日志）"

    def _why_not(self) -> DidNotStart:
        tail = "\n".join(self._words()[-8:])
        if self._disk_is_full():
            return DiskFull(
                f"磁盘已满，数据库无法启动；已提交的数据没有丢失。请在 {self.pgdata} 所在的磁盘上腾出"
                f"至少 1 GB 空间，再运行 duan db start。最后的日志：\n{tail}"
            )
        return DidNotStart(f"数据库没有启动。日志在 {self.pgdata / 'log'}，最后几行：\n{tail}")


def _hold(home: Path) -> int:
    """A shared lock on the programs' folder, which cleaners of temporary folders respect."""
    handle = os.open(home, os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_SH)
    return handle
