"""Refused rows go back as a sheet that says what is wrong and can be sent again."""

from __future__ import annotations

import openpyxl

from duan.edge.exchange.sheets.error_file import write_errors
from duan.edge.exchange.sheets.types import Problem, Row
from tests.edge.exchange.sheets.make import opened, texts

NO_REGION = Problem(
    code="unknown_region",
    severity="error",
    message="B7 的地区代码“999999”不存在",
    advice="请填写六位行政区划代码。",
    row=7,
    column="B",
    value="999999",
)
NO_NAME = Problem(
    code="name_missing", severity="error", message="A7 没有填写名称", advice="请填写名称。", row=7,
    column="A",
)  # fmt: skip
ROWS = [Row(7, ("", "999999"), (NO_NAME, NO_REGION)), Row(9, ("=1+1", "110101"), (NO_REGION,))]


def test_each_row_carries_its_reasons_and_advice(tmp_path):
    assert write_errors(tmp_path / "a.xlsx", headers=["名称", "地区代码"], rows=ROWS) == 2
    sheet = opened(tmp_path / "a.xlsx")
    assert [c.header for c in sheet.columns] == ["名称", "地区代码", "错误原因", "怎么改", "原行号"]
    assert texts(sheet) == [
        (
            "",
            "999999",
            "A7 没有填写名称\nB7 的地区代码“999999”不存在",
            "请填写名称。\n请填写六位行政区划代码。",
            "7",
        ),
        ("=1+1", "110101", "B7 的地区代码“999999”不存在", "请填写六位行政区划代码。", "9"),
    ]


def test_bad_cells_are_highlighted_and_good_ones_are_not(tmp_path):
    write_errors(tmp_path / "a.xlsx", headers=["名称", "地区代码"], rows=ROWS)
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["错误行"]
    fills = {place: sheet[place].fill.fgColor.rgb for place in ("A2", "B2", "A3", "B3")}
    assert fills == {"A2": "FFFCE4E1", "B2": "FFFCE4E1", "A3": "00000000", "B3": "FFFCE4E1"}


def test_an_error_file_sent_again_does_not_grow(tmp_path):
    write_errors(tmp_path / "a.xlsx", headers=["名称", "地区代码"], rows=ROWS)
    first = opened(tmp_path / "a.xlsx")
    headers = [column.header for column in first.columns]
    again = [row._replace(problems=(NO_REGION,)) for row in first.rows()]
    write_errors(tmp_path / "b.xlsx", headers=headers, rows=again)
    second = opened(tmp_path / "b.xlsx")
    assert [column.header for column in second.columns] == headers
    assert [row[:2] for row in texts(second)] == [("", "999999"), ("=1+1", "110101")]
