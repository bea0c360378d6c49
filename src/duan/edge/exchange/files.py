"""Uploaded files at rest: in one folder that only we can enter, under names that nobody can guess."""

from __future__ import annotations

import hashlib
import os
import secrets
import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.conf import settings

from duan.core.kernel.errors import Conflict, Refused

MOST_BYTES = 200 * 1024 * 1024
KEPT_FOR = timedelta(days=30)


class FileTooLarge(Refused):
    code = "file_too_large"
    status = 413


class FileIsGone(Conflict):
    code = "file_is_gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A file that is safely on the disk."""

    stored_as: str
    size: int
    sha256: str

    @property
    def path(self) -> Path:
        return path_of(self.stored_as)


def folder() -> Path:
    """Return the folder of uploaded files, made on first use."""
    place = Path(settings.DATA_DIR) / "imports"
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    return place


def path_of(stored_as: str) -> Path:
    return folder() / stored_as


def found(stored_as: str, *, name: str) -> Path:
    """Return where a file lies. Raises `FileIsGone` when it was deleted."""
    path = path_of(stored_as)
    if not path.is_file():
        raise FileIsGone(
            f"「{name}」的原文件已删除：撤销或检查失败后、或满 {KEPT_FOR.days} 天不再保留。"
            "需要的话请重新上传。"
        )
    return path


def keep(chunks: Iterable[bytes]) -> Kept:
    """Write the chunks to a new file and make sure that it survives a power cut.

    Raises `FileTooLarge`; then, or when writing fails, nothing is left behind.
    """
    stored_as = secrets.token_hex(16)
    path = path_of(stored_as)
    digest, size = hashlib.sha256(), 0
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            for chunk in chunks:
                size += len(chunk)
                _refuse_larger(size)
                digest.update(chunk)
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        _sync(path.parent)
    except BaseException:
        drop(stored_as)
        raise
    return Kept(stored_as=stored_as, size=size, sha256=digest.hexdigest())


def _refuse_larger(size: int) -> None:
    if size > MOST_BYTES:
        raise FileTooLarge(f"文件超过 {MOST_BYTES // 1024 // 1024} MB，请拆成几个文件分别导入。")


def drop(stored_as: str) -> None:
    path_of(stored_as).unlink(missing_ok=True)


def drop_old() -> int:
    """Delete what came in longer ago than we keep it; return how many files that were."""
    oldest = time.time() - KEPT_FOR.total_seconds()
    old = [path for path in folder().iterdir() if _came_in(path) < oldest]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)


def _came_in(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:  # somebody else's passing file
        return time.time()


def _sync(place: Path) -> None:
    descriptor = os.open(place, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
