"""The smallest contents of each kind that we keep, and ways to look at what lies on the disk."""

from __future__ import annotations

import hashlib
import os
import time
from pathlib import Path

from duan.core.files.queries import folder

JPEG = b"\xff\xd8\xff\xe1\x00\x18Exif\x00\x00GPS 30.58,114.27\xff\xd9"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
WEBP = b"RIFF\x1a\x00\x00\x00WEBPVP8 "
PDF = b"%PDF-1.7\n%%EOF"
DAY = 24 * 3600.0


def digest_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def on_disk() -> list[str]:
    """The names of everything below the folder of contents."""
    return sorted(path.name for path in folder().rglob("*") if path.is_file())


def where(content: bytes) -> Path:
    digest = digest_of(content)
    return folder() / digest[:2] / digest


def lies_since(path: Path, seconds: float) -> None:
    os.utime(path, (time.time() - seconds,) * 2)
