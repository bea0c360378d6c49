"""What we write comes back as it was, and no spreadsheet program runs any of it."""

from __future__ import annotations

import csv
import datetime as dt
import io
import zipfile
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duan.edge.exchange.sheets.neutral import neutralised, restored
from duan.edge.exchange.sheets.write import OutColumn, TooManyRows, write_csv, write_xlsx
from tests.edge.exchange.sheets.make import opened, texts, written

COLUMNS = (
    OutColumn(code="name", header="名称", width=30),
    OutColumn(code="beds", header="床位数", kind="number"),
    OutColumn(code="opened_on", header="开业日期", kind="date"),
    OutColumn(code="seen_at", header="最近拜访", kind="moment"),
)
ROWS = [
    ("北京协和医院", 2000, dt.date(1921, 9, 1), dt.datetime(2026, 11, 24, 9, 30)),  # noqa: DTZ001 - a wall-clock time, as a sheet holds it
    ("007", Decimal("1.5"), None, None),
    (True, 110101199001011234, dt.date(1890, 1, 1), "未拜访"),
]
SEEN = [
    ("北京协和医院", "2000", "1921-09-01", "2026-11-24 09:30:00"),
    ("007", "1.5", "", ""),
    ("是", "110101199001011234", "1890-01-01", "未拜访"),
]
DANGEROUS = [
    "=1+1",
    "+86 138",
    "-5",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "'=1+1",
    "''-",
    "＝1",
    "=cmd|' /C calc'!A0",
]
HARMLESS = ["甲", "'引用'", "1-2", "a=b", "", "'"]


def xlsx_bytes(rows, **options):
    buffer = io.BytesIO()
    write_xlsx(buffer, columns=COLUMNS[:1], rows=[(row,) for row in rows], **options)
    return buffer.getvalue()


def csv_bytes(rows, columns=COLUMNS[:1], **options):
    buffer = io.BytesIO()
    write_csv(buffer, columns=columns, rows=rows, **options)
    return buffer.getvalue()


def test_a_workbook_comes_back_as_a_person_sees_it(tmp_path):
    path = tmp_path / "名单.xlsx"
    assert write_xlsx(path, columns=COLUMNS, rows=iter(ROWS), scratch=tmp_path) == 3
    sheet = opened(path)
    assert [column.header for column in sheet.columns] == ["名称", "床位数", "开业日期", "最近拜访"]
    assert (texts(sheet), sheet.warnings) == (SEEN, ())
    assert [file.name for file in tmp_path.iterdir()] == ["名单.xlsx"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_a_csv_file_comes_back_as_a_person_sees_it(tmp_path, encoding):
    content = csv_bytes(ROWS, COLUMNS, encoding=encoding)
    sheet = opened(written(tmp_path / "a.csv", content))
    assert (sheet.encoding, texts(sheet)) == (encoding, SEEN)


def test_numbers_and_days_are_typed_and_texts_are_texts(tmp_path):
    path = tmp_path / "a.xlsx"
    write_xlsx(path, columns=COLUMNS, rows=ROWS, notes={"beds": "编制床位"})
    sheet = openpyxl.load_workbook(path)["数据"]
    assert [cell.value for cell in sheet[2]] == [
        "北京协和医院", 2000, dt.datetime(1921, 9, 1), dt.datetime(2026, 11, 24, 9, 30),  # noqa: DTZ001 - a wall-clock time, as a sheet holds it
    ]  # fmt: skip
    assert [cell.data_type for cell in sheet[3]][:2] == ["s", "n"]
    assert (sheet["A3"].value, sheet["B4"].value) == ("007", "110101199001011234")
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:D4")
    assert sheet["B1"].comment.text == "编制床位"


@pytest.mark.parametrize("text", [*DANGEROUS, "http://例子.cn", "{=1}", "<b>&amp;</b>"])
def test_no_text_in_a_workbook_becomes_a_formula_or_a_link(tmp_path, text):
    content = xlsx_bytes([text])
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        xml = package.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in xml
    assert "hyperlink" not in xml
    assert texts(opened(written(tmp_path / "a.xlsx", content))) == [(text,)]


@pytest.mark.parametrize("text", DANGEROUS)
def test_a_dangerous_text_in_csv_is_quoted_behind_an_apostrophe_and_comes_back(tmp_path, text):
    content = csv_bytes([(text, -5)], COLUMNS[:2])
    assert f'"\'{text}",-5\r\n' in content.decode("utf-8-sig")
    assert texts(opened(written(tmp_path / "a.csv", content))) == [(text, "-5")]


@pytest.mark.parametrize("text", HARMLESS)
def test_a_harmless_text_in_csv_is_left_alone(text):
    assert neutralised(text) == text
    assert restored(text) == text


@settings(deadline=None)
@given(st.text(max_size=6))
def test_neutralising_is_undone_exactly_and_leaves_nothing_dangerous(text):
    safe = neutralised(text)
    assert restored(safe) == text
    assert not safe.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"))


VALUES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=9)


@settings(deadline=None)
@given(st.lists(st.tuples(VALUES, VALUES), max_size=7), st.sampled_from(["utf-8-sig", "gb18030"]))
def test_any_texts_written_as_csv_come_back(folder, rows, encoding):
    columns = (COLUMNS[0], OutColumn(code="note", header="备注"))
    content = csv_bytes(rows, columns, encoding=encoding)
    path = written(folder / "a.csv", content)
    told = texts(opened(path, encoding=encoding))
    assert told == [row for row in rows if "".join(row).strip()]


@settings(deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=9), max_size=7))
def test_any_texts_written_as_a_workbook_come_back(folder, rows):
    path = written(folder / "a.xlsx", xlsx_bytes(rows))
    assert texts(opened(path)) == [(text,) for text in rows if text.strip()]


def test_text_longer_than_a_cell_is_cut_and_says_so(tmp_path):
    path = written(tmp_path / "a.xlsx", xlsx_bytes(["😀" * 20_000]))
    ((text,),) = texts(opened(path))
    assert text.endswith("😀…（内容过长，已截断）")
    assert len(text.encode("utf-16-le")) // 2 <= 32_767


def test_what_no_encoding_holds_does_not_stop_an_export(tmp_path):
    assert texts(opened(written(tmp_path / "a.csv", csv_bytes([("坏\ud800字",)])))) == [("坏?字",)]
    assert texts(opened(written(tmp_path / "a.xlsx", xlsx_bytes(["坏\ud800字"])))) == [("坏?字",)]


def test_an_export_that_fails_leaves_no_file(tmp_path):
    def rows():
        yield ("甲",)
        raise RuntimeError("数据库断了")

    with pytest.raises(RuntimeError):
        write_xlsx(tmp_path / "a.xlsx", columns=COLUMNS[:1], rows=rows())
    assert list(tmp_path.iterdir()) == []


def test_more_rows_than_a_sheet_holds_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("duan.edge.exchange.sheets.write.MOST_ROWS", 2)
    with pytest.raises(TooManyRows) as caught:
        write_xlsx(tmp_path / "a.xlsx", columns=COLUMNS[:1], rows=[("甲",)] * 3)
    assert (caught.value.code, caught.value.message) == (
        "TOO_MANY_ROWS",
        "数据超过 2 行，一张 Excel 表放不下。请缩小筛选范围，或改为导出 CSV。",
    )


def test_the_csv_module_reads_what_we_write():
    content = csv_bytes([('说"好"\r\n,', 1)], COLUMNS[:2]).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(content, newline=""))) == [
        ["名称", "床位数"],
        ['说"好"\r\n,', "1"],
    ]
