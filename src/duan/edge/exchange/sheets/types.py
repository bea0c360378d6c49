"""What a sheet is made of, and how large it may be."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

import polars as pl

Severity = Literal["error", "warning"]

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much of a stranger's file we are willing to look at.

    `ratio` is unpacked ÷ packed bytes of one zip entry and is judged only above `ratio_from`
    bytes; real sheets stay under 100, deflate itself ends at 1032.
    """

    file_bytes: int = 200 * MEBIBYTE
    sheet_bytes: int = 2048 * MEBIBYTE
    strings_bytes: int = 256 * MEBIBYTE
    strings: int = 5_000_000
    part_bytes: int = 32 * MEBIBYTE
    row_bytes: int = 32 * MEBIBYTE
    ratio: int = 300
    ratio_from: int = 32 * MEBIBYTE
    entries: int = 10_000
    columns: int = 512
    cell_chars: int = 32_767
    header_rows: int = 30
    merges: int = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something wrong or doubtful at one place. `message` says what and where, `advice` what to do.

    `row` is 1-based as Excel shows it, `column` its letter; both None when it is about the sheet.
    """

    code: str
    message: str
    advice: str
    severity: Severity
    row: int | None = None
    column: str | None = None
    value: str = ""


class UnreadableFile(Exception):
    """The file can't be read truthfully. Nothing of it may be used.

    `code` is stable (docs/sheets.md); `message` is Chinese and says what, where and what to do;
    `where` is the bare place (「C5」, 「第 12 行」, 「第 1024 个字节」) or "" for the whole file.
    """

    def __init__(self, code: str, message: str, where: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.where = where


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column under the header: `index` is 0-based from column A, `letter` as Excel shows it."""

    index: int
    letter: str
    header: str
    samples: tuple[str, ...] = ()


class Row(NamedTuple):
    """One row that isn't blank. `cells` has one text per column of the sheet, "" where empty."""

    number: int
    cells: tuple[str, ...]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Up to `size` rows, column by column.

    `frame` has `row` (UInt32, the number Excel shows) and one String column per column letter
    ("A", "B" …), "" where empty. `problems` are those of these rows, in order.
    """

    frame: pl.DataFrame
    problems: tuple[Problem, ...] = field(default=())
