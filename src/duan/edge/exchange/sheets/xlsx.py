"""One worksheet of an XLSX file as a stream of rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from duan.edge.exchange.sheets.canonical import canonical
from duan.edge.exchange.sheets.cells import Converters, NotPlain
from duan.edge.exchange.sheets.grid import Grid, RawRow
from duan.edge.exchange.sheets.package import Package
from duan.edge.exchange.sheets.places import Area, letter_of
from duan.edge.exchange.sheets.regions import ROW, Regions
from duan.edge.exchange.sheets.shared_strings import read_strings
from duan.edge.exchange.sheets.types import Limits, UnreadableFile
from duan.edge.exchange.sheets.workbook import SheetPart, broken, read_workbook

_MERGE = re.compile(rb'<mergeCell\s+ref="([^"]{1,20})"')
_COLUMN = re.compile(rb"<col\s[^<>]*>")
_MIN_MAX = re.compile(rb'\b(min|max)="(\d{1,5})"')
_HIDDEN = re.compile(rb'\bhidden="(?:1|true)"')
_FAR = 16_384


@dataclass(slots=True)
class Survey:
    """What one pass over the bytes of a sheet shows, before any cell is understood.

    `last_row` is the last row with a value; `exact` says that the sheet isn't in the plain form.
    """

    exact: bool = False
    last_row: int = 0
    hidden_rows: int = 0
    first_hidden_row: int = 0
    hidden_columns: tuple[str, ...] = ()
    merges: tuple[Area, ...] = ()


class XlsxSource:
    """Opens the workbook, surveys one sheet, and reads its rows as often as asked."""

    def __init__(self, path: Path, limits: Limits, sheet: str | None) -> None:
        """Raise UnreadableFile; every size, CRC and end of the chosen sheet is checked here."""
        self._path = path
        self._limits = limits
        with Package(path, limits) as package:
            self._workbook = read_workbook(package)
            self._part, self.survey = self._choose(package, sheet)
            self._strings = read_strings(package, self._workbook.strings, limits)
        self._longest = max(map(len, self._strings), default=0)

    @property
    def sheet_name(self) -> str:
        return self._part.name

    @property
    def other_sheets(self) -> tuple[str, ...]:
        return tuple(
            part.name
            for part in self._workbook.sheets
            if part is not self._part and not part.hidden
        )

    @property
    def last_row(self) -> int:
        return self.survey.last_row

    def rows(self, width: int) -> Iterator[RawRow]:
        """Give rows that have cells, `width` texts long or longer.

        Raises UnreadableFile when a row turns out to be broken.
        """
        last = 0
        if not self.survey.exact:
            grid = self._grid(width)
            try:
                with Package(self._path, self._limits) as package:
                    yield from grid.rows(Regions(self._stream(package), self._limits))
            except NotPlain:
                last = grid.last
            else:
                return
        yield from self._exact_rows(last, width)

    def _exact_rows(self, after: int, width: int) -> Iterator[RawRow]:
        try:
            with Package(self._path, self._limits) as package:
                regions = Regions(canonical(self._stream(package)), self._limits)
                for row in self._grid(width).rows(regions):
                    if row[0] > after:
                        yield row
        except NotPlain as error:
            raise broken("单元格内容不合规范") from error

    def _grid(self, width: int) -> Grid:
        book = self._workbook
        converters = Converters(self._strings, book.looks, since_1904=book.since_1904)
        return Grid(converters, self._limits, width, self._longest)

    def _stream(self, package: Package) -> Iterator[bytes]:
        return package.stream(self._part.path, self._limits.sheet_bytes)

    def _choose(self, package: Package, wanted: str | None) -> tuple[SheetPart, Survey]:
        """Take the sheet asked for, or the first visible one with a value in it."""
        if wanted is not None:
            part = next((p for p in self._workbook.sheets if p.name == wanted), None)
            if part is None:
                names = "、".join(p.name for p in self._workbook.sheets[:20])
                raise UnreadableFile(
                    "NO_SHEET", f"工作簿里没有工作表“{wanted[:50]}”。现有：{names}。请重新选择。"
                )
            return part, survey(package, part.path, self._limits)
        for part in self._workbook.sheets:
            if not part.hidden:
                found = survey(package, part.path, self._limits)
                if found.last_row:
                    return part, found
        raise UnreadableFile(
            "EMPTY_SHEET", "工作簿里看得见的工作表都是空的。请填好数据、保存后再上传。"
        )


def survey(package: Package, path: str, limits: Limits) -> Survey:
    """Inflate the whole sheet once. Raises UnreadableFile for broken, cut or crammed parts."""
    try:
        return _survey(package.stream(path, limits.sheet_bytes), limits)
    except NotPlain:
        pass
    try:
        found = _survey(canonical(package.stream(path, limits.sheet_bytes)), limits)
    except NotPlain as error:
        raise broken("没有单元格区域") from error
    found.exact = True
    return found


def _survey(chunks: Iterable[bytes], limits: Limits) -> Survey:
    found = Survey()
    regions = Regions(chunks, limits)
    for block in regions:
        end = block.rfind(b"</c>")
        if end >= 0:
            start = block.rfind(b"<row ", 0, end)
            opening = ROW.match(block, start) if start >= 0 else None
            if opening is None:
                raise NotPlain
            found.last_row = max(found.last_row, int(opening[1]))
        if b'hidden="' in block:
            _note_hidden_rows(found, block)
    found.hidden_columns = tuple(_hidden_columns(regions.head))
    found.merges = tuple(_merges(regions.tail, limits))
    return found


def _note_hidden_rows(found: Survey, block: bytes) -> None:
    for row in ROW.finditer(block):
        if _HIDDEN.search(row[2]) and not row[2].endswith(b"/"):
            found.first_hidden_row = found.first_hidden_row or int(row[1])
            found.hidden_rows += 1


def _hidden_columns(head: bytes) -> Iterator[str]:
    """Letters of hidden columns; a tail of hidden columns up to the last possible one is no news."""
    for column in _COLUMN.findall(head):
        if not _HIDDEN.search(column):
            continue
        ends = {name: int(value) for name, value in _MIN_MAX.findall(column)}
        first, last = ends.get(b"min", 0), ends.get(b"max", 0)
        if 0 < first <= last < _FAR:
            one, other = letter_of(first - 1), letter_of(last - 1)
            yield one if first == last else f"{one}:{other}"


def _merges(tail: bytes, limits: Limits) -> Iterator[Area]:
    for count, text in enumerate(_MERGE.findall(tail)):
        if count >= limits.merges:
            raise UnreadableFile(
                "TOO_MANY_MERGES",
                f"合并单元格超过 {limits.merges} 处。请全选后取消合并，补齐每一行的内容再上传。",
            )
        try:
            yield Area(text.decode("ascii", "replace"))
        except ValueError:
            continue
