from __future__ import annotations

import hashlib
import os
import secrets
from pathlib import Path
from uuid import UUID

from django.db import connection

from duan.core.files import policies
from duan.core.files.models import File
from duan.core.files.policies import FileIsEmpty, FileKindNotAllowed, FileTooLarge
from duan.core.files.queries import is_whole, path_of
from duan.core.kernel.commands import Run, command

__all__ = ["FileIsEmpty", "FileKindNotAllowed", "FileTooLarge", "keep_file"]

_SHARE = "SELECT pg_advisory_xact_lock_shared(hashtextextended(%s, 0))"
_HOLD_IF_FREE = "SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 0))"


@command("files.keep_file", sentence="保存附件：{kind}，{size}")
def keep_file(run: Run, *, scope_id: int, name: str, content: bytes) -> UUID:
    """Keep a photo or a document exactly as it came; return its id.

    The content is on the disk before the row is written, so no row can be without one. Raises
    `FileIsEmpty`, `FileTooLarge` or `FileKindNotAllowed`.
    """
    run.require("files.keep", scope_id=scope_id)
    kind = policies.checked_kind(content)
    digest = hashlib.sha256(content).hexdigest()
    _share_content(digest)
    store(content, digest)
    file = File(
        scope_id=scope_id,
        sha256=digest,
        size=len(content),
        content_type=kind.content_type,
        name=policies.plain_name(name, kind),
        kept_by=run.who.account_id,
        kept_at=run.now,
    )
    file.save(force_insert=True)
    run.tell(kind=kind.label, size=policies.shown_size(file.size), sha256=digest)
    run.touch("file", file.pk, scope_id=scope_id)
    return file.pk


def store(content: bytes, digest: str) -> None:
    """Put a content under its digest, safe from a power cut; a damaged copy of it is replaced."""
    path = path_of(digest)
    if is_whole(path, digest):
        return
    _make_folders(path.parent)
    draft = path.with_name(f"{digest}.{secrets.token_hex(4)}.part")
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    _sync(path.parent)


def hold_content(digest: str) -> bool:
    """Let nobody keep this content until the commit; False when somebody just does."""
    with connection.cursor() as cursor:
        cursor.execute(_HOLD_IF_FREE, [_lock_name(digest)])
        row = cursor.fetchone()
    return bool(row[0])


def _share_content(digest: str) -> None:
    """Let nobody forget this content until the commit, by which a row names it."""
    with connection.cursor() as cursor:
        cursor.execute(_SHARE, [_lock_name(digest)])


def _lock_name(digest: str) -> str:
    return f"file content {digest}"


def _make_folders(shard: Path) -> None:
    for place in (shard.parent, shard):
        if not place.is_dir():
            place.mkdir(mode=0o700, parents=True, exist_ok=True)
            _sync(place.parent)


def _sync(place: Path) -> None:
    descriptor = os.open(place, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
