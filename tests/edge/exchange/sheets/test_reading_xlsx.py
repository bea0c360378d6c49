"""What a person sees in a workbook is what the reader gives."""

from __future__ import annotations

import datetime as dt

import openpyxl
import pytest

from tests.edge.exchange.sheets.make import opened, problems, raw_workbook, texts, workbook

STYLES = (
    '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    '<numFmts><numFmt numFmtId="164" formatCode="000000"/>'
    '<numFmt numFmtId="165" formatCode="[h]:mm"/>'
    '<numFmt numFmtId="166" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/>'
    '<numFmt numFmtId="167" formatCode="[Red]0.00;[Blue]-0.00"/></numFmts>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/><xf numFmtId="20"/>'
    '<xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="167"/>'
    '<xf numFmtId="31"/></cellXfs></styleSheet>'
)


@pytest.mark.parametrize(
    ("value", "seen"),
    [
        (5, "5"),
        (5.0, "5"),
        (-3, "-3"),
        (1.5, "1.5"),
        (0.1 + 0.2, "0.3"),
        (1e-7, "0.0000001"),
        (999_999_999_999_999, "999999999999999"),
        ("007", "007"),
        (" 两边有空格 ", " 两边有空格 "),
        ("第一行\n第二行", "第一行\n第二行"),
        ("A&B<C>", "A&B<C>"),
        (True, "是"),
        (False, "否"),
        (dt.date(2024, 2, 29), "2024-02-29"),
        (dt.datetime(2024, 2, 29, 13, 5, 7), "2024-02-29 13:05:07"),  # noqa: DTZ001 - a wall-clock time, as a sheet holds it
        (dt.time(8, 30), "08:30:00"),
        (dt.timedelta(hours=30), "30:00:00"),
        (dt.date(1900, 1, 1), "1900-01-01"),
    ],
)
def test_a_cell_reads_as_the_text_a_person_sees(tmp_path, value, seen):
    path = workbook(tmp_path / "a.xlsx", [["值", "备注"], [value, "x"]])
    assert texts(opened(path)) == [(seen, "x")]


@pytest.mark.parametrize(
    ("cell", "seen"),
    [
        ('<c r="A2" s="1"><v>45351</v></c>', "2024-02-29"),
        ('<c r="A2" s="1"><v>1</v></c>', "1900-01-01"),
        ('<c r="A2" s="1"><v>59</v></c>', "1900-02-28"),
        ('<c r="A2" s="1"><v>61</v></c>', "1900-03-01"),
        ('<c r="A2" s="1"><v>45351.75</v></c>', "2024-02-29"),
        ('<c r="A2" s="2"><v>45351.75</v></c>', "2024-02-29 18:00:00"),
        ('<c r="A2" s="3"><v>0.75</v></c>', "18:00:00"),
        ('<c r="A2" s="5"><v>1.25</v></c>', "30:00:00"),
        ('<c r="A2" s="6"><v>45351</v></c>', "2024-02-29"),
        ('<c r="A2" s="8"><v>45351</v></c>', "2024-02-29"),
        ('<c r="A2" s="4"><v>1234</v></c>', "001234"),
        ('<c r="A2" s="7"><v>1234</v></c>', "1234"),
        ('<c r="A2" s="99"><v>45351</v></c>', "45351"),
        ('<c r="A2" t="d"><v>2024-02-29T00:00:00</v></c>', "2024-02-29"),
        ('<c r="A2" t="str"><f>A1</f><v>算出来的</v></c>', "算出来的"),
        ('<c r="A2" t="str"><f>""</f><v></v></c>', ""),
        ('<c r="A2"><f>1+1</f><v>2</v></c>', "2"),
        ('<c r="A2" t="inlineStr"><is><r><t>粗</t></r><r><t>细</t></r></is></c>', "粗细"),
        ('<c r="A2" t="s"><v>0</v></c>', "共享"),
        ('<c r="A2" t="s"><v>1</v></c>', "注音不读"),
        ('<c r="A2" t="s"><v>2</v></c>', "回车\r不丢"),
    ],
)
def test_a_stored_cell_reads_as_excel_shows_it(tmp_path, cell, seen):
    strings = (
        "<si><t>共享</t></si>"
        "<si><r><t>注音</t></r><r><t xml:space='preserve'>不读</t></r>"
        '<rPh sb="0" eb="1"><t>ZHU</t></rPh></si>'
        "<si><t>回车_x000D_不丢</t></si>"
    )
    row = f'<row r="2">{cell}<c r="B2"><v>1</v></c></row>'
    path = raw_workbook(tmp_path / "a.xlsx", row, strings=strings, parts={"xl/styles.xml": STYLES})
    assert texts(opened(path)) == [(seen, "1")]


