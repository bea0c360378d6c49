"""Whatever the bytes, the answer is a sheet or a refusal."""

from __future__ import annotations

import io

import openpyxl
from hypothesis import example, given, settings
from hypothesis import strategies as st

from duan.edge.exchange.sheets.types import UnreadableFile
from tests.edge.exchange.sheets.make import opened, raw_workbook, written


def whole_workbook():
    book = openpyxl.Workbook()
    for number in range(30):
        book.active.append([f"第{number}家", number, True, None])
    book.active.merge_cells("A5:B6")
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


WORKBOOK = whole_workbook()


def look(path):
    """Read everything there is to read, or be refused with a code and a sentence."""
    refused = None
    try:
        sheet = opened(path)
        rows = list(sheet.rows())
        heights = [batch.frame.height for batch in sheet.columns_in_batches(7)]
    except UnreadableFile as error:
        refused = error
    if refused is None:
        assert {len(row.cells) for row in rows} <= {len(sheet.columns)}
        assert sum(heights) == len(rows)
    else:
        assert (refused.code.isupper(), refused.message[-1]) == (True, "。")


@settings(deadline=None, max_examples=300)
@given(st.binary(max_size=300))
@example(b"\xff\xfe")
@example(b"\xff\xfe\x00")
@example(b"\xef\xbb\xbf")
@example(b"sep=,")
@example(b"sep=;\n")
@example(b'"')
@example(b"\r")
def test_any_bytes(folder, content):
    look(written(folder / "x", content))


@settings(deadline=None, max_examples=200)
@given(
    st.sampled_from(["utf-8", "gb18030", "utf-16", "utf-8-sig"]),
    st.text(st.sampled_from("甲乙,;|\t\"'\n\r =1-\u2028"), max_size=80),
)
def test_any_text_with_delimiters_and_quotes(folder, encoding, text):
    look(written(folder / "x", text.encode(encoding)))


@settings(deadline=None, max_examples=300)
@given(st.integers(0, len(WORKBOOK) - 1), st.binary(min_size=1, max_size=4))
def test_a_workbook_with_bytes_changed(folder, at, change):
    content = WORKBOOK[:at] + change + WORKBOOK[at + len(change) :]
    look(written(folder / "x", content))


@settings(deadline=None, max_examples=100)
@given(st.integers(0, len(WORKBOOK)))
def test_a_workbook_cut_anywhere(folder, at):
    look(written(folder / "x", WORKBOOK[:at]))


XML = st.lists(
    st.sampled_from(
        [
            '<row r="2">', "</row>", '<row r="3"/>', '<c r="A2">', "</c>", '<c r="B2" t="s"/>', "<v>",
            "</v>", "<v/>", "1", "甲", "<is>", "</is>", "<t>", "</t>", "<f>", "</f>", "&amp;", "&x;",
            "<!--", "-->", "<![CDATA[", "]]>", "<?", "?>", " ", "</sheetData>", "<sheetData>",
            '<c r="ZZZ9" t="e"><v>#N/A</v></c>', "<c><v>5</v></c>", '<row r="99999999">', "_x0000_",
            '<mergeCell ref="A1:B2"/>', '<c r="A2" s="-1" t="d"><v>x</v></c>',
        ]
    ),
    max_size=25,
).map("".join)  # fmt: skip


@settings(deadline=None, max_examples=400)
@given(XML)
def test_a_sheet_of_any_xml(folder, rows):
    look(raw_workbook(folder / "x", rows))


@settings(deadline=None, max_examples=100)
@given(
    XML,
    st.sampled_from(["xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml", "_rels/.rels"]),
)
def test_other_parts_of_any_xml(folder, content, part):
    row = '<row r="2"><c r="A2" t="s"><v>0</v></c></row>'
    look(raw_workbook(folder / "x", row, parts={part: content}))
