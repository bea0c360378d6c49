"""What a file really is, by its first bytes; the extension is only a rumour."""

from __future__ import annotations

import re
from pathlib import Path
from typing import BinaryIO, Literal

from duan.edge.exchange.sheets.types import Limits, UnreadableFile

Kind = Literal["zip", "text"]

HOW_TO_SAVE = "请用 Excel 或 WPS 打开原表，选“另存为”→“Excel 工作簿（*.xlsx）”，再上传新文件。"

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FOREIGN: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "PDF 文档"),
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
    (b"GIF8", "图片"),
    (b"Rar!", "RAR 压缩包"),
    (b"7z\xbc\xaf", "7z 压缩包"),
    (b"\x1f\x8b", "gzip 压缩包"),
    (b"{\\rtf", "RTF 文档"),
    (b"PAR1", "Parquet 数据文件"),
)
_OLD_BIFF = re.compile(rb"\x09[\x00\x02\x04\x08][\x04-\x10]\x00")
_MARKUP = re.compile(rb"\s*<(?:!doctype|html|head|meta|table|body|style|\?xml)\b", re.IGNORECASE)
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def kind_of(path: Path, limits: Limits) -> Kind:
    """Tell a zip from text. Raises UnreadableFile for everything that is neither."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(4096)
            _refuse_by_size(size, limits)
            if head.startswith(_OLE):
                _refuse_ole(file)
    except OSError as error:
        raise UnreadableFile(
            "FILE_MISSING", "文件打不开：它不存在、是一个文件夹，或者没有读取权限。请重新选择文件。"
        ) from error
    if head.startswith(b"PK\x03\x04"):
        return "zip"
    _refuse_foreign(head)
    return "text"


def _refuse_by_size(size: int, limits: Limits) -> None:
    if size == 0:
        raise UnreadableFile(
            "EMPTY_FILE", "文件是空的（0 字节）。请确认导出或下载已经完成，再重新上传。"
        )
    if size > limits.file_bytes:
        allowed = limits.file_bytes // (1024 * 1024)
        raise UnreadableFile(
            "FILE_TOO_LARGE",
            f"文件有 {size / 1024 / 1024:.1f} MB，超过上限 {allowed} MB。请拆成几个文件分别导入。",
        )


def _refuse_ole(file: BinaryIO) -> None:
    """Tell apart what an OLE container holds: an old .xls, or a new file with a password."""
    if _contains(file, "EncryptedPackage".encode("utf-16-le")):
        raise UnreadableFile(
            "PASSWORD",
            "文件有密码，无法读取。请用 Excel 或 WPS 打开，"
            "在“文件→信息→保护工作簿”里去掉打开密码，保存后再上传。",
        )
    if _contains(file, "WordDocument".encode("utf-16-le")):
        raise UnreadableFile("NOT_A_SHEET", f"这是 Word 文档，不是表格。{HOW_TO_SAVE}")
    raise UnreadableFile("OLD_XLS", f"这是旧格式的 .xls 文件，暂不支持直接读取。{HOW_TO_SAVE}")


def _contains(file: BinaryIO, needle: bytes) -> bool:
    file.seek(0)
    tail = b""
    while chunk := file.read(1 << 20):
        if needle in tail + chunk:
            return True
        tail = chunk[-len(needle) :]
    return False


def _refuse_foreign(head: bytes) -> None:
    for magic, label in _FOREIGN:
        if head.startswith(magic):
            raise UnreadableFile("NOT_A_SHEET", f"这是{label}，不是表格。{HOW_TO_SAVE}")
    if head.startswith(b"PK\x05\x06"):
        raise UnreadableFile("NOT_A_SHEET", f"这是一个空的压缩包，不是表格。{HOW_TO_SAVE}")
    if _OLD_BIFF.match(head):
        raise UnreadableFile("OLD_XLS", f"这是旧格式的 .xls 文件，暂不支持直接读取。{HOW_TO_SAVE}")
    if _MARKUP.match(head.removeprefix(b"\xef\xbb\xbf")) or _is_utf16_markup(head):
        raise UnreadableFile(
            "MARKUP",
            "文件内容是网页或 XML，只是改了扩展名（不少系统导出的“Excel”就是这样）。" + HOW_TO_SAVE,
        )


def _is_utf16_markup(head: bytes) -> bool:
    if not head.startswith(_UTF16):
        return False
    text = head[: len(head) // 2 * 2].decode("utf-16", errors="replace")
    return _MARKUP.match(text.encode("utf-8", errors="replace")) is not None
