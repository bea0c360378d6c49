"""A sheet to fill in: headers with hints, one example row, drop-down lists, and a page of guidance.

The example row carries a mark in its last column; the reader knows the mark and skips the row.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from duan.edge.exchange.sheets.marks import CHOICES_SHEET, EXAMPLE_MARK, GUIDE_SHEET, MARK_HEADER
from duan.edge.exchange.sheets.places import letter_of
from duan.edge.exchange.sheets.write import (
    DATE_FORMAT,
    HEADER_STYLE,
    MOMENT_FORMAT,
    Kind,
    Target,
    fitted,
    workbook,
)

ROWS_WITH_LISTS = 10_000
_FORMATS: Mapping[Kind, str] = {
    "text": "@",
    "number": "General",
    "date": DATE_FORMAT,
    "moment": MOMENT_FORMAT,
}
_RULES = (
    "从第 2 行开始，一行填一条；表头请不要改动、合并或删除。",
    "带 * 的列必须填写，其余可以留空。",
    "有下拉列表的列请从列表里选；日期写成 2024-02-29 的样子。",
    f"第 2 行是示例，“{MARK_HEADER}”一列写着“{EXAMPLE_MARK}”，导入时会跳过；用它填真实数据时请删掉这个标记。",
    "编号、电话、证件号请保持文本格式，不要让 Excel 变成数字（超过 15 位会丢失）。",
    "请不要使用合并单元格；公式请先粘贴为数值。",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateColumn:
    """A column to be filled in. `choices` become a drop-down list, `example` the example row."""

    code: str
    header: str
    width: int = 16
    kind: Kind = "text"
    required: bool = False
    hint: str = ""
    example: str = ""
    choices: tuple[str, ...] = ()

    @property
    def shown_header(self) -> str:
        return f"{self.header}*" if self.required else self.header


def write_template(
    target: Target,
    *,
    columns: Sequence[TemplateColumn],
    sheet_name: str = "数据",
    guidance: Sequence[str] = (),
    scratch: Path | None = None,
) -> None:
    """Write the sheet to fill in, a page 「填写说明」 and a hidden page of choices.

    `guidance` are sentences put after the general rules.
    """
    with workbook(target, scratch=scratch) as book:
        sheet = book.add_worksheet(sheet_name)
        guide = book.add_worksheet(GUIDE_SHEET)
        _fill_sheet(book, sheet, columns)
        _fill_guide(book, guide, columns, guidance)
        if any(column.choices for column in columns):
            _fill_choices(book, sheet, columns)


def _fill_sheet(
    book: xlsxwriter.Workbook, sheet: Worksheet, columns: Sequence[TemplateColumn]
) -> None:
    header = book.add_format(HEADER_STYLE)
    required = book.add_format({**HEADER_STYLE, "font_color": "#B3261E"})
    example = {"italic": True, "font_color": "#8A8F98", "bg_color": "#F6F7F9"}
    sheet.freeze_panes(1, 0)
    for at, column in enumerate(columns):
        shown = {"num_format": _FORMATS[column.kind]}
        sheet.set_column(at, at, column.width, book.add_format(shown))
        sheet.write_string(
            0, at, fitted(column.shown_header), required if column.required else header
        )
        if column.hint:
            sheet.write_comment(0, at, column.hint)
        style = book.add_format({**example, **shown})
        sheet.write_string(1, at, fitted(column.example), style)
    last = len(columns)
    sheet.set_column(last, last, 24)
    sheet.write_string(0, last, MARK_HEADER, header)
    sheet.write_string(1, last, EXAMPLE_MARK, book.add_format(example))


def _fill_guide(
    book: xlsxwriter.Workbook,
    guide: Worksheet,
    columns: Sequence[TemplateColumn],
    guidance: Sequence[str],
) -> None:
    bold = book.add_format(HEADER_STYLE)
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    for at, width in enumerate((22, 10, 60, 28, 40)):
        guide.set_column(at, at, width)
    row = 0
    for row, rule in enumerate((*_RULES, *guidance)):
        guide.write_string(row, 0, f"{row + 1}. {rule}")
    row += 2
    for at, label in enumerate(("列名", "必填", "说明", "示例", "可选值")):
        guide.write_string(row, at, label, bold)
    for row, column in enumerate(columns, row + 1):  # noqa: B020 - goes on below the labels
        texts = (
            column.header,
            "是" if column.required else "",
            column.hint,
            column.example,
            "、".join(column.choices),
        )
        for at, text in enumerate(texts):
            if text:
                guide.write_string(row, at, fitted(text), wrap)


def _fill_choices(
    book: xlsxwriter.Workbook, sheet: Worksheet, columns: Sequence[TemplateColumn]
) -> None:
    page = book.add_worksheet(CHOICES_SHEET)
    page.hide()
    for at, column in enumerate(columns):
        for row, choice in enumerate(column.choices):
            page.write_string(row, at, fitted(choice))
        if column.choices:
            letter = letter_of(at)
            sheet.data_validation(
                1,
                at,
                ROWS_WITH_LISTS,
                at,
                {
                    "validate": "list",
                    "source": f"='{CHOICES_SHEET}'!${letter}$1:${letter}${len(column.choices)}",
                    "error_title": "不在可选值里",
                    "error_message": f"“{column.header[:40]}”请从下拉列表里选择。",
                },
            )
