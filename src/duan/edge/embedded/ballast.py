"""256 MiB kept in reserve, so that a database stopped by a full disk can still recover.

Recovery itself writes. With nothing left it fails too, and the server stays down although all
committed data is safe. Giving the reserve back lets it come up and lets people delete things.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

SIZE: Final = 256 << 20
_PLENTY: Final = 8 * SIZE
_FILE: Final = "ballast"


def lay(data_dir: Path) -> None:
    """Set the reserve aside while the disk has plenty (2 GiB) of room."""
    path = data_dir / _FILE
    disk = os.statvfs(data_dir)
    if path.exists() or disk.f_bavail * disk.f_frsize < _PLENTY:
        return
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        os.posix_fallocate(handle, 0, SIZE)
        os.fsync(handle)
    except OSError:
        path.unlink()
    finally:
        os.close(handle)


def drop(data_dir: Path) -> bool:
    """Give the reserve back to the disk; False when it is gone already."""
    path = data_dir / _FILE
    if not path.exists():
        return False
    path.unlink()
    return True