def test_days_count_from_1904_where_the_workbook_says_so(tmp_path):
    book = openpyxl.Workbook()
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    book.active.append(["日期", "备注"])
    book.active.append([dt.date(2024, 2, 29), "x"])
    book.save(tmp_path / "a.xlsx")
    assert texts(opened(tmp_path / "a.xlsx")) == [("2024-02-29", "x")]


def test_one_bad_text_leaves_the_other_days_alone(tmp_path):
    days = [[dt.date(2024, 1, day), "x"] for day in range(1, 4)]
    path = workbook(tmp_path / "a.xlsx", [["日期", "备注"], days[0], ["待定", "x"], *days[1:]])
    assert [cells[0] for cells in texts(opened(path))] == [
        "2024-01-01", "待定", "2024-01-02", "2024-01-03",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("cell", "seen", "code", "message"),
    [
        ('<c r="A2" t="e"><v>#REF!</v></c>', "#REF!", "CELL_ERROR", "A2 是公式错误 #REF!"),
        ('<c r="A2" t="e"><f>B9</f><v>#N/A</v></c>', "#N/A", "CELL_ERROR", "A2 是公式错误 #N/A"),
        (
            '<c r="A2"><f>B1</f></c>', "", "FORMULA_WITHOUT_VALUE",
            "A2 是公式，但文件里没有保存它的计算结果",
        ),
        (
            '<c r="A2"><f>B1</f><v/></c>', "", "FORMULA_WITHOUT_VALUE",
            "A2 是公式，但文件里没有保存它的计算结果",
        ),
        (
            '<c r="A2"><v>1.1010119900101123E+17</v></c>', "110101199001011230", "LOST_DIGITS",
            "A2 是超过 15 位的数字“110101199001011230”，Excel 只保留前 15 位，后面的数字可能已经丢失",
        ),
        (
            '<c r="A2"><v>1234567890123456</v></c>', "1234567890123456", "LOST_DIGITS",
            "A2 是超过 15 位的数字“1234567890123456”，Excel 只保留前 15 位，后面的数字可能已经丢失",
        ),
        (
            '<c r="A2" s="1"><v>-1</v></c>', "-1", "BAD_DATE",
            "A2 的日期“-1”在日历上不存在",
        ),
        ('<c r="A2" s="1"><v>60</v></c>', "60", "BAD_DATE", "A2 的日期“60”在日历上不存在"),
        (
            '<c r="A2" s="1"><v>3000000</v></c>', "3000000", "BAD_DATE",
            "A2 的日期“3000000”在日历上不存在",
        ),
        ('<c r="A2"><v>abc</v></c>', "abc", "BAD_NUMBER", "A2 的“abc”不是有效的数字"),
        (
            '<c r="A2" t="s"><v>7</v></c>', "7", "BAD_STRING",
            "A2 的文字在文件里找不到，文件可能损坏",
        ),
    ],
)  # fmt: skip
def test_a_doubtful_cell_is_told_with_its_place(tmp_path, cell, seen, code, message):
    row = f'<row r="2">{cell}<c r="B2"><v>1</v></c></row>'
    path = raw_workbook(tmp_path / "a.xlsx", row, parts={"xl/styles.xml": STYLES})
    (read,) = opened(path).rows()
    assert read.cells == (seen, "1")
    assert [(p.code, p.message, p.row, p.column, p.value) for p in read.problems] == [
        (code, message, 2, "A", seen)
    ]


def test_a_cell_beyond_excels_limit_is_told_and_cut(tmp_path):
    row = f'<row r="2"><c r="A2" t="inlineStr"><is><t>{"长" * 40_000}</t></is></c></row>'
    (read,) = opened(raw_workbook(tmp_path / "a.xlsx", row)).rows()
    assert len(read.cells[0]) == 32_767
    assert [(p.code, p.message[:20], p.severity) for p in read.problems] == [
        ("CELL_TOO_LONG", "A2 的文字超过单元格上限，开头是“长长", "error")
    ]


def test_a_shared_text_of_ten_megabytes_is_told_at_the_cell_that_uses_it(tmp_path):
    strings = f"<si><t>短</t></si><si><t>{'x' * 10_000_000}</t></si>"
    rows = (
        '<row r="2"><c r="A2" t="s"><v>0</v></c></row><row r="3"><c r="B3" t="s"><v>1</v></c></row>'
    )
    sheet = opened(raw_workbook(tmp_path / "a.xlsx", rows, strings=strings))
    assert [(row.number, [p.code for p in row.problems]) for row in sheet.rows()] == [
        (2, []),
        (3, ["CELL_TOO_LONG"]),
    ]


