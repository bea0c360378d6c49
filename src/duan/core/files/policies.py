"""What we keep: by its content, under a name that is safe to show and to save."""

from __future__ import annotations

from duan.core.files.types import JPEG, KINDS, LONGEST_NAME, MOST_BYTES, PDF, PNG, WEBP, Kind
from duan.core.kernel.errors import Invalid, Place

_PLACE = "file"


class FileIsEmpty(Invalid):
    code = "file_is_empty"


class FileTooLarge(Invalid):
    code = "attachment_too_large"
    status = 413


class FileKindNotAllowed(Invalid):
    code = "file_kind_not_allowed"


def checked_kind(content: bytes) -> Kind:
    """Return what a content is. Raises `FileIsEmpty`, `FileTooLarge` or `FileKindNotAllowed`."""
    if not content:
        raise FileIsEmpty(
            "文件是空的，没有保存。请重新拍照或选择文件。", where=[Place(_PLACE, "不能是空文件")]
        )
    if len(content) > MOST_BYTES:
        most = MOST_BYTES // 1024 // 1024
        raise FileTooLarge(
            f"文件超过 {most} MB，没有保存。请压缩或分成几个文件后重新上传。",
            where=[Place(_PLACE, f"最大 {most} MB")],
        )
    kind = _kind_of(content)
    if kind is None:
        listed = "、".join(kind.label for kind in KINDS)
        raise FileKindNotAllowed(
            f"文件内容不是可以保存的类型，没有保存。可以上传：{listed}。",
            where=[Place(_PLACE, f"应为：{listed}")],
        )
    return kind


def _kind_of(content: bytes) -> Kind | None:
    """Tell a content's kind by how it begins: browsers and viewers go by the same bytes."""
    if content.startswith(b"\xff\xd8\xff"):
        return JPEG
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return WEBP
    if content.startswith(b"%PDF-"):
        return PDF
    return None


def plain_name(name: str, kind: Kind) -> str:
    """Return a file's own name, without folders and unprintable characters, ending as its kind does.

    A photo called `page.html` would be opened as a page by whoever saves it; it gets `.jpg` behind.
    """
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    clean = "".join(char for char in last if char.isprintable()).strip(". ") or "附件"
    if clean.lower().endswith(kind.endings):
        stem, _, ending = clean.rpartition(".")
    else:
        stem, ending = clean, kind.endings[0].removeprefix(".")
    return f"{stem[: LONGEST_NAME - len(ending) - 1]}.{ending}"


def shown_size(size: int) -> str:
    """Return a size as people read it."""
    kilobytes = size / 1024
    return f"{max(kilobytes, 0.1):.1f} KB" if kilobytes < 1024 else f"{kilobytes / 1024:.1f} MB"  # noqa: PLR2004 - of the same step as above
