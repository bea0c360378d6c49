from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

MOST_BYTES: Final = 10 * 1024 * 1024
LONGEST_NAME: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of content that we keep: how it is called, and how names of such files end."""

    content_type: str
    label: str
    endings: tuple[str, ...]


JPEG = Kind(content_type="image/jpeg", label="JPEG 图片", endings=(".jpg", ".jpeg"))
PNG = Kind(content_type="image/png", label="PNG 图片", endings=(".png",))
WEBP = Kind(content_type="image/webp", label="WebP 图片", endings=(".webp",))
PDF = Kind(content_type="application/pdf", label="PDF 文件", endings=(".pdf",))
KINDS: Final = (JPEG, PNG, WEBP, PDF)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptFile:
    """What is known of a file without opening it."""

    id: UUID
    scope_id: int
    name: str
    content_type: str
    size: int
    sha256: str
    kept_by: UUID
    kept_at: datetime
