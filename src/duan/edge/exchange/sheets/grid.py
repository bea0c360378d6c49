"""Rows out of the XML of a worksheet, fast.

The fast parser knows one plain form, the one Excel, WPS, POI, openpyxl and XlsxWriter write
(`<row r="5" …><c r="A5" s="1" t="s"><v>0</v></c>…</row>`), and proves for each row that nothing was
left over. For anything else it raises NotPlain and `canonical` takes over, which is exact, slower
and writes the same plain form. Reading this way costs half of what calamine needs, streams, and
keeps what calamine drops: error values, formulas without a value, formats with leading zeros.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from duan.edge.exchange.sheets.cells import Converters, NotPlain, body_text, escaped_text
from duan.edge.exchange.sheets.numerals import Doubtful
from duan.edge.exchange.sheets.places import index_of
from duan.edge.exchange.sheets.types import Limits, UnreadableFile

ROW = re.compile(rb'<row r="([0-9]{1,7})"([^<>]*)>')
_EMPTY_ROWS = re.compile(rb"(?:\s*<row(?:\s[^<>]*)?/>)*\s*")
_ROW_TEXT = re.compile(ROW.pattern.decode())
_EMPTY_ROWS_TEXT = re.compile(_EMPTY_ROWS.pattern.decode())
_CELL = re.compile(
    r'<c r="([A-Z]{1,3})[0-9]{1,7}"([^<>/]*)(?:/>|>(?:<v>([^<]*)</v>'
    r'|<is><t(?: xml:space="preserve")?>([^<]*)</t></is>|(.*?))</c>)',
    re.DOTALL,
)
_START = re.compile(rb"<sheetData(?:\s[^<>]*)?(/?)>")
_END_ROW = "</row>"
_END_ROW_BYTES = b"</row>"
_END = b"</sheetData>"
_SPARE = 64


class Finding(NamedTuple):
    """Something doubtful about the cell in 0-based `column`."""

    column: int
    code: str
    text: str


# Row number, one text per cell, what is doubtful. A bare tuple: a million of them are made.
RawRow = tuple[int, list[str], Sequence[Finding]]
# Column letters, attributes, bare value, bare inline text, any other content.
_Found = tuple[str, str, str, str, str]


class Letters(dict[str, int]):
    def __missing__(self, letters: str) -> int:
        index = index_of(letters)
        self[letters] = index
        return index


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
            cut = rest.rfind(_END_ROW_BYTES, known)
            if cut >= 0:
                yield rest[: cut + len(_END_ROW_BYTES)]
                rest = rest[cut + len(_END_ROW_BYTES) :]
            if len(rest) > self._limits.row_bytes:
                raise row_too_long()
            chunk = next(self._chunks, None)
            if chunk is None:
                raise NotPlain
            known = max(0, len(rest) - len(_END))
            rest += chunk

    def _last(self, rest: bytes) -> Iterator[bytes]:
        """Give the last block; only rows without cells may stand behind its last whole row."""
        cut = rest.rfind(_END_ROW_BYTES) + len(_END_ROW_BYTES)
        if cut < len(_END_ROW_BYTES):
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


class Grid:
    """Turns blocks of rows into cells; `last` is the row given last, to go on after it."""

    def __init__(self, converters: Converters, limits: Limits, width: int, longest: int) -> None:
        """`width` is the number of cells expected, `longest` the longest shared string."""
        self._converters = converters
        self._letters = Letters()
        self._columns = limits.columns
        self._chars = limits.cell_chars
        self._all_short = longest <= limits.cell_chars
        self._width = min(width, limits.columns)
        self.last = 0

    def rows(self, blocks: Iterable[bytes]) -> Iterator[RawRow]:
        """Give each row that has cells, in the order of the file."""
        for block in blocks:
            for row in self._block(block):
                if row[0] <= self.last:
                    raise _out_of_order(row[0])
                self.last = row[0]
                yield row

    def _block(self, block: bytes) -> list[RawRow]:
        """Read whole rows; proves at the end that every cell of the block was understood."""
        try:
            text = block.decode()
        except UnicodeDecodeError as error:
            raise NotPlain from error
        if "<!" in text or "<?" in text:
            raise NotPlain
        simple = "&" not in text and "_x" not in text and "\r" not in text
        rows: list[RawRow] = []
        cells = 0
        for piece in text.split(_END_ROW)[:-1]:
            number, start = _opening(piece)
            found = _CELL.findall(piece, start)
            cells += len(found)
            rows.append(self._row(number, found, simple, len(piece)))
        if text.count("<c") != cells:
            raise NotPlain
        return rows

    def _row(self, number: int, found: list[_Found], simple: bool, size: int) -> RawRow:
        if self._all_short and size <= self._chars:
            try:
                return number, self._texts(found, simple), ()
            except Doubtful:
                pass
        return self._careful(number, found)

    def _texts(self, found: list[_Found], simple: bool) -> list[str]:
        cells = [""] * self._width
        letters, converters = self._letters, self._converters
        for letter, attributes, value, inline, body in found:
            if value:
                text = converters[attributes](value)
            elif inline:
                text = inline if simple else escaped_text(inline)
            elif body:
                text = body_text(converters[attributes], attributes, body)
            else:
                continue
            try:
                cells[letters[letter]] = text
            except IndexError:
                cells = self._widened(cells, letters[letter], text)
        return cells

    def _widened(self, cells: list[str], index: int, text: str) -> list[str]:
        """Make room, within the limit of columns; beyond it the careful path takes note."""
        if index >= self._columns:
            raise Doubtful("EXTRA_CELL", text)
        self._width = min(index + _SPARE, self._columns)
        cells.extend([""] * (self._width - len(cells)))
        cells[index] = text
        return cells

    def _careful(self, number: int, found: list[_Found]) -> RawRow:
        """Read a row one cell at a time, taking note of what is doubtful."""
        cells = [""] * self._width
        findings: list[Finding] = []
        for letter, attributes, value, inline, body in found:
            index = self._letters[letter]
            code = ""
            try:
                text = self._text(attributes, value, inline, body)
            except Doubtful as doubt:
                code, text = doubt.code, doubt.text
            if len(text) > self._chars:
                code, text = "CELL_TOO_LONG", text[: self._chars]
            if index >= self._columns and text:
                code = code or "EXTRA_CELL"
            elif index >= len(cells):
                cells = self._widened(cells, index, text)
            else:
                cells[index] = text
            if code:
                findings.append(Finding(index, code, text))
        return number, cells, findings

    def _text(self, attributes: str, value: str, inline: str, body: str) -> str:
        if value:
            return self._converters[attributes](value)
        if inline:
            return escaped_text(inline)
        return body_text(self._converters[attributes], attributes, body)


def _opening(piece: str) -> tuple[int, int]:
    """Row number and where its cells begin. Raises NotPlain."""
    opening = _ROW_TEXT.match(piece)
    if opening is None or opening[2].endswith("/"):
        opening = _ROW_TEXT.search(piece, max(piece.rfind("<row "), 0))
        if opening is None or not _EMPTY_ROWS_TEXT.fullmatch(piece, 0, opening.start()):
            raise NotPlain
    return int(opening[1]), opening.end()


def _out_of_order(number: int) -> UnreadableFile:
    return UnreadableFile(
        "BROKEN_XLSX",
        f"工作表里第 {number} 行的行号重复或倒退，文件可能损坏。请用 Excel 打开并另存一份再上传。",
        f"第 {number} 行",
    )
