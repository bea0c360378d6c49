"""Rows out of the XML of a worksheet, fast.

The fast way knows one plain form (`blocks`); for anything else it raises NotPlain and `canonical`
takes over, which is exact, slower and writes the same plain form. It streams, and it keeps what a
ready-made reader drops: error values, formulas without a value, formats with leading zeros.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from duan.edge.exchange.sheets.blocks import Cells, cells_of
from duan.edge.exchange.sheets.cells import Converters, body_text, escaped_text
from duan.edge.exchange.sheets.dense import dense_columns
from duan.edge.exchange.sheets.numerals import Doubtful
from duan.edge.exchange.sheets.places import index_of, letter_of
from duan.edge.exchange.sheets.types import Limits, UnreadableFile

_SPARE = 64


class Finding(NamedTuple):
    """Something doubtful about the cell in 0-based `column`."""

    column: int
    code: str
    text: str


# Row number, one text per cell, what is doubtful. A bare tuple: a million of them are made.
RawRow = tuple[int, Sequence[str], Sequence[Finding]]


class Letters(dict[str, int]):
    """0-based column by letters, worked out once."""

    def __missing__(self, letters: str) -> int:
        index = index_of(letters)
        self[letters] = index
        return index


class Grid:
    """Turns blocks of rows into texts; `last` is the row given last, to go on after it."""

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
        """Give each row that has cells, in the order of the file. Raises NotPlain."""
        for block in blocks:
            if not block:
                continue
            cells = cells_of(block)
            rows = self._dense(cells)
            for row in self._sparse(cells) if rows is None else rows:
                if row[0] <= self.last:
                    raise _out_of_order(row[0])
                self.last = row[0]
                yield row

    def _dense(self, cells: Cells) -> list[RawRow] | None:
        """Take the short cut where every row has the same cells and nothing is doubtful."""
        try:
            columns = dense_columns(cells, self._converters)
        except Doubtful:
            return None
        if columns is None or any(max(map(len, texts)) > self._chars for texts in columns.values()):
            return None
        width = max(self._width, max(map(self._letters.__getitem__, columns)) + 1)
        if width > self._columns:
            return None
        blank = [""] * len(cells.numbers)
        turned = zip(*[columns.get(letter_of(at), blank) for at in range(width)], strict=True)
        return [(number, texts, ()) for number, texts in zip(cells.numbers, turned, strict=True)]

    def _sparse(self, cells: Cells) -> Iterator[RawRow]:
        """Go row by row; from the first doubt in a row, cell by cell."""
        letters = [self._letters[letter] for letter in cells.letters]
        texts = self._texts(cells) if self._all_short else None
        starts = cells.starts
        for at, number in enumerate(cells.numbers):
            place = slice(starts[at], starts[at + 1])
            if texts is None:
                yield self._careful(number, letters[place], cells, place)
                continue
            row = [""] * self._width
            try:
                for index, text in zip(letters[place], texts[place], strict=True):
                    row[index] = text
            except IndexError:
                yield self._careful(number, letters[place], cells, place)
            else:
                yield number, row, ()

    def _texts(self, cells: Cells) -> list[str] | None:
        """Convert all cells of a block; None when one of them is doubtful or too long."""
        converters = self._converters
        unescape = str if cells.simple else escaped_text
        try:
            texts = [
                converters[attributes](value)
                if value
                else unescape(inline)
                if inline
                else body_text(converters[attributes], attributes, body)
                if body
                else ""
                for attributes, value, inline, body in zip(
                    cells.attributes, cells.values, cells.inlines, cells.bodies, strict=True
                )
            ]
        except Doubtful:
            return None
        return None if max(map(len, texts), default=0) > self._chars else texts

    def _careful(self, number: int, letters: Sequence[int], cells: Cells, place: slice) -> RawRow:
        """Read a row one cell at a time, taking note of what is doubtful."""
        row = [""] * self._width
        findings: list[Finding] = []
        for at, index in enumerate(letters, place.start):
            code = ""
            try:
                text = self._text(cells, at)
            except Doubtful as doubt:
                code, text = doubt.code, doubt.text
            if len(text) > self._chars:
                code, text = "CELL_TOO_LONG", text[: self._chars]
            if index < self._columns:
                self._widen(row, index)
                row[index] = text
            elif text:
                code = code or "EXTRA_CELL"
            if code:
                findings.append(Finding(index, code, text))
        return number, row, findings

    def _widen(self, row: list[str], index: int) -> None:
        if index >= self._width:
            self._width = min(index + _SPARE, self._columns)
        row.extend([""] * (self._width - len(row)))

    def _text(self, cells: Cells, at: int) -> str:
        attributes, value, inline = cells.attributes[at], cells.values[at], cells.inlines[at]
        if value:
            return self._converters[attributes](value)
        if inline:
            return escaped_text(inline)
        body = cells.bodies[at]
        return body_text(self._converters[attributes], attributes, body) if body else ""


def _out_of_order(number: int) -> UnreadableFile:
    return UnreadableFile(
        "BROKEN_XLSX",
        f"工作表里第 {number} 行的行号重复或倒退，文件可能损坏。请用 Excel 打开并另存一份再上传。",
        f"第 {number} 行",
    )
