"""The door for reading: any file in, a `Sheet` of texts out, or a refusal that says what to do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Literal, Protocol

import polars as pl

from duan.edge.exchange.sheets import findings
from duan.edge.exchange.sheets.delimited import CsvSource
from duan.edge.exchange.sheets.grid import Finding, RawRow
from duan.edge.exchange.sheets.heading import Header, columns_under, find_header
from duan.edge.exchange.sheets.kinds import kind_of
from duan.edge.exchange.sheets.marks import EXAMPLE_MARK, OWN_SHEETS
from duan.edge.exchange.sheets.places import Area
from duan.edge.exchange.sheets.types import (
    Batch,
    Column,
    Limits,
    Problem,
    Row,
    UnreadableFile,
)
from duan.edge.exchange.sheets.xlsx import XlsxSource

_PREVIEW = 230
_EXAMPLE_WITHIN = 10
_AREAS_TOLD = 20
_COVERED_ROWS = 200_000
_FIRST_WIDTH = 64
_TURNED_AT_ONCE = 500


# Number, exactly one text per column, problems.
_Record = tuple[int, Sequence[str], tuple[Problem, ...]]


class _Source(Protocol):
    def rows(self, width: int) -> Iterator[RawRow]: ...


class _Heap:
    """Rows turned into columns, a few at a time: many small lists alive at once are slow."""

    def __init__(self, columns: Sequence[Column]) -> None:
        self._columns = columns
        self._numbers: list[int] = []
        self._table: list[list[str]] = [[] for _ in columns]
        self._problems: list[Problem] = []

    def __len__(self) -> int:
        return len(self._numbers)

    def add(self, rows: Sequence[_Record]) -> None:
        if not rows:
            return
        numbers, cells, problems = zip(*rows, strict=True)
        self._numbers.extend(numbers)
        for values, more in zip(self._table, zip(*cells, strict=True), strict=True):
            values.extend(more)
        for found in filter(None, problems):
            self._problems.extend(found)

    def batch(self) -> Batch:
        series = [pl.Series("row", self._numbers, dtype=pl.UInt32)]
        for column, values in zip(self._columns, self._table, strict=True):
            series.append(pl.Series(column.letter, values, dtype=pl.String))
        return Batch(frame=pl.DataFrame(series), problems=tuple(self._problems))


class Sheet:
    """One table as a person sees it. Made by `open_sheet`.

    Every cell is text: whole numbers without ".0", dates as `yyyy-mm-dd`, with a time of day as
    `yyyy-mm-dd HH:MM:SS`, booleans 是 / 否, text exactly as stored (leading zeros, spaces).
    Rows without visible text are left out. Reading can be repeated.
    """

    kind: Literal["xlsx", "csv"]
    sheet_name: str
    other_sheets: tuple[str, ...]
    encoding: str | None
    delimiter: str | None

    def __init__(
        self, source: XlsxSource | CsvSource, *, name: str, limits: Limits, header_row: int | None
    ) -> None:
        self.name = name
        self._source: _Source = source
        self._last_row = source.last_row
        self._cut_row: int | None = None
        merges = self._describe(source)
        preview = list(islice(source.rows(_FIRST_WIDTH), _PREVIEW))
        self._header = self._find_header(preview, merges, limits, header_row)
        body = [row for row in preview if row[0] > self.header_row]
        self._examples = frozenset(_examples(body))
        self.columns: tuple[Column, ...] = columns_under(
            self._header, [cells for number, cells, _ in body if number not in self._examples]
        )
        data_areas = [
            area
            for area in merges
            if area.bottom > self.header_row and area.left < len(self.columns)
        ]
        self._covered = _covered(data_areas, len(self.columns))
        self.warnings: tuple[Problem, ...] = tuple(self._warnings(source, data_areas))

    @property
    def header_row(self) -> int:
        """1-based, as Excel shows it."""
        return self._header.row

    @property
    def row_count(self) -> int:
        """Rows from below the header to the last one with content; blank ones in between count."""
        return max(0, self._last_row - self.header_row)

    def rows(self) -> Iterator[Row]:
        """Give the rows below the header. Raises UnreadableFile if an XLSX row is broken."""
        for number, cells, problems in self._records():
            yield Row(number, tuple(cells), problems)

    def columns_in_batches(self, size: int = 50_000) -> Iterator[Batch]:
        """Give the same rows column by column, for set-based loading."""
        rows: list[_Record] = []
        heap = _Heap(self.columns)
        for row in self._records():
            rows.append(row)
            if len(rows) == _TURNED_AT_ONCE or len(heap) + len(rows) == size:
                heap.add(rows)
                rows = []
                if len(heap) == size:
                    yield heap.batch()
                    heap = _Heap(self.columns)
        heap.add(rows)
        if len(heap):
            yield heap.batch()

    def _records(self) -> Iterator[_Record]:
        """Give number, exactly one text per column, problems."""
        width = len(self.columns)
        covered, examples, header_row = self._covered, self._examples, self.header_row
        for number, cells, found in self._source.rows(width):
            if number <= header_row or number in examples:
                continue
            if found:
                yield self._doubtful(number, cells, found)
            elif not "".join(cells).strip():
                continue
            elif len(cells) != width or number in covered:
                yield self._doubtful(number, cells, found)
            else:
                yield number, cells, ()

    def _doubtful(self, number: int, cells: Sequence[str], found: Sequence[Finding]) -> _Record:
        """Bring a row to the width of the sheet and say what is wrong with it."""
        width = len(self.columns)
        problems = [findings.about_cell(f.code, number, f.column, f.text) for f in found]
        known = {finding.column for finding in found}
        for index, text in enumerate(cells[width:], width):
            if text.strip() and index not in known:
                problems.append(findings.about_cell("EXTRA_CELL", number, index, text))
        if len(cells) < width:
            cut = number == self._cut_row
            problems.append(findings.short_row(number, len(cells), width, cut=cut))
        problems += [
            findings.covered_cell(number, index, area)
            for index, area in self._covered.get(number, ())
        ]
        return number, [*cells[:width], *[""] * (width - len(cells))], tuple(problems)

    def _describe(self, source: XlsxSource | CsvSource) -> tuple[Area, ...]:
        """Fill in what the kinds of file tell differently; the merged areas."""
        if isinstance(source, XlsxSource):
            self.kind, self.sheet_name = "xlsx", source.sheet_name
            self.other_sheets = source.other_sheets
            self.encoding = self.delimiter = None
            return source.survey.merges
        self.kind, self.sheet_name, self.other_sheets = "csv", "", ()
        self.encoding, self.delimiter = source.encoding, source.delimiter
        self._cut_row = source.last_row if source.ends_inside_line else None
        return ()

    def _find_header(
        self, preview: Sequence[RawRow], merges: Sequence[Area], limits: Limits, wanted: int | None
    ) -> Header:
        first = [(row[0], _with_far_cells(row)) for row in preview]
        if wanted is None:
            first = first[: limits.header_rows]
        return find_header(first, merges, limits, wanted)

    def _warnings(
        self, source: XlsxSource | CsvSource, data_areas: Sequence[Area]
    ) -> Iterator[Problem]:
        unread = tuple(name for name in self.other_sheets if name not in OWN_SHEETS)
        if unread:
            yield findings.other_sheets(self.sheet_name, unread)
        if isinstance(source, XlsxSource):
            if source.survey.hidden_columns:
                yield findings.hidden_columns(source.survey.hidden_columns)
            if source.survey.hidden_rows:
                yield findings.hidden_rows(
                    source.survey.hidden_rows, source.survey.first_hidden_row
                )
        for column in self.columns:
            if not column.header and column.samples:
                yield findings.empty_header(column.letter, self.header_row)
        yield from map(findings.merged_area, data_areas[:_AREAS_TOLD])
        if len(data_areas) > _AREAS_TOLD:
            yield findings.more_merged_areas(len(data_areas))
        yield from map(findings.example_skipped, sorted(self._examples))


def open_sheet(
    path: Path,
    *,
    name: str,
    limits: Limits = Limits(),  # noqa: B008 - frozen, so one default serves all calls
    sheet: str | None = None,
    header_row: int | None = None,
    encoding: str | None = None,
) -> Sheet:
    """Find out what the file is and prove that it can be read to its end.

    `name` is the file's name for people; the kind is judged by content only. `sheet` (a name),
    `header_row` (1-based) and `encoding` (utf-8, utf-8-sig, gb18030, utf-16-le, utf-16-be) override
    what is found. Raises UnreadableFile; its codes are listed in docs/sheets.md.
    """
    source: XlsxSource | CsvSource
    if kind_of(path, limits) == "zip":
        source = XlsxSource(path, limits, sheet)
    else:
        source = CsvSource(path, limits, encoding)
    return Sheet(source, name=name, limits=limits, header_row=header_row)


def _with_far_cells(row: RawRow) -> Sequence[str]:
    """Include cells beyond the limit of columns, so that a header that wide is refused as such."""
    _, cells, found = row
    far = [finding for finding in found if finding.column >= len(cells)]
    if not far:
        return cells
    wide = [*cells, *[""] * (max(finding.column for finding in far) + 1 - len(cells))]
    for finding in far:
        wide[finding.column] = finding.text
    return wide


def _examples(body: Sequence[RawRow]) -> Iterator[int]:
    return (number for number, cells, _ in body[:_EXAMPLE_WITHIN] if EXAMPLE_MARK in cells)


def _covered(areas: Sequence[Area], width: int) -> dict[int, list[tuple[int, Area]]]:
    """Row -> the cells in it that a merged area hides."""
    if sum(area.bottom - area.top + 1 for area in areas) > _COVERED_ROWS:
        raise UnreadableFile(
            "TOO_MANY_MERGES",
            f"合并单元格盖住的行超过 {_COVERED_ROWS} 行。请全选后取消合并，补齐每一行的内容再上传。",
        )
    found: dict[int, list[tuple[int, Area]]] = {}
    for area in areas:
        for row in range(area.top, area.bottom + 1):
            hidden = [
                (index, area)
                for index in range(area.left, min(area.right + 1, width))
                if (row, index) != (area.top, area.left)
            ]
            if hidden:
                found.setdefault(row, []).extend(hidden)
    return found
