from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterable
from pathlib import Path
from uuid import UUID

from django.conf import settings

from duan.core.access.queries import within_reach
from duan.core.files.models import File
from duan.core.files.types import KeptFile
from duan.core.kernel.actor import Actor
from duan.core.kernel.errors import Conflict, NotFound

log = logging.getLogger(__name__)

_SEE = "files.see"


class FileIsDamaged(Conflict):
    code = "file_is_damaged"


def get_file(actor: Actor, file_id: UUID) -> tuple[KeptFile, Path]:
    """Return a file in reach and where its content lies, which is as it was when it came.

    Raises `NotFound`, and `FileIsDamaged` when the disk lost or changed the content.
    """
    found = within_reach(File.objects.filter(pk=file_id), actor, action=_SEE).first()
    if found is None:
        raise NotFound
    path = path_of(found.sha256)
    if not is_whole(path, found.sha256):
        log.error("the content of file %s is lost or damaged: %s", found.pk, path)
        raise FileIsDamaged(
            f"附件「{found.name}」的内容已丢失或损坏，与保存时不一致，不能作为凭证打开。"
            "请联系管理员从备份恢复。"
        )
    return _told(found), path


def files_named(ids: Iterable[UUID]) -> dict[UUID, KeptFile]:
    """Return what is known of these files, of those that the transaction's actor may see."""
    return {file.pk: _told(file) for file in File.objects.filter(pk__in=list(ids))}


def folder() -> Path:
    """Return where contents lie; it may not be there yet."""
    return Path(settings.DATA_DIR) / "files"


def path_of(digest: str) -> Path:
    return folder() / digest[:2] / digest


def is_whole(path: Path, digest: str) -> bool:
    """Tell whether the disk holds exactly the content of this digest there."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == digest
    except OSError:
        return False


def _told(file: File) -> KeptFile:
    return KeptFile(
        id=file.pk,
        scope_id=file.scope_id,
        name=file.name,
        content_type=file.content_type,
        size=file.size,
        sha256=file.sha256,
        kept_by=file.kept_by,
        kept_at=file.kept_at,
    )
