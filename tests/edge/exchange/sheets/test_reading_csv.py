"""A CSV file is proven to its last byte at opening, and read as Excel would number it."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duan.edge.exchange.sheets.types import UnreadableFile
from tests.edge.exchange.sheets.make import opened, problems, texts, written

TABLE = [("名称", "编码"), ("北京协和医院", "110101"), ("上海市第一人民医院", "310109")]


def refusal(path, **options):
    with pytest.raises(UnreadableFile) as caught:
        texts(opened(path, **options))
    return caught.value.code, caught.value.message, caught.value.where


def lines(delimiter=",", end="\r\n"):
    return "".join(delimiter.join(row) + end for row in TABLE)


@pytest.mark.parametrize(
    ("encoding", "label"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("gb18030", "gb18030"),
        ("gbk", "gb18030"),
        ("utf-16", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
    ],
)
def test_encodings_met_in_china_are_told_apart(tmp_path, encoding, label):
    mark = b"\xfe\xff" if encoding == "utf-16-be" else b""
    sheet = opened(written(tmp_path / "a.csv", mark + lines().encode(encoding)))
    assert (sheet.kind, sheet.encoding, sheet.delimiter) == ("csv", label, ",")
    assert ([c.header for c in sheet.columns], texts(sheet)) == (list(TABLE[0]), TABLE[1:])


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_delimiters_and_line_ends_are_found(tmp_path, delimiter, end):
    sheet = opened(written(tmp_path / "a.csv", lines(delimiter, end)))
    assert (sheet.delimiter, texts(sheet)) == (delimiter, TABLE[1:])


def test_a_delimiter_inside_texts_does_not_win(tmp_path):
    path = written(tmp_path / "a.csv", "名称;地址\n甲;一街,二号,三层\n乙;四街,五号,六层\n")
    assert texts(opened(path)) == [("甲", "一街,二号,三层"), ("乙", "四街,五号,六层")]


def test_excels_own_line_that_names_the_delimiter_is_no_row(tmp_path):
    sheet = opened(written(tmp_path / "a.csv", "sep=;\n名称;编码\n甲;1,5\n"))
    assert (sheet.delimiter, sheet.header_row, texts(sheet)) == (";", 1, [("甲", "1,5")])


def test_a_quoted_line_end_stays_in_its_cell_and_row_numbers_follow_excel(tmp_path):
    path = written(tmp_path / "a.csv", '名称,地址\n甲,"一街\n二号"\n\n乙,"说""好"""\n')
    assert [(row.number, row.cells) for row in opened(path).rows()] == [
        (2, ("甲", "一街\n二号")),
        (4, ("乙", '说"好"')),
    ]


def test_a_list_of_one_column_is_a_sheet(tmp_path):
    assert texts(opened(written(tmp_path / "a.csv", "名称\n甲\n乙\n"))) == [("甲",), ("乙",)]


def test_ragged_rows_are_told(tmp_path):
    path = written(tmp_path / "a.csv", "名称,编码,电话\n甲,1\n乙,2,3,多\n丙,4,5,\n")
    assert texts(opened(path)) == [("甲", "1", ""), ("乙", "2", "3"), ("丙", "4", "5")]
    assert problems(opened(path)) == [
        (
            "SHORT_ROW",
            "第 2 行只有 2 列，表头有 3 列，缺少的按空处理",
            "请核对这一行的内容是否错位。",
        ),
        (
            "EXTRA_CELL",
            "D3 有内容“多”，但它在表头之外，没有列名",
            "请给这一列加上列名，或删掉这一格；CSV 文件请检查这一行是否多了分隔符。",
        ),
    ]


def test_a_file_that_ends_inside_its_last_row_is_told(tmp_path):
    path = written(tmp_path / "a.csv", "名称,编码,电话\n甲,1,010\n乙,2")
    assert problems(opened(path)) == [
        (
            "CUT_ROW",
            "最后一行（第 3 行）只有 2 列，表头有 3 列，像是文件没有传完整",
            "请重新导出或下载文件；如果内容没有缺，请补齐这一行并在末尾换行。",
        )
    ]


def test_a_missing_line_end_alone_is_no_problem(tmp_path):
    assert problems(opened(written(tmp_path / "a.csv", "名称,编码\n甲,1"))) == []


def test_a_file_cut_inside_a_character_is_refused_in_each_encoding(tmp_path):
    for encoding in ("utf-8", "gb18030", "utf-16"):
        content = lines().encode(encoding)
        offset = content.index("上海".encode("utf-16-le" if encoding == "utf-16" else encoding))
        path = written(tmp_path / "a.csv", content[: offset + 1])
        assert refusal(path) == (
            "HALF_FILE",
            f"文件在第 3 行的一个字中间断了（第 {offset + 1} 个字节），没有传完整。请重新导出或下载后再上传。",
            "第 3 行",
        ), encoding


def test_a_file_cut_inside_quotes_is_refused_with_the_row_where_they_open(tmp_path):
    path = written(tmp_path / "a.csv", '名称,地址\n甲,一街\n乙,"二街\n丙,三街\n')
    assert refusal(path) == (
        "HALF_FILE",
        (
            "第 3 行开始的引号一直到文件结尾都没有配对：文件没有传完整，或者这一行多了一个引号。"
            "请重新导出；或改好引号（内容里的引号要写成两个）再上传。"
        ),
        "第 3 行",
    )


