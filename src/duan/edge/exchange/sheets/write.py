"""Tables out, safe to open: constant memory, typed cells, nothing that a spreadsheet would run.

XLSX text is written as strings, never as formulas or links; CSV text goes through `neutral`.
Numbers and days stay numbers and days. Times of day are written as they are given: turn them into
the reader's time zone first.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import BinaryIO, Literal

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from duan.edge.exchange.sheets.cells import NO, YES
from duan.edge.exchange.sheets.neutral import neutralised

Kind = Literal["text", "number", "date", "moment"]
CsvEncoding = Literal["utf-8-sig", "gb18030"]
Target = Path | BinaryIO

MOST_ROWS = 1_048_575
MOST_CHARS = 32_767
CUT = "…（内容过长，已截断）"
HEADER_STYLE = {"bold": True, "bg_color": "#E8EEF7", "border": 1, "border_color": "#C5D0E0"}
DATE_FORMAT, MOMENT_FORMAT = "yyyy-mm-dd", "yyyy-mm-dd hh:mm:ss"

_EXACT = 10**15
_FIRST_SAFE_DAY = date(1900, 3, 1)


class TooManyRows(Exception):
    """More rows than one XLSX sheet holds."""

    code = "TOO_MANY_ROWS"

    def __init__(self) -> None:
        self.message = (
            f"数据超过 {MOST_ROWS} 行，一张 Excel 表放不下。请缩小筛选范围，或改为导出 CSV。"
        )
        super().__init__(self.message)


@dataclass(frozen=True, slots=True, kw_only=True)
class OutColumn:
    """A column to write. `kind` says how numbers and days show; text in it stays text."""

    code: str
    header: str
    width: int = 16
    kind: Kind = "text"


def write_xlsx(
    target: Target,
    *,
    columns: Sequence[OutColumn],
    rows: Iterable[Sequence[object]],
    sheet_name: str = "数据",
    notes: Mapping[str, str] | None = None,
    scratch: Path | None = None,
) -> int:
    """Write one sheet with a frozen header and filters; give the number of rows.

    `rows` hold one value per column: None, str, bool, int, float, Decimal, date, datetime or
    anything with a `str`. `notes` are comments on headers by column code. `scratch` is the folder
    for temporary files. A Path appears whole or not at all. Raises TooManyRows.
    """
    with workbook(target, scratch=scratch, constant_memory=True) as book:
        sheet = book.add_worksheet(sheet_name)
        header = book.add_format(HEADER_STYLE)
        writers = [_writer(sheet, at, column, book) for at, column in enumerate(columns)]
        sheet.freeze_panes(1, 0)
        for at, column in enumerate(columns):
            sheet.set_column(at, at, column.width)
            sheet.write_string(0, at, fitted(column.header), header)
            if notes and column.code in notes:
                sheet.write_comment(0, at, notes[column.code])
        count = 0
        for count, row in enumerate(rows, 1):
            if count > MOST_ROWS:
                raise TooManyRows
            for write, value in zip(writers, row, strict=True):
                write(count, value)
        if columns:
            sheet.autofilter(0, 0, count, len(columns) - 1)
        return count


def write_csv(
    file: BinaryIO,
    *,
    columns: Sequence[OutColumn],
    rows: Iterable[Sequence[object]],
    encoding: CsvEncoding = "utf-8-sig",
) -> int:
    """Write a header and the rows, lines ended by CR LF; give the number of rows.

    Text is always quoted and neutralised, numbers are bare, days are ISO. Characters that no
    encoding can hold (lone surrogates) become 「?」. `file` stays open.
    """
    text = io.TextIOWrapper(file, encoding=encoding, errors="replace", newline="")
    try:
        text.write(",".join(_quoted(column.header) for column in columns) + "\r\n")
        count = 0
        for row in rows:
            cells = [_csv_cell(value) for _, value in zip(columns, row, strict=True)]
            text.write(",".join(cells) + "\r\n")
            count += 1
        text.flush()
    finally:
        text.detach()
    return count


@contextmanager
def workbook(
    target: Target, *, scratch: Path | None = None, constant_memory: bool = False
) -> Iterator[xlsxwriter.Workbook]:
    """Open a workbook in which strings are only strings. A Path appears whole or not at all."""
    options: dict[str, object] = {
        "constant_memory": constant_memory,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "tmpdir": None if scratch is None else str(scratch),
    }
    if not isinstance(target, Path):
        with _closing(xlsxwriter.Workbook(target, options)) as book:
            yield book
        return
    part = target.with_name(f"{target.name}.part")
    try:
        with part.open("wb") as file, _closing(xlsxwriter.Workbook(file, options)) as book:
            yield book
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def _closing(book: xlsxwriter.Workbook) -> Iterator[xlsxwriter.Workbook]:
    """Close in any case, for the sake of temporary files, but write nothing after a failure."""
    try:
        yield book
    except BaseException:
        book.filename = io.BytesIO()
        book.close()
        raise
    book.close()


def fitted(text: str) -> str:
    """Cut text that no cell can hold, and say so at its end."""
    clean = text.encode("utf-8", errors="replace").decode() if not text.isascii() else text
    if len(clean.encode("utf-16-le")) // 2 <= MOST_CHARS:
        return clean
    return (
        clean.encode("utf-16-le")[: (MOST_CHARS - len(CUT)) * 2].decode("utf-16-le", "ignore") + CUT
    )


def as_text(value: object) -> str:
    """Show a value as text: "" for None, 是 / 否, ISO days."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, datetime):
        return value.replace(tzinfo=None, microsecond=0).isoformat(" ")
    return value.isoformat() if isinstance(value, date) else str(value)


def _writer(
    sheet: Worksheet, at: int, column: OutColumn, book: xlsxwriter.Workbook
) -> Callable[[int, object], None]:
    day = book.add_format({"num_format": DATE_FORMAT})
    moment = book.add_format({"num_format": MOMENT_FORMAT})
    text_only = column.kind == "text"

    def write(row: int, value: object) -> None:
        if not text_only and _is_number(value):
            sheet.write_number(row, at, value)
        elif not text_only and _is_day(value):
            plain = value.replace(tzinfo=None) if isinstance(value, datetime) else value
            sheet.write_datetime(row, at, plain, moment if column.kind == "moment" else day)
        elif text := as_text(value):
            sheet.write_string(row, at, fitted(text))

    return write


def _is_number(value: object) -> bool:
    """Tell numbers that Excel keeps exactly; longer ones go out as text."""
    if isinstance(value, bool):
        return False
    return isinstance(value, int | float | Decimal) and -_EXACT < value < _EXACT


def _is_day(value: object) -> bool:
    """Tell days that Excel shows right; those before March 1900 go out as text."""
    if isinstance(value, datetime):
        return value.date() >= _FIRST_SAFE_DAY
    return isinstance(value, date) and value >= _FIRST_SAFE_DAY


def _csv_cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return str(value)
    text = as_text(value)
    return _quoted(text) if text else ""


def _quoted(text: str) -> str:
    return '"' + neutralised(text).replace('"', '""') + '"'
