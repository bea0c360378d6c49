"""The fast parser says what a real XML parser says, and what an independent reader says."""

from __future__ import annotations

import io
from xml.sax.saxutils import escape

import pytest
import python_calamine
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from duan.edge.exchange.sheets.types import UnreadableFile
from duan.edge.exchange.sheets.xlsx import XlsxSource
from tests.edge.exchange.sheets.make import opened, raw_workbook, texts, written

STRINGS = "<si><t>甲</t></si><si><r><t>乙</t></r><r><t>丙</t></r></si><si><t/></si>"
TEXT = st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=8)
NUMBERS = st.one_of(
    st.integers(-(10**18), 10**18).map(str),
    st.floats(allow_nan=False, allow_infinity=False).map(repr),
    st.sampled_from(["0", "007", "1E+20", "abc", "1e-9", "-0"]),
)


def bare(kind, value, formula=""):
    attribute = f' t="{kind}"' if kind else ""
    return attribute, f"{formula}<v>{escape(value)}</v>"


CONTENT = st.one_of(
    NUMBERS.map(lambda value: bare("", value)),
    st.sampled_from(["0", "1", "2", "3", "x", "-1"]).map(lambda value: bare("s", value)),
    st.sampled_from(["0", "1", "true"]).map(lambda value: bare("b", value)),
    st.sampled_from(["#REF!", "#N/A"]).map(lambda value: bare("e", value)),
    TEXT.map(lambda value: (' t="inlineStr"', f"<is><t>{escape(value)}</t></is>")),
    TEXT.map(lambda value: bare("str", value, "<f>A1&amp;B1</f>")),
    st.sampled_from([("", ""), ("", "<f>A1</f>"), ("", "<f>A1</f><v/>"), (' t="str"', "<f/>")]),
)
ROWS = st.dictionaries(
    st.integers(2, 40),
    st.dictionaries(st.sampled_from(["A", "B", "C", "AA"]), CONTENT, max_size=4),
    max_size=9,
)


def plain(rows):
    return "".join(
        f'<row r="{number}" spans="1:3">'
        + "".join(
            f'<c r="{letter}{number}"{kind}>{inside}</c>'
            if inside
            else f'<c r="{letter}{number}"{kind}/>'
            for letter, (kind, inside) in sorted(cells.items(), key=lambda c: (len(c[0]), c[0]))
        )
        + "</row>"
        for number, cells in sorted(rows.items())
    )


def read(path, *, exact=False):
    """Everything a sheet says: rows, cells, problems."""
    sheet = opened(path, header_row=1)
    if exact:
        assert isinstance(sheet._source, XlsxSource)
        sheet._source.survey.exact = True
    return list(sheet.rows())


@settings(deadline=None, max_examples=150)
@given(ROWS)
def test_the_short_way_and_the_exact_way_read_the_same(folder, rows):
    path = raw_workbook(folder / "a.xlsx", plain(rows), strings=STRINGS)
    assert read(path) == read(path, exact=True)


@settings(deadline=None)
@given(st.lists(st.tuples(CONTENT, CONTENT), min_size=8, max_size=12))
def test_rows_alike_and_rows_apart_read_the_same(folder, pairs):
    """The column-wise short cut gives what the same rows give when one of them breaks the pattern."""
    rows = {n: {"A": one, "B": other} for n, (one, other) in enumerate(pairs, 2)}
    alike = read(raw_workbook(folder / "a.xlsx", plain(rows), strings=STRINGS))
    apart = {**rows, 99: {"A": ("", "<v>1</v>")}}
    assert read(raw_workbook(folder / "b.xlsx", plain(apart), strings=STRINGS))[:-1] == alike


FORMS = {
    "prefix": lambda xml: xml.replace("</", "</x:").replace("<c ", "<x:c ").replace(
        "<row ", "<x:row ").replace("<v>", "<x:v>").replace("<is>", "<x:is>").replace(
        "<t>", "<x:t>"),
    "single quotes": lambda xml: xml.replace('"', "'"),
    "style first": lambda xml: xml.replace('<c r="A2"', '<c s="0" r="A2"'),
    "comment": lambda xml: xml.replace("</row>", '<!-- <c r="C2"><v>9</v></c> --></row>'),
    "character data": lambda xml: xml.replace("甲&amp;乙", "<![CDATA[甲&乙]]>"),
    "no references": lambda xml: xml.replace(' r="A2"', "").replace(' r="B2"', "").replace(
        ' r="2"', ""),
    "pretty": lambda xml: xml.replace("><", ">\n  <"),
    "unknown attribute": lambda xml: xml.replace("<row ", '<row x:y="a/b" '),
    "instruction": lambda xml: xml.replace("<row ", "<?keep this?><row "),
    "numeric entity": lambda xml: xml.replace("甲", "&#x7532;"),
}  # fmt: skip
PLAIN_ROW = (
    '<row r="2"><c r="A2" t="inlineStr"><is><t>甲&amp;乙</t></is></c><c r="B2"><v>5</v></c></row>'
)