def test_a_value_without_a_column_name_is_told(tmp_path):
    row = '<row r="2"><c r="A2"><v>1</v></c><c r="D2"><v>9</v></c><c r="ZZ2"><v>8</v></c></row>'
    assert [
        (code, message) for code, message, _ in problems(opened(raw_workbook(tmp_path / "a", row)))
    ] == [
        ("EXTRA_CELL", "ZZ2 有内容“8”，但它在表头之外，没有列名"),
        ("EXTRA_CELL", "D2 有内容“9”，但它在表头之外，没有列名"),
    ]


def test_rows_keep_the_numbers_excel_shows_and_blank_ones_are_left_out(tmp_path):
    rows = [["名称", "编码"], ["甲", 1], [None, None], ["  ", None], ["乙", 2]]
    sheet = opened(workbook(tmp_path / "a.xlsx", rows))
    assert [(row.number, row.cells) for row in sheet.rows()] == [(2, ("甲", "1")), (5, ("乙", "2"))]
    assert sheet.row_count == 4


def test_only_the_first_visible_sheet_with_content_is_read_and_the_others_are_named(tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "空表"
    book.create_sheet("隐藏").append(["x", "y"])
    book["隐藏"].sheet_state = "hidden"
    book.create_sheet("名单").append(["名称", "编码"])
    book.create_sheet("旧名单").append(["x", "y"])
    book.save(tmp_path / "a.xlsx")
    sheet = opened(tmp_path / "a.xlsx")
    assert (sheet.sheet_name, sheet.other_sheets) == ("名单", ("空表", "旧名单"))
    assert [(w.code, w.message) for w in sheet.warnings] == [
        ("OTHER_SHEETS", "只读取工作表“名单”，另外 2 张没有读取：空表、旧名单")
    ]
    assert [c.header for c in opened(tmp_path / "a.xlsx", sheet="旧名单").columns] == ["x", "y"]


def test_hidden_rows_and_columns_are_read_and_told(tmp_path):
    path = workbook(
        tmp_path / "a.xlsx",
        [["名称", "编码", "备注"], ["甲", 1, "x"], ["乙", 2, "y"], ["丙", 3, "z"]],
        hide_rows=[3, 4],
        hide_columns=["B"],
    )
    sheet = opened(path)
    assert texts(sheet) == [("甲", "1", "x"), ("乙", "2", "y"), ("丙", "3", "z")]
    assert [(w.code, w.message) for w in sheet.warnings] == [
        ("HIDDEN_COLUMNS", "有隐藏的列（B），它们同样会被读取"),
        ("HIDDEN_ROWS", "有 2 行是隐藏的（从第 3 行起），它们同样会被读取"),
    ]


def test_a_merged_area_in_the_data_names_the_cells_it_leaves_empty(tmp_path):
    rows = [["省份", "名称"], ["北京", "甲"], ["", "乙"], ["上海", "丙"]]
    sheet = opened(workbook(tmp_path / "a.xlsx", rows, merge=["A2:A3"]))
    assert [(w.code, w.message) for w in sheet.warnings] == [
        ("MERGED_AREA", "A2:A3 是合并单元格，只有 A2 有值，其余各格是空的")
    ]
    assert [(row.cells, [p.message for p in row.problems]) for row in sheet.rows()] == [
        (("北京", "甲"), []),
        (("", "乙"), ["A3 在合并单元格 A2:A3 里，只有 A2 有值，这一格是空的"]),
        (("上海", "丙"), []),
    ]


def test_external_links_macros_and_pictures_are_left_alone(tmp_path):
    parts = {
        "xl/vbaProject.bin": b"\x00" * 100,
        "xl/externalLinks/externalLink1.xml": "<broken",
        "xl/media/image1.png": b"\x89PNG",
        "inner.zip": b"PK\x03\x04 not a zip",
    }
    row = '<row r="2"><c r="A2"><v>1</v></c></row>'
    assert texts(opened(raw_workbook(tmp_path / "a.xlsm", row, parts=parts))) == [("1", "")]


def test_batches_hold_the_same_rows_column_by_column(tmp_path):
    rows = [["名称", "编码"], *([f"第{n}家", n] for n in range(1, 8))]
    sheet = opened(workbook(tmp_path / "a.xlsx", rows))
    batches = list(sheet.columns_in_batches(size=3))
    assert [batch.frame.height for batch in batches] == [3, 3, 1]
    assert batches[1].frame.to_dict(as_series=False) == {
        "row": [5, 6, 7],
        "A": ["第4家", "第5家", "第6家"],
        "B": ["4", "5", "6"],
    }


def test_problems_travel_with_their_batch(tmp_path):
    rows = [["名称", "编码"], ["甲", 1], ["乙", "#N/A"], ["丙", 3]]
    batches = list(opened(workbook(tmp_path / "a.xlsx", rows)).columns_in_batches(size=2))
    assert [[(p.code, p.row, p.column) for p in batch.problems] for batch in batches] == [
        [("CELL_ERROR", 3, "B")],
        [],
    ]
