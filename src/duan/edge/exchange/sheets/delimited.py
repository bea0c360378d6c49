"""A CSV file as a stream of rows: encoding and delimiter found, every record proven at opening."""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from duan.edge.exchange.sheets.encodings import CHUNK, Encoding, encoding_of
from duan.edge.exchange.sheets.grid import RawRow
from duan.edge.exchange.sheets.neutral import restored
from duan.edge.exchange.sheets.places import letter_of
from duan.edge.exchange.sheets.types import Limits, UnreadableFile

DELIMITERS = (",", "\t", ";", "|")

_TRIED_LINES = 200
_TRIED_RECORDS = 50
_SEP_LINE = 6


class CsvSource:
    """Opens a text file and proves it: after `__init__`, `rows()` can't fail on the same bytes."""

    def __init__(self, path: Path, limits: Limits, encoding: str | None = None) -> None:
        """Raise UnreadableFile for undecodable bytes, broken quotes and cells beyond the limit."""
        self._path = path
        self._limits = limits
        self._encoding: Encoding = encoding_of(path, encoding)
        self._said = self._delimiter_said()
        self.delimiter = self._said or self._delimiter_found()
        self.last_row, self.ends_inside_line = self._prove()

    @property
    def encoding(self) -> str:
        return self._encoding.label

    def rows(self, width: int) -> Iterator[RawRow]:  # noqa: ARG002 - records are as wide as they are
        """Give each record with its number; a blank line is a row without cells."""
        for number, record in enumerate(
            csv.reader(self._lines(), delimiter=self.delimiter, strict=True), 1
        ):
            cells = record
            if "'" in "".join(record):
                cells = [restored(cell) for cell in record]
            yield number, cells, ()

    def _prove(self) -> tuple[int, bool]:
        """Read every record once; the number of the last one that isn't blank, and its end."""
        lines = _Watched(self._lines(), self._limits.cell_chars)
        reader = csv.reader(lines, delimiter=self.delimiter, strict=True)
        number, last, lines_before = 0, 0, 0
        while True:
            try:
                record = next(reader, None)
            except csv.Error as error:
                raise _broken_record(str(error), number + 1) from error
            if record is None:
                return last, not lines.last.endswith(("\n", "\r"))
            number += 1
            if record:
                last = number
            if lines.long or reader.line_num - lines_before > 1:
                self._refuse_long_cells(number, record)
                lines.long = False
            lines_before = reader.line_num

    def _refuse_long_cells(self, number: int, record: list[str]) -> None:
        for index, cell in enumerate(record):
            if len(cell) > self._limits.cell_chars:
                raise _too_long(number, letter_of(index), self._limits.cell_chars)

    def _lines(self) -> Iterator[str]:
        lines = _physical_lines(self._path, self._encoding, self._limits)
        if self._said:
            next(lines, None)
        return lines

    def _head(self) -> list[str]:
        lines = _physical_lines(self._path, self._encoding, self._limits)
        return [line for line, _ in zip(lines, range(_TRIED_LINES), strict=False)]

    def _delimiter_said(self) -> str | None:
        """Excel's own first line `sep=;` names the delimiter and is no row."""
        first = next(iter(self._head()), "").rstrip("\r\n").strip('"')
        said = first.lower().startswith("sep=") and len(first) < _SEP_LINE
        return first[4:] if said and first[4:] in DELIMITERS else None

    def _delimiter_found(self) -> str:
        """Take the delimiter that cuts most of the first rows into the same number of cells."""
        head = self._head()
        return max(DELIMITERS, key=lambda one: (_agreement(head, one), -DELIMITERS.index(one)))


class _Watched:
    """Lines on their way to the csv module; remembers the last one and whether any was long."""

    def __init__(self, lines: Iterator[str], limit: int) -> None:
        self._lines = lines
        self._limit = limit
        self.last = "\n"
        self.long = False

    def __iter__(self) -> _Watched:
        return self

    def __next__(self) -> str:
        self.last = next(self._lines)
        if len(self.last) > self._limit:
            self.long = True
        return self.last


def _physical_lines(path: Path, encoding: Encoding, limits: Limits) -> Iterator[str]:
    r"""Decode and cut at \n, \r\n and \r only (not at the other separators Unicode knows)."""
    decoder = codecs.getincrementaldecoder(encoding.name)("strict")
    longest = limits.cell_chars * limits.columns // 4
    rest = ""
    with path.open("rb") as file:
        file.seek(encoding.skip)
        while chunk := file.read(CHUNK):
            lines = list(io.StringIO(rest + decoder.decode(chunk), newline=""))
            rest = ""
            if lines and not lines[-1].endswith("\n"):
                rest = lines.pop()
                if len(rest) > longest:
                    raise _line_too_long(longest)
            yield from lines
    if rest:
        yield from io.StringIO(rest, newline="")


def _agreement(head: list[str], delimiter: str) -> tuple[float, int]:
    """Share of rows with the most common width above one cell, then that width."""
    widths: Counter[int] = Counter()
    try:
        for record in csv.reader(head, delimiter=delimiter, strict=False):
            if any(cell.strip() for cell in record):
                widths[len(record)] += 1
            if widths.total() >= _TRIED_RECORDS:
                break
    except csv.Error:
        pass
    usual = max(((count, width) for width, count in widths.items() if width > 1), default=(0, 0))
    return usual[0] / max(widths.total(), 1), usual[1]


def _broken_record(reason: str, number: int) -> UnreadableFile:
    where = f"第 {number} 行"
    if "unexpected end of data" in reason:
        return UnreadableFile(
            "HALF_FILE",
            f"{where}开始的引号一直到文件结尾都没有配对：文件没有传完整，或者这一行多了一个引号。"
            "请重新导出；或改好引号（内容里的引号要写成两个）再上传。",
            where,
        )
    if "field larger" in reason:
        return UnreadableFile(
            "CELL_TOO_LONG",
            f"{where}有一个单元格长得异常：文字超长，或者有一个引号没有配对。请检查这一行再上传。",
            where,
        )
    return UnreadableFile(
        "BAD_QUOTE",
        f"{where}的引号不规范：引号结束后应紧跟分隔符。"
        '请把内容里的引号写成两个（""），或用 Excel 另存为 .xlsx 再上传。',
        where,
    )


def _too_long(number: int, letter: str, limit: int) -> UnreadableFile:
    where = f"{letter}{number}"
    return UnreadableFile(
        "CELL_TOO_LONG",
        f"单元格 {where} 的文字超过 {limit} 个字（Excel 的上限）。请缩短这一格再上传。",
        where,
    )


def _line_too_long(limit: int) -> UnreadableFile:
    return UnreadableFile(
        "CELL_TOO_LONG",
        f"文件里有一行超过 {limit} 个字还没有换行，不像表格。请检查导出设置，或另存为 .xlsx 再上传。",
    )