@pytest.mark.parametrize("form", FORMS)
def test_every_well_formed_way_to_write_a_row_reads_the_same(tmp_path, form):
    row = FORMS[form](PLAIN_ROW)
    assert row != PLAIN_ROW
    path = raw_workbook(tmp_path / "a.xlsx", row, head='<x xmlns:x="urn:x"/>')
    if form in {"prefix", "unknown attribute"}:
        declared = 'xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
        sheet = (
            f'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" {declared}>'
            '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>名称</t></is></c>'
            f'<c r="B1" t="inlineStr"><is><t>编码</t></is></c></row>{row}</sheetData></worksheet>'
        )
        path = raw_workbook(tmp_path / "a.xlsx", "", parts={"xl/worksheets/sheet1.xml": sheet})
    assert texts(opened(path)) == [("甲&乙", "5")]


def test_a_sheet_in_utf_16_is_read(tmp_path):
    sheet = (
        '<?xml version="1.0" encoding="UTF-16"?>'
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        '<row r="1"><c r="A1" t="inlineStr"><is><t>名称</t></is></c></row>'
        '<row r="2"><c r="A2" t="s"><v>0</v></c></row></sheetData></worksheet>'
    ).encode("utf-16")
    strings = '<?xml version="1.0" encoding="UTF-16"?><sst><si><t>甲</t></si></sst>'.encode(
        "utf-16"
    )
    path = raw_workbook(
        tmp_path / "a.xlsx",
        "",
        parts={"xl/worksheets/sheet1.xml": sheet, "xl/sharedStrings.xml": strings},
    )
    assert texts(opened(path)) == [("甲",)]


@pytest.mark.parametrize(
    "row",
    [
        '<row r="2"><c r="A2"><v>1</v></row>',
        '<row r="2"><c r="A2"><v>1</c></row>',
        '<row r="2"><c r="A2" t="inlineStr"><is><t>&nbsp;</t></is></c></row>',
        '<row r="2"><c r="A2" t="neu"><v>1</v></c></row>',
        '<row r="2"><c r="A2"><v>1</v></c></row><row r="3"><c r="A3"><v>1</v></c>',
    ],
)
def test_what_is_not_well_formed_is_refused(tmp_path, row):
    with pytest.raises(UnreadableFile) as caught:
        texts(opened(raw_workbook(tmp_path / "a.xlsx", row)))
    assert caught.value.code == "BROKEN_XLSX"


def test_a_strange_row_far_down_hands_over_without_losing_or_repeating_a_row(tmp_path):
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(2, 20_000))
    strange = '<row r="20000"><c s="0" r="A20000"><v>20000</v></c></row>'
    path = raw_workbook(tmp_path / "a.xlsx", rows + strange)
    assert [row.cells[0] for row in opened(path).rows()] == [str(n) for n in range(2, 20_001)]


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.tuples(TEXT, st.integers(-(10**12), 10**12), st.floats(-1e9, 1e9), st.booleans()),
        max_size=12,
    ),
    st.booleans(),
)
def test_an_independent_reader_finds_the_same_values(folder, rows, in_place):
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"constant_memory": in_place}) as book:
        sheet = book.add_worksheet()
        for at, label in enumerate(("文", "整", "数", "是")):
            sheet.write_string(0, at, label)
        for number, (text, whole, real, yes) in enumerate(rows, 1):
            sheet.write_string(number, 0, text)
            sheet.write_number(number, 1, whole)
            sheet.write_number(number, 2, real)
            sheet.write_boolean(number, 3, yes)
    path = written(folder / "a.xlsx", buffer.getvalue())
    theirs = python_calamine.load_workbook(str(path)).get_sheet_by_index(0).to_python()[1:]
    ours = texts(opened(path))
    assert [(text, float(whole), yes) for text, whole, _, yes in ours] == [
        (text, whole, "是" if yes else "否") for text, whole, _, yes in theirs
    ]
    assert [float(row[2]) for row in ours] == pytest.approx([row[2] for row in theirs], rel=1e-14)
