"""A template explains itself, and what is filled into it can be read at once."""

from __future__ import annotations

import openpyxl

from duan.edge.exchange.sheets.guess import Field, guess_mapping
from duan.edge.exchange.sheets.template import TemplateColumn, write_template
from tests.edge.exchange.sheets.make import opened, texts

COLUMNS = (
    TemplateColumn(
        code="name", header="名称", required=True, hint="写全称", example="北京协和医院"
    ),
    TemplateColumn(code="level", header="级别", choices=("三级", "二级", "一级"), example="三级"),
    TemplateColumn(code="opened_on", header="开业日期", kind="date", example="1921-09-01"),
)


def template(tmp_path):
    path = tmp_path / "模板.xlsx"
    write_template(path, columns=COLUMNS, guidance=["一家医院的院区各填一行。"], scratch=tmp_path)
    return path


def test_headers_carry_hints_and_mark_what_is_required(tmp_path):
    sheet = openpyxl.load_workbook(template(tmp_path))["数据"]
    assert [cell.value for cell in sheet[1]] == ["名称*", "级别", "开业日期", "示例标记"]
    assert sheet["A1"].comment.text == "写全称"
    assert [sheet[place].number_format for place in ("A2", "C2")] == ["@", "yyyy-mm-dd"]
    assert sheet.column_dimensions["A"].number_format == "@"


def test_choices_become_a_drop_down_list(tmp_path):
    book = openpyxl.load_workbook(template(tmp_path))
    (rule,) = book["数据"].data_validations.dataValidation
    assert (rule.type, str(rule.sqref), rule.formula1) == ("list", "B2:B10001", "'选项'!$B$1:$B$3")
    assert [book["选项"][f"B{row}"].value for row in (1, 2, 3)] == ["三级", "二级", "一级"]
    assert book["选项"].sheet_state == "hidden"


def test_the_guidance_lists_rules_and_columns(tmp_path):
    guide = openpyxl.load_workbook(template(tmp_path))["填写说明"]
    rows = [[cell.value for cell in row] for row in guide.iter_rows()]
    assert rows[6][0] == "7. 一家医院的院区各填一行。"
    assert rows[8:] == [
        ["列名", "必填", "说明", "示例", "可选值"],
        ["名称", "是", "写全称", "北京协和医院", None],
        ["级别", None, None, "三级", "三级、二级、一级"],
        ["开业日期", None, None, "1921-09-01", None],
    ]


def test_the_example_row_is_skipped_and_told_and_real_rows_are_read(tmp_path):
    path = template(tmp_path)
    book = openpyxl.load_workbook(path)
    book["数据"].append(["上海市第一人民医院", "三级", "1864-03-01"])
    book.save(path)
    sheet = opened(path)
    assert texts(sheet) == [("上海市第一人民医院", "三级", "1864-03-01", "")]
    assert [(w.code, w.message) for w in sheet.warnings] == [
        ("EXAMPLE_SKIPPED", "第 2 行带着模板的示例标记，没有读取")
    ]


def test_its_headers_find_their_fields(tmp_path):
    fields = [Field(code=column.code, label=column.header) for column in COLUMNS]
    assert guess_mapping(opened(template(tmp_path)).columns, fields) == {
        "name": 0,
        "level": 1,
        "opened_on": 2,
    }
