"""Taking a list out as a file: what the viewer sees, nothing that a spreadsheet would run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from duan.core.kernel.commands import WHOLE_COMPANY, Run, command
from duan.core.kernel.errors import Invalid
from duan.core.kernel.ids import new_id
from duan.edge.exchange.sheets.write import OutColumn, TooManyRows, write_csv, write_xlsx
from duan.trade.terminals.queries.exports import COLUMNS, EXPORT, exported_rows
from duan.trade.terminals.queries.meetings import HEADERS, exported_meetings
from duan.trade.terminals.types import Filter

_MEETING_KINDS = {"时间": "moment", "下一步日期": "date"}
_KINDS = {"beds": "number", "licence_expires_on": "date", "updated_at": "moment"}


class TooMuch(Invalid):
    code = "too_many_rows"


@command("exchange.export_terminals", sentence="导出终端列表 {count} 行（{kind}）")
def write_list(run: Run, *, path: Path, kind: str, wanted: Filter, columns: list[str]) -> int:
    """Write the terminals in reach to a file and leave a trace of it; return how many.

    Raises `TooMuch` when they do not fit into one XLSX sheet.
    """
    run.require(EXPORT)
    out: list[Any] = [
        OutColumn(code=code, header=COLUMNS[code][0], kind=_KINDS.get(code, "text"))  # type: ignore[arg-type]  # words of the writer
        for code in columns
    ]
    rows = exported_rows(run.who, wanted, columns)
    count = _write(path, kind, sheet="终端", columns=out, rows=rows)
    run.tell(count=count, kind=kind.upper(), columns=columns)
    run.touch("export", new_id(), scope_id=WHOLE_COMPANY, name="终端列表")
    return count


@command("exchange.export_interactions", sentence="导出拜访互动 {count} 行（{kind}）")
def write_meetings(run: Run, *, path: Path, kind: str) -> int:
    """Write the interactions in reach to a file and leave a trace of it; return how many.

    Raises `TooMuch` when they do not fit into one XLSX sheet.
    """
    run.require(EXPORT)
    out: list[Any] = [
        OutColumn(code=header, header=header, kind=_MEETING_KINDS.get(header, "text"))  # type: ignore[arg-type]  # words of the writer
        for header in HEADERS
    ]
    count = _write(path, kind, sheet="拜访互动", columns=out, rows=exported_meetings(run.who))
    run.tell(count=count, kind=kind.upper())
    run.touch("export", new_id(), scope_id=WHOLE_COMPANY, name="拜访互动")
    return count


def _write(
    path: Path, kind: str, *, sheet: str, columns: list[Any], rows: Iterator[list[object]]
) -> int:
    try:
        if kind == "csv":
            with path.open("wb") as file:
                return write_csv(file, columns=columns, rows=rows)
        return write_xlsx(path, columns=columns, rows=rows, sheet_name=sheet, scratch=path.parent)
    except TooManyRows as problem:
        raise TooMuch(problem.message) from problem
