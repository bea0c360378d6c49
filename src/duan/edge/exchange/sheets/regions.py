"""The XML of a worksheet cut in three while it streams by: settings, rows, the rest."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from duan.edge.exchange.sheets.cells import NotPlain
from duan.edge.exchange.sheets.types import Limits, UnreadableFile

ROW = re.compile(rb'<row r="([0-9]{1,7})"([^<>]*)>')

_EMPTY_ROWS = re.compile(rb"(?:\s*<row(?:\s[^<>]*)?/>)*\s*")
_ENCODING = re.compile(rb"<\?xml[^>]*encoding=")
_UTF8 = re.compile(rb"""<\?xml[^>]*encoding=["']utf-?8["']""", re.IGNORECASE)
_START = re.compile(rb"<sheetData(?:\s[^<>]*)?(/?)>")
_END_ROW = b"</row>"
_END = b"</sheetData>"


def declares_utf8(head: bytes) -> bool:
    """Tell whether an XML part says that it is UTF-8, or says nothing, which means the same."""
    return not _ENCODING.search(head) or _UTF8.search(head) is not None


class Regions:
    """A worksheet's XML cut in three: `head`, whole rows (by iterating), `tail`."""

    def __init__(self, chunks: Iterable[bytes], limits: Limits) -> None:
        self._chunks = iter(chunks)
        self._limits = limits
        self._rest = b""
        self._ended = False
        self.head = b""
        self.tail = b""

    def __iter__(self) -> Iterator[bytes]:
        """Give blocks of whole rows. Raises NotPlain where the plain form is left."""
        rest = self._after_head()
        known = 0
        while not self._ended:
            end = rest.find(_END, known)
            if end >= 0:
                yield from self._last(rest[:end])
                self._finish(rest[end + len(_END) :])
                return
            cut = rest.rfind(_END_ROW, known)
            if cut >= 0:
                yield rest[: cut + len(_END_ROW)]
                rest = rest[cut + len(_END_ROW) :]
            if len(rest) > self._limits.row_bytes:
                raise row_too_long()
            chunk = next(self._chunks, None)
            if chunk is None:
                raise NotPlain
            known = max(0, len(rest) - len(_END))
            rest += chunk

    def _last(self, rest: bytes) -> Iterator[bytes]:
        """Give the last block; only rows without cells may stand behind its last whole row."""
        cut = rest.rfind(_END_ROW) + len(_END_ROW)
        if cut < len(_END_ROW):
            cut = 0
        if not _EMPTY_ROWS.fullmatch(rest, cut):
            raise NotPlain
        yield rest[:cut]

    def _after_head(self) -> bytes:
        head = b""
        for chunk in self._chunks:
            head += chunk
            found = _START.search(head)
            if found is not None:
                self.head = head[: found.start()]
                if b"<!" in self.head or not declares_utf8(self.head):
                    raise NotPlain
                if found[1]:
                    self._finish(head[found.end() :])
                    return b""
                return head[found.end() :]
            if len(head) > self._limits.part_bytes:
                raise row_too_long()
        raise NotPlain

    def _finish(self, tail: bytes) -> None:
        self._ended = True
        parts = [tail]
        size = len(tail)
        for chunk in self._chunks:
            size += len(chunk)
            if size <= self._limits.part_bytes:
                parts.append(chunk)
        self.tail = b"".join(parts)


def row_too_long() -> UnreadableFile:
    return UnreadableFile(
        "ROW_TOO_LONG",
        "工作表里有一行（或表头前的设置）大得异常，无法读取。请把数据复制到新的工作簿里再上传。",
    )
