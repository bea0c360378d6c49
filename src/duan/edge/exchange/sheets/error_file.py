"""The refused rows as a sheet to correct: what was sent, why it was refused, what to do.

It can be corrected and sent again as it is: the added columns match no field, and they are not
added twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from duan.edge.exchange.sheets.heading import folded
from duan.edge.exchange.sheets.marks import ADVICE_HEADER, OWN_HEADERS, REASON_HEADER, ROW_HEADER
from duan.edge.exchange.sheets.places import index_of
from duan.edge.exchange.sheets.types import Row
from duan.edge.exchange.sheets.write import (
    HEADER_STYLE,
    MOST_ROWS,
    Target,
    TooManyRows,
    fitted,
    workbook,
)


def write_errors(
    target: Target,
    *,
    headers: Sequence[str],
    rows: Iterable[Row],
    sheet_name: str = "错误行",
    scratch: Path | None = None,
) -> int:
    """Write each row with its problems; give the number of rows.

    `headers` are those of the sheet that was read, `rows` its rows with the problems to tell
    (`row._replace(problems=…)` adds those found later). Cells named by a problem are highlighted.
    Raises TooManyRows.
    """
    kept = [at for at, header in enumerate(headers) if folded(header) not in OWN_HEADERS]
    count = 0
    with workbook(target, scratch=scratch, constant_memory=True) as book:
        sheet = book.add_worksheet(sheet_name)
        header = book.add_format(HEADER_STYLE)
        plain = book.add_format({"num_format": "@"})
        bad = book.add_format({"num_format": "@", "bg_color": "#FCE4E1", "font_color": "#B3261E"})
        wrap = book.add_format({"text_wrap": True, "valign": "top"})
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(kept), 18, plain)
        sheet.set_column(len(kept), len(kept) + 1, 50)
        labels = [*(headers[at] for at in kept), REASON_HEADER, ADVICE_HEADER, ROW_HEADER]
        for at, label in enumerate(labels):
            sheet.write_string(0, at, fitted(label), header)
        for count, row in enumerate(rows, 1):
            if count > MOST_ROWS:
                raise TooManyRows
            wrong = {index_of(problem.column) for problem in row.problems if problem.column}
            for at, index in enumerate(kept):
                sheet.write_string(
                    count, at, fitted(row.cells[index]), bad if index in wrong else plain
                )
            sheet.write_string(count, len(kept), _lines(p.message for p in row.problems), wrap)
            sheet.write_string(count, len(kept) + 1, _lines(p.advice for p in row.problems), wrap)
            sheet.write_number(count, len(kept) + 2, row.number)
        sheet.autofilter(0, 0, count, len(labels) - 1)
    return count


def _lines(sentences: Iterable[str]) -> str:
    """One sentence a line, each once, in order."""
    return fitted("\n".join(dict.fromkeys(filter(None, sentences))))
