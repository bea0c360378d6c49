"""From a stored file to batches of named columns: what the file's columns are, and its rows."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from duan.core.kernel.errors import Invalid, Place
from duan.edge.exchange.sheets import guess
from duan.edge.exchange.sheets.heading import folded
from duan.edge.exchange.sheets.sheet import Sheet, open_sheet
from duan.edge.exchange.sheets.types import Problem, UnreadableFile
from duan.trade.terminals.commands.load_columns import RowProblem
from duan.trade.terminals.commands.load_fields import LoadField

ROWS_A_BATCH = 10_000
_SHAPES = {
    "region_code": "region_code",
    "uscc": "uscc",
    "phones": "phone",
    "beds": "number",
    "contact1_phone": "phone",
    "contact2_phone": "phone",
}


class UnusableFile(Invalid):
    """The file cannot be read truthfully; a raised one carries the reader's own code."""

    def __init__(self, problem: UnreadableFile) -> None:
        where = [Place("file", problem.where)] if problem.where else []
        super().__init__(problem.message, where=where)
        self.code = problem.code


class UnusableMapping(Invalid):
    code = "unusable_mapping"


def opened(path: Path, *, name: str) -> Sheet:
    """Open a stored file that has rows to import. Raises `UnusableFile`."""
    try:
        sheet = open_sheet(path, name=name)
        _refuse_unlikely(sheet, name)
    except UnreadableFile as problem:
        raise UnusableFile(problem) from problem
    return sheet


def _refuse_unlikely(sheet: Sheet, name: str) -> None:
    """Refuse what can be read as text but was not meant as it, and what holds no rows."""
    if sheet.kind == "csv" and name.lower().endswith((".xlsx", ".xls")):
        raise UnreadableFile(
            "NOT_A_WORKBOOK",
            f"「{name}」的扩展名是 Excel 工作簿，内容却是文本。请用 Excel 或 WPS 打开原表另存为 "
            ".xlsx；如果它本来就是 CSV，请把扩展名改成 .csv 再上传。",
        )
    if not sheet.row_count:
        raise UnreadableFile(
            "NO_ROWS",
            "文件里只有列名，没有数据行。请确认数据在列名下面、在第一张工作表里，再重新上传。",
            f"第 {sheet.header_row} 行",
        )


def signature(sheet: Sheet) -> str:
    """Return a digest that is equal for sheets with the same columns in any order."""
    headers = sorted(folded(column.header) for column in sheet.columns if column.header)
    return hashlib.sha256("\n".join(headers).encode()).hexdigest()


def guessed(sheet: Sheet, fields: Sequence[LoadField]) -> dict[str, str]:
    """Propose field code -> header."""
    wanted = [
        guess.Field(
            code=one.code,
            label=one.label,
            synonyms=one.also,
            required=one.required,
            looks_like=_SHAPES.get(one.code),
        )
        for one in fields
    ]
    named = {column.index: column.header for column in sheet.columns}
    found = guess.guess_mapping(sheet.columns, wanted)
    return {code: named[index] for code, index in found.items() if named[index]}


def checked_mapping(
    mapping: Mapping[str, str], headers: Sequence[str], fields: Sequence[LoadField]
) -> dict[str, str]:
    """Return the mapping if each field and header exists, once, and nothing required is missing."""
    known = {one.code: one for one in fields}
    places: list[Place] = []
    used: dict[str, str] = {}
    for code, header in mapping.items():
        if code not in known:
            places.append(Place(f"mapping.{code}", "没有这个字段"))
        elif header not in headers:
            places.append(Place(f"mapping.{code}", f"文件里没有「{header}」这一列"))
        elif header in used:
            other = known[used[header]].label
            places.append(Place(f"mapping.{code}", f"「{header}」这一列已对应到「{other}」"))
        else:
            used[header] = code
    places += [
        Place(f"mapping.{one.code}", f"请选择「{one.label}」是哪一列")
        for one in fields
        if one.required and one.code not in mapping
    ]
    if places:
        listed = "；".join(place.message for place in places)
        raise UnusableMapping(f"列的对应关系有误，请修改：{listed}。", where=places)
    return dict(mapping)


@dataclass(slots=True)
class Rows:
    """The rows of a sheet under a mapping; broken cells are told, and their rows held back.

    After reading, `held_back` is how many rows were.
    """

    sheet: Sheet
    mapping: Mapping[str, str]
    problems: list[RowProblem] = field(default_factory=list)
    held_back: int = 0

    def batches(self) -> Iterator[pl.DataFrame]:
        """Give batches with `row` and a column per field code."""
        letters = {column.header: column.letter for column in self.sheet.columns}
        wanted = {code: letters[header] for code, header in self.mapping.items()}
        fields = {letter: code for code, letter in wanted.items()}
        for batch in self.sheet.columns_in_batches(ROWS_A_BATCH):
            refused: set[int] = set()
            for problem in batch.problems:
                self._note(problem, fields, refused)
            self.held_back += len(refused)
            frame = batch.frame.select(
                pl.col("row").cast(pl.Int64),
                *(pl.col(letter).alias(code) for code, letter in wanted.items()),
            )
            yield frame.filter(~pl.col("row").is_in(list(refused))) if refused else frame

    def _note(self, problem: Problem, fields: Mapping[str, str], refused: set[int]) -> None:
        """Keep a problem; one in a column that nobody asked for does not hold the row back."""
        asked_for = problem.column is None or problem.column in fields
        wrong = problem.severity == "error" and asked_for
        self.problems.append(told(problem, fields, wrong=wrong))
        if wrong and problem.row:
            refused.add(problem.row)


def told(problem: Problem, fields: Mapping[str, str], *, wrong: bool) -> RowProblem:
    """Tell a reader's problem as one of a row."""
    return RowProblem(
        row=problem.row or 0,
        field=fields.get(problem.column or "", f"@{problem.column}" if problem.column else ""),
        value=problem.value[:200],
        code=problem.code,
        severity="ERROR" if wrong else "WARNING",
        message=problem.message,
        fix=problem.advice,
    )
