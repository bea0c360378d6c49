"""A mapping is proposed from the headers, never from hope, and always the same one."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duan.edge.exchange.sheets.guess import Field, guess_mapping, missing, normalised
from duan.edge.exchange.sheets.types import Column

FIELDS = (
    Field(code="name", label="名称", synonyms=("单位名称", "医院名称"), required=True),
    Field(code="phone", label="联系电话", synonyms=("电话", "tel"), looks_like="phone"),
    Field(code="region", label="地区代码", synonyms=("行政区划",), looks_like="region_code"),
    Field(code="opened_on", label="开业日期", looks_like="date"),
    Field(code="beds", label="床位数", looks_like=str.isdigit),
)


def columns(*headers, samples=None):
    given = samples or {}
    return [
        Column(index=at, letter="ABCDEFGH"[at], header=header, samples=given.get(header, ()))
        for at, header in enumerate(headers)
    ]


@pytest.mark.parametrize(
    ("headers", "mapping"),
    [
        (["名称", "联系电话"], {"name": 0, "phone": 1}),
        (["name", "tel", "beds"], {"name": 0, "phone": 1, "beds": 2}),
        (["* 名 称：", "联系电话（必填）"], {"name": 0, "phone": 1}),
        (["名称（全称）", "联系电话(手机)"], {"name": 0, "phone": 1}),
        (["ＮＡＭＥ", "ＴＥＬ"], {"name": 0, "phone": 1}),
        (["医院名称", "名称"], {"name": 1}),
        (["别的", "单位名称", "医院名称"], {"name": 1}),
        (["联系人电话号码", "经销商名称"], {"name": 1, "phone": 0}),
        (["开业", "床位"], {"opened_on": 0, "beds": 1}),
        (["名"], {}),
        ([], {}),
    ],
)
def test_headers_decide_in_the_order_of_trust(headers, mapping):
    assert guess_mapping(columns(*headers), FIELDS) == mapping


def test_a_column_that_only_sounds_right_must_also_look_right():
    headers = columns("电话备注", "名称", samples={"电话备注": ("周末不接", "请先发短信")})
    assert guess_mapping(headers, FIELDS) == {"name": 1}
    headers = columns("电话备注", "名称", samples={"电话备注": ("13800138000", "010-12345678")})
    assert guess_mapping(headers, FIELDS) == {"name": 1, "phone": 0}


def test_a_column_without_a_header_is_known_by_its_values():
    headers = columns("名称", "", samples={"": ("110101", "310109", "440106")})
    assert guess_mapping(headers, FIELDS) == {"name": 0, "region": 1}


def test_an_exact_header_counts_even_when_its_values_look_odd():
    headers = columns("联系电话", samples={"联系电话": ("暂无", "见备注")})
    assert guess_mapping(headers, FIELDS) == {"phone": 0}


def test_required_fields_without_a_column_are_named():
    assert [one.code for one in missing(guess_mapping(columns("电话"), FIELDS), FIELDS)] == ["name"]


@pytest.mark.parametrize(
    ("header", "reduced"),
    [("* 联系 电话：（必填）", "联系电话"), ("Tel_No.", "telno"), ("名称*", "名称"), ("  ", "")],
)
def test_a_header_is_reduced_to_what_tells_it_apart(header, reduced):
    assert normalised(header) == reduced


HEADERS = st.lists(
    st.sampled_from(
        ["名称", "医院名称", "电话", "联系电话", "地区代码", "床位", "", "备注", "tel"]
    ),
    max_size=7,
    unique=True,
)


@settings(deadline=None)
@given(HEADERS, st.permutations(FIELDS))
def test_a_field_takes_one_column_and_a_column_one_field(headers, fields):
    mapping = guess_mapping(columns(*headers), fields)
    assert len(set(mapping.values())) == len(mapping)
    assert mapping == guess_mapping(columns(*headers), fields)
    assert mapping == guess_mapping(columns(*headers), FIELDS)
