"""Files that survive a power cut: content, name and folder are on the disk before we go on.

A configuration file that was written without fsync kept a real server from starting after a
power cut, so nothing in this package writes a file any other way.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from duan.edge.embedded.account import Account


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


def give_tree(root: Path, owner: Account, *, synced: bool) -> None:
    """Give every file below `root` to `owner`; `synced`: and wait until the disk knows it."""
    for folder, _, names in os.walk(root, topdown=False):
        for path in [Path(folder, name) for name in names] + [Path(folder)]:
            if path.is_symlink():
                continue
            handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW)
            try:
                owner.take(handle)
                if synced:
                    os.fsync(handle)
            finally:
                os.close(handle)
