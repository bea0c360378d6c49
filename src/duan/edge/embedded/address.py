"""How clients reach the socket when its folder's name is too long for the system.

The server itself binds a name relative to its own folder, so it never meets the limit. Clients
must write the whole name into 108 bytes (and libpq splits names at commas); when it doesn't fit
they go through a symbolic link in a folder of our own below the system's temporary folder.
"""

from __future__ import annotations

import hashlib
import os
import stat
import tempfile
from pathlib import Path
from typing import Final

from duan.edge.embedded.settings import PORT
from duan.edge.embedded.trouble import DatabaseTrouble

LIMIT: Final = 107
"""Bytes of a socket's name on Linux: `sun_path` has 108, one ends it."""


def socket_name(folder: Path) -> Path:
    return folder / f".s.PGSQL.{PORT}"


def fits(folder: Path) -> bool:
    return len(os.fsencode(socket_name(folder))) <= LIMIT and "," not in str(folder)


def for_clients(folder: Path) -> Path:
    """The name by which clients enter the socket folder `folder` (absolute)."""
    if fits(folder):
        return folder
    link = _links() / _name(folder)
    if link.is_symlink() and link.readlink() == folder:
        return link
    draft = link.with_name(f"{link.name}.{os.getpid()}")
    draft.unlink(missing_ok=True)
    draft.symlink_to(folder)
    draft.replace(link)
    return link


def forget(folder: Path) -> None:
    """Remove the link to `folder`, if one was made."""
    if not fits(folder):
        (_links() / _name(folder)).unlink(missing_ok=True)


def _name(folder: Path) -> str:
    return hashlib.sha256(os.fsencode(folder)).hexdigest()[:16]


def _links() -> Path:
    """Our own 0700 folder for links; refuses one that somebody else prepared."""
    for base in dict.fromkeys([tempfile.gettempdir(), "/tmp"]):  # noqa: S108 - ownership is checked below
        folder = Path(base, f"duan-{os.geteuid()}")
        if fits(folder / ("0" * 16)):
            break
    else:
        raise DatabaseTrouble("临时目录的路径太长，请把环境变量 TMPDIR 设为一个短路径（如 /tmp）。")
    folder.mkdir(mode=0o700, exist_ok=True)
    facts = folder.lstat()
    if not stat.S_ISDIR(facts.st_mode) or facts.st_uid != os.geteuid() or facts.st_mode & 0o077:
        raise DatabaseTrouble(
            f"{folder} 不是只属于当前用户的目录，可能是别人放的。请删除它后重试。"
        )
    return folder
