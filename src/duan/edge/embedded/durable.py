"""Files that survive a power cut: content, name and folder are on the disk before we go on.

A configuration file that was written without fsync kept a real server from starting after a
power cut, so nothing in this package writes a file any other way.
"""

from __future__ import annotations

import ctypes
import os
import secrets
from pathlib import Path

from duan.edge.embedded.account import Account

_libc = ctypes.CDLL(None, use_errno=True)


def write(path: Path, text: str, owner: Account) -> None:
    """Replace `path` in one step by `text`, mode 0600, belonging to `owner`."""
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            owner.take(file.fileno())
            os.fsync(file.fileno())
        draft.replace(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    sync(path.parent)


def make_directory(path: Path, owner: Account) -> None:
    """Make `path` when absent and see that it is a folder of `owner` with mode 0700."""
    path.mkdir(mode=0o700, exist_ok=True)
    handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        os.fchmod(handle, 0o700)
        owner.take(handle)
        os.fsync(handle)
    finally:
        os.close(handle)
    sync(path.parent)


def sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_disk_of(folder: Path) -> None:
    """Wait until everything written so far to the disk that holds `folder` is on it.

    One wait for a whole new cluster, where an fsync for each of its thousand files would be as
    many waits.
    """
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        if _libc.syncfs(handle) != 0:
            number = ctypes.get_errno()
            raise OSError(number, os.strerror(number), str(folder))
    finally:
        os.close(handle)


def give_tree(root: Path, owner: Account) -> None:
    """Give every file and folder from `root` down to `owner`."""
    for folder, _, names in os.walk(root, topdown=False):
        for path in [Path(folder, name) for name in names] + [Path(folder)]:
            if path.is_symlink():
                continue
            handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW)
            try:
                owner.take(handle)
            finally:
                os.close(handle)