def test_a_quote_in_the_wrong_place_is_refused_with_its_row(tmp_path):
    path = written(tmp_path / "a.csv", '名称,地址\n甲,一街\n"乙"医院,二街\n')
    assert refusal(path) == (
        "BAD_QUOTE",
        (
            "第 3 行的引号不规范：引号结束后应紧跟分隔符。"
            '请把内容里的引号写成两个（""），或用 Excel 另存为 .xlsx 再上传。'
        ),
        "第 3 行",
    )


LIMIT = "单元格 B3 的文字超过 32767 个字（Excel 的上限）。请缩短这一格再上传。"
NO_END = "第 3 行有一个单元格长得异常：文字超长，或者有一个引号没有配对。请检查这一行再上传。"
ONE_LINE = (
    "文件里有一行超过 4194176 个字还没有换行，不像表格。请检查导出设置，或另存为 .xlsx 再上传。"
)


@pytest.mark.parametrize(
    ("length", "quote", "told"),
    [
        (40_000, "", (LIMIT, "B3")),
        (40_000, '"', (LIMIT, "B3")),
        (200_000, "", (NO_END, "第 3 行")),
        (10_000_000, '"', (ONE_LINE, "")),
    ],
)
def test_a_cell_beyond_the_limit_is_refused_with_its_place(tmp_path, length, quote, told):
    path = written(tmp_path / "a.csv", f"名称,备注\n甲,短\n乙,{quote}{'长' * length}{quote}\n")
    assert refusal(path) == ("CELL_TOO_LONG", *told)


def test_a_nul_byte_is_refused_with_its_place(tmp_path):
    assert refusal(written(tmp_path / "a.csv", b"a,b\r\n1,\x002\r\n")) == (
        "NUL_BYTE",
        (
            "第 2 行（文件的第 8 个字节）有空字节，这不是正常的文本表格：可能是没有标记的 UTF-16，"
            "或文件已损坏。请用 Excel 打开后另存为“CSV UTF-8（逗号分隔）”或 .xlsx，再上传。"
        ),
        "第 2 行",
    )


def test_utf_16_without_its_mark_is_refused_rather_than_guessed(tmp_path):
    assert refusal(written(tmp_path / "a.csv", lines().encode("utf-16-le")))[0] in {
        "NUL_BYTE",
        "BAD_BYTES",
    }


def test_one_bad_byte_in_utf_8_is_refused_at_its_place_and_not_read_as_gb18030(tmp_path):
    content = lines().encode()
    at = content.index("上海".encode()) + 1
    path = written(tmp_path / "a.csv", content[:at] + b"\xff" + content[at + 1 :])
    code, message, where = refusal(path)
    assert (code, where) == ("BAD_BYTES", "第 3 行")
    assert message.startswith(f"第 3 行（文件的第 {at} 个字节）不是有效的文字")


@pytest.mark.parametrize("encoding", ["big5", "shift_jis"])
def test_other_east_asian_encodings_are_refused_rather_than_shown_as_rubbish(tmp_path, encoding):
    text = {
        "big5": "名稱,地址\n臺北榮民總醫院,臺北市北投區石牌路二段\n",
        "shift_jis": "名前,住所\nとうきょうびょういん,東京都千代田区丸の内\n",
    }[encoding]
    assert refusal(written(tmp_path / "a.csv", (text * 5).encode(encoding)))[0] == "BAD_BYTES"


def test_western_letters_alone_are_refused_rather_than_shown_as_chinese(tmp_path):
    path = written(tmp_path / "a.csv", "Name,City\nKlinik Köln,Köln\n".encode("latin-1"))
    assert refusal(path)[0] == "BAD_BYTES"


def test_what_makes_sense_twice_is_asked_about_and_read_as_told(tmp_path):
    path = written(tmp_path / "a.csv", "item,unit\nprobe,µ\n")
    assert refusal(path) == (
        "AMBIGUOUS_ENCODING",
        (
            "分不清文件的编码：同样的内容按 UTF-8 是“µ”，按 GB18030 是“碌”。请在导入时选定编码，或者"
            "用 Excel 打开后另存为“CSV UTF-8（逗号分隔）”或 .xlsx，再上传。"
        ),
        "",
    )
    assert texts(opened(path, encoding="utf-8")) == [("probe", "µ")]
    assert texts(opened(path, encoding="gb18030")) == [("probe", "碌")]


def test_an_encoding_that_was_told_is_still_proven(tmp_path):
    path = written(tmp_path / "a.csv", lines().encode("gb18030"))
    assert refusal(path, encoding="utf-8")[0] == "BAD_BYTES"


def test_a_large_file_is_cut_into_lines_at_every_chunk_border(tmp_path):
    rows = [[f"第{n}家医院", f"{n}" * (n % 7), '引"号,逗号\n换行'] for n in range(20_000)]
    buffer = io.StringIO(newline="")
    csv.writer(buffer).writerows([["名称", "编码", "备注"], *rows])
    sheet = opened(written(tmp_path / "a.csv", buffer.getvalue()))
    assert texts(sheet) == [tuple(row) for row in rows]
    assert sheet.row_count == 20_000


CELL = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)


@settings(deadline=None)
@given(st.lists(st.tuples(CELL, CELL, CELL), max_size=8), st.sampled_from(["\r\n", "\n"]))
def test_any_table_written_by_the_csv_module_comes_back(folder, rows, end):
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator=end, quoting=csv.QUOTE_ALL)
    writer.writerow(["名称", "编码", "备注"])
    writer.writerows(rows)
    path = written(folder / "a.csv", buffer.getvalue())
    expected = [row for row in rows if "".join(row).strip()]
    assert [
        tuple("'" + a if b != a else a for a, b in zip(read, sent, strict=True))
        for read, sent in zip(texts(opened(path)), expected, strict=True)
    ] == expected
