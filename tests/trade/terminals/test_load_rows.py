"""Reading by column gives what reading cell by cell gives, whatever the cells hold."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duan.trade.terminals.commands import load_values as values
from duan.trade.terminals.commands.load_attributes import AttributeReader
from duan.trade.terminals.commands.load_columns import GAP
from duan.trade.terminals.commands.load_places import Placing
from duan.trade.terminals.commands.load_rows import RowReader
from tests.trade.terminals import load_oracle

TODAY = date(2026, 3, 31)
LISTS = ("tags", "standard_codes", "phones")

anything = st.text(max_size=12)
cells = {
    "name": st.one_of(
        anything,
        st.sampled_from(
            ["武汉协和医院", "太和医院（武当山院区）", "北京华信医院（清华大学第一附属医院）",
             "市一医院(三级甲等)", "同济医院光谷院区", "", "  "]
        ),
    ),
    "kind": st.one_of(anything, st.sampled_from(["医院", "科室", "HOSPITAL", "诊所", "公司"])),
    "level": st.one_of(anything, st.sampled_from(["三级甲等", "三甲", "2", "二级", "未定级", "四级"])),
    "grade": st.one_of(anything, st.sampled_from(["特等", "甲等", "A", "未评", "丁"])),
    "ownership": st.one_of(anything, st.sampled_from(["公立", "民营", "私立", "外星"])),
    "beds": st.one_of(anything, st.sampled_from(["100", "1,200", "3张", "99999", "-1"])),
    "uscc": st.one_of(anything, st.sampled_from(["91420100MA4KM0X29X", "91420100MA4KM0X291"])),
    "licence_expires_on": st.one_of(
        anything, st.sampled_from(["2027-03-31", "2027/2/30", "20270331", "2027年3月1日"])
    ),
    "phones": st.one_of(
        anything,
        st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True),
        st.from_regex(r"0[0-9]{2,3}-[0-9]{7,8}", fullmatch=True),
        st.sampled_from(["总机027-87654321转8012", "138****5678", "无", "请拨打"]),
    ),
    "tags": st.one_of(anything, st.sampled_from(["重点、定点", "a;b,a"])),
    "standard_codes": st.one_of(anything, st.sampled_from(["03.04", "心内科、骨科", "设备科"])),
    "region_code": st.sampled_from(["", "420111", "420100", "999999", "421003", "42"]),
    "city": st.sampled_from(["", "武汉市", "荆州", "广州市"]),
    "address": st.one_of(anything, st.just("路" * 201)),
}  # fmt: skip


def read_by_column(rows: list[dict[str, str]]):
    reader = RowReader(
        on=TODAY,
        placing=Placing(by_region={}, chosen=None, root=1),
        attributes=AttributeReader(),
    )
    data = {name: [row[name] for row in rows] for name in cells}
    return reader.read(pl.DataFrame({"row": list(range(2, len(rows) + 2)), **data}))


@settings(deadline=None, max_examples=150)
@given(st.lists(st.fixed_dictionaries(cells), min_size=1, max_size=5))
def test_columns_and_cells_agree(rows):
    batch = read_by_column(rows)

    by_row = {row["row"]: row for row in batch.rows.to_dicts() if not row["derived"]}
    for number, row in enumerate(rows, 2):
        expected, codes = load_oracle.read(row, on=TODAY)
        told = {p.code for p in batch.problems if p.row == number}
        assert told == codes, row
        if number in batch.refused:
            assert number not in by_row
            continue
        stored = by_row[number]
        for name, value in expected.items():
            if name == "institution":
                assert stored["parent_text"] == value
            elif name == "kind" and expected["institution"]:
                assert stored["kind"] == "CAMPUS"
            elif name in LISTS:
                assert tuple((stored[name] or "").split(GAP)) == (value or ("",)), name
            else:
                assert stored[name] == (str(value) if value is not None else None), name


@given(st.text(max_size=30))
def test_no_cell_breaks_a_reader(text):
    tidy = load_oracle.tidied(text)
    if tidy:
        for reader in (*load_oracle.READERS.values(), values.read_phones, values.read_level):
            reader(tidy)


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("三级甲等", ("3", "A")),
        ("三甲", ("3", "A")),
        ("三级特等", ("3", "SPECIAL")),
        ("二级", ("2", None)),
        ("1", ("1", None)),
        ("未定级", ("9", None)),
    ],
)
def test_a_level_is_read_with_its_grade(text, stored):
    assert values.read_level(text) == (stored, None)


def test_a_number_in_a_problem_is_hidden():
    assert values.hidden("电话 13812345678 转 12") == "电话 *********** 转 12"
    assert values.hidden("13812345678") == "*********78"
