"""Sentences for what is doubtful: what it is, where it is, what to do about it."""

from __future__ import annotations

from typing import NamedTuple

from duan.edge.exchange.sheets.places import Area, letter_of
from duan.edge.exchange.sheets.types import Problem, Severity

_SHOWN = 40
_NAMED = 10


class _Sentence(NamedTuple):
    severity: Severity
    message: str
    advice: str


_CELLS: dict[str, _Sentence] = {
    "CELL_ERROR": _Sentence(
        "error", "{place} 是公式错误 {value}", "请在 Excel 里修好公式，或直接填写正确的内容。"
    ),
    "FORMULA_WITHOUT_VALUE": _Sentence(
        "error",
        "{place} 是公式，但文件里没有保存它的计算结果",
        "请用 Excel 打开、等计算完成后保存，再上传；或把公式粘贴为数值。",
    ),
    "LOST_DIGITS": _Sentence(
        "warning",
        "{place} 是超过 15 位的数字“{value}”，Excel 只保留前 15 位，后面的数字可能已经丢失",
        "请把这一列的格式改成“文本”，重新填写完整的号码。",
    ),
    "BAD_DATE": _Sentence(
        "error", "{place} 的日期“{value}”在日历上不存在", "请填写有效日期，例如 2024-02-29。"
    ),
    "BAD_NUMBER": _Sentence("error", "{place} 的“{value}”不是有效的数字", "请重新填写这一格。"),
    "BAD_STRING": _Sentence(
        "error", "{place} 的文字在文件里找不到，文件可能损坏", "请用 Excel 打开并另存一份再上传。"
    ),
    "CELL_TOO_LONG": _Sentence(
        "error", "{place} 的文字超过单元格上限，开头是“{value}”", "请缩短这一格的内容。"
    ),
    "EXTRA_CELL": _Sentence(
        "error",
        "{place} 有内容“{value}”，但它在表头之外，没有列名",
        "请给这一列加上列名，或删掉这一格；CSV 文件请检查这一行是否多了分隔符。",
    ),
}


def about_cell(code: str, row: int, index: int, value: str) -> Problem:
    """Describe one doubtful cell; `index` is its 0-based column."""
    sentence = _CELLS[code]
    letter = letter_of(index)
    shown = value if len(value) <= _SHOWN else value[:_SHOWN] + "…"
    return Problem(
        code=code,
        severity=sentence.severity,
        message=sentence.message.format(place=f"{letter}{row}", value=shown),
        advice=sentence.advice,
        row=row,
        column=letter,
        value=value,
    )


def covered_cell(row: int, index: int, area: Area) -> Problem:
    letter = letter_of(index)
    return Problem(
        code="MERGED_CELL",
        severity="error",
        message=f"{letter}{row} 在合并单元格 {area.text} 里，只有 {area.first} 有值，这一格是空的",
        advice="请取消合并，并在每一行填写自己的内容。",
        row=row,
        column=letter,
    )


def short_row(row: int, width: int, expected: int, *, cut: bool) -> Problem:
    """Describe a CSV row with fewer cells than the header; `cut` when the file ends inside it."""
    if cut:
        return Problem(
            code="CUT_ROW",
            severity="error",
            message=f"最后一行（第 {row} 行）只有 {width} 列，表头有 {expected} 列，像是文件没有传完整",
            advice="请重新导出或下载文件；如果内容没有缺，请补齐这一行并在末尾换行。",
            row=row,
        )
    return Problem(
        code="SHORT_ROW",
        severity="warning",
        message=f"第 {row} 行只有 {width} 列，表头有 {expected} 列，缺少的按空处理",
        advice="请核对这一行的内容是否错位。",
        row=row,
    )


def _about_sheet(code: str, message: str, advice: str, **place: int | str | None) -> Problem:
    row, column = place.get("row"), place.get("column")
    return Problem(
        code=code,
        severity="warning",
        message=message,
        advice=advice,
        row=row if isinstance(row, int) else None,
        column=column if isinstance(column, str) else None,
    )


def hidden_rows(count: int, first: int) -> Problem:
    return _about_sheet(
        "HIDDEN_ROWS",
        f"有 {count} 行是隐藏的（从第 {first} 行起），它们同样会被读取",
        "不想导入的话，请删除这些行；筛选隐藏的行也算。",
        row=first,
    )


def hidden_columns(letters: tuple[str, ...]) -> Problem:
    return _about_sheet(
        "HIDDEN_COLUMNS",
        f"有隐藏的列（{'、'.join(letters)}），它们同样会被读取",
        "不想导入的话，请删除这些列，或在列对应里选“不导入”。",
    )


def other_sheets(read: str, names: tuple[str, ...]) -> Problem:
    shown = "、".join(names[:_NAMED]) + ("…" if len(names) > _NAMED else "")
    return _about_sheet(
        "OTHER_SHEETS",
        f"只读取工作表“{read}”，另外 {len(names)} 张没有读取：{shown}",
        "需要它们的话，请分别选择工作表导入。",
    )


def merged_area(area: Area) -> Problem:
    return _about_sheet(
        "MERGED_AREA",
        f"{area.text} 是合并单元格，只有 {area.first} 有值，其余各格是空的",
        "请取消合并，并在每一行填写自己的内容。",
        row=area.top,
        column=letter_of(area.left),
    )


def more_merged_areas(count: int) -> Problem:
    return _about_sheet(
        "MERGED_AREA",
        f"数据区里一共有 {count} 处合并单元格，以上只列出一部分",
        "请全选数据，取消合并，并补齐每一行的内容。",
    )


def empty_header(letter: str, row: int) -> Problem:
    return _about_sheet(
        "EMPTY_HEADER",
        f"{letter} 列有内容，但表头 {letter}{row} 是空的，这一列无法对应",
        "请给这一列写上列名，或删掉这一列。",
        row=row,
        column=letter,
    )


def example_skipped(row: int) -> Problem:
    return _about_sheet(
        "EXAMPLE_SKIPPED",
        f"第 {row} 行带着模板的示例标记，没有读取",
        "如果这一行是真实数据，请删掉标记后重新上传。",
        row=row,
    )
