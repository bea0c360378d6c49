"""The header is found under titles, cleaned, and refused where it would be misread."""

from __future__ import annotations

import pytest

from duan.edge.exchange.sheets.types import UnreadableFile
from tests.edge.exchange.sheets.make import opened, texts, workbook, written

ROWS = [["名称", "编码", "电话"], ["甲", 1, "010-1"], ["乙", 2, "010-2"]]


def refusal(path, **options):
    with pytest.raises(UnreadableFile) as caught:
        opened(path, **options)
    return caught.value.code, caught.value.message, caught.value.where


@pytest.mark.parametrize(
    ("above", "merge", "row"),
    [
        ([], [], 1),
        ([["终端名单（2024 年度）"]], ["A1:C1"], 2),
        ([["终端名单"], [], ["制表人：张三"], []], ["A1:C1"], 5),
        ([["基本信息", None, None]], ["A1:B1"], 2),
    ],
)
def test_titles_and_blank_rows_above_the_header_are_passed_over(tmp_path, above, merge, row):
    sheet = opened(workbook(tmp_path / "a.xlsx", [*above, *ROWS], merge=merge))
    assert (sheet.header_row, [c.header for c in sheet.columns]) == (row, ["名称", "编码", "电话"])
    assert texts(sheet) == [("甲", "1", "010-1"), ("乙", "2", "010-2")]
    assert sheet.warnings == ()


def test_the_same_is_found_in_csv(tmp_path):
    path = written(tmp_path / "a.csv", "终端名单,,\n,,\n名称,编码,电话\n甲,1,010-1\n")
    assert (opened(path).header_row, texts(opened(path))) == (3, [("甲", "1", "010-1")])


def test_a_person_may_name_the_header_row(tmp_path):
    path = workbook(tmp_path / "a.xlsx", ROWS)
    assert [c.header for c in opened(path, header_row=2).columns] == ["甲", "1", "010-1"]
    assert refusal(path, header_row=9) == (
        "NO_HEADER", "第 9 行是空的，不能作表头。请重新选择。", "第 9 行",
    )  # fmt: skip


def test_headers_are_cleaned_of_what_can_not_be_seen(tmp_path):
    path = workbook(tmp_path / "a.xlsx", [[" 名 \n称\u200b", "编码\ufeff"], ["甲", 1]])
    assert [c.header for c in opened(path).columns] == ["名 称", "编码"]


def test_columns_carry_their_letter_and_up_to_five_different_values(tmp_path):
    rows = [["名称", "级别"], *([f"第{n}家", "三级" if n % 2 else "二级"] for n in range(9))]
    one, other = opened(workbook(tmp_path / "a.xlsx", rows)).columns
    assert (one.index, one.letter, one.samples) == (
        0, "A", ("第0家", "第1家", "第2家", "第3家", "第4家"),
    )  # fmt: skip
    assert (other.index, other.letter, other.samples) == (1, "B", ("二级", "三级"))


def test_two_columns_of_one_name_are_refused_with_both_places(tmp_path):
    rows = [["名称", "电话", "编码", " 电 话"], ["甲", 1, 2, 3]]
    assert refusal(workbook(tmp_path / "a.xlsx", rows)) == (
        "DUPLICATE_HEADER",
        "表头重复：B 列和 D 列都叫“电 话”（B1、D1）。请改掉其中一个列名，再上传。",
        "B1、D1",
    )


def test_a_merged_cell_in_the_header_is_refused_with_its_range(tmp_path):
    rows = [["名称", "联系人", None], ["甲", "张三", "010"], ["乙", "李四", "020"]]
    assert refusal(workbook(tmp_path / "a.xlsx", rows, merge=["B1:C1"])) == (
        "MERGED_HEADER",
        "第 1 行是表头，里面有合并单元格 B1:C1。请取消合并，让表头只占一行、每一列有自己的名称，再上传。",
        "B1:C1",
    )


def test_data_without_a_header_is_refused(tmp_path):
    assert refusal(workbook(tmp_path / "a.xlsx", [[1, 2, 3], [4, 5, 6]])) == (
        "NO_HEADER",
        "在前 30 行里没有找到表头。请在数据上方加一行，写明每一列的名称（可以先下载模板），再上传。",
        "第 1 行",
    )


def test_a_header_narrower_than_its_data_is_the_header_and_the_rest_is_told(tmp_path):
    sheet = opened(workbook(tmp_path / "a.xlsx", [["名称", "编码"], [1, 2, 3, 4, 5]]))
    assert [c.header for c in sheet.columns] == ["名称", "编码"]
    assert [p.message for row in sheet.rows() for p in row.problems] == [
        "C2 有内容“3”，但它在表头之外，没有列名",
        "D2 有内容“4”，但它在表头之外，没有列名",
        "E2 有内容“5”，但它在表头之外，没有列名",
    ]


def test_a_column_with_values_and_no_name_is_told_and_an_empty_one_is_not(tmp_path):
    rows = [["名称", None, "编码", None], ["甲", None, 1, None], ["乙", None, 2, None]]
    assert opened(workbook(tmp_path / "a.xlsx", rows)).warnings == ()
    rows[1][1] = "谁？"
    sheet = opened(workbook(tmp_path / "b.xlsx", rows))
    assert [(w.code, w.message) for w in sheet.warnings] == [
        ("EMPTY_HEADER", "B 列有内容，但表头 B1 是空的，这一列无法对应")
    ]


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_two_hundred_columns_are_fine_and_six_hundred_are_refused(tmp_path, kind):
    def file(width):
        header = [f"列{n}" for n in range(width)]
        row = [f"v{n}" for n in range(width)]
        if kind == "xlsx":
            return workbook(tmp_path / f"{width}", [header, row])
        return written(tmp_path / f"{width}", ",".join(header) + "\n" + ",".join(row) + "\n")

    sheet = opened(file(200))
    assert (len(sheet.columns), texts(sheet)[0][199]) == (200, "v199")
    assert refusal(file(600)) == (
        "TOO_MANY_COLUMNS",
        "第 1 行的表头有 600 列，超过上限 512 列（到 SR 列为止）。请删掉用不到的列，或检查行列是否颠倒。",
        "第 1 行",
    )
