from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duan.lib.cn import initials, pinyin_key


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("武汉协和医院", "whxhyy"),
        ("重庆医科大学附属第一医院", "cqykdxfsdyyy"),
        ("重症医学科", "zzyxk"),
        ("长安医院", "cayy"),
        ("厦门大学附属第一医院", "xmdxfsdyyy"),
        ("蚌埠市第一人民医院", "bbsdyrmyy"),
        ("六安市中医院", "laszyy"),
        ("单县中心医院", "sxzxyy"),
        ("乐清市人民医院", "yqsrmyy"),
        ("解放军第960医院", "jfjd960yy"),
        ("番禺区", "pyq"),
        ("CT室（３楼）", "cts3l"),
        ("", ""),
    ],
)
def test_initials_know_the_words_of_institutions(text, letters):
    assert initials(text) == letters


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("西安", "xi an"),
        ("先", "xian"),
        ("吕梁市", "lv liang shi"),
        ("大埔县", "da bu xian"),
        ("解放军第960医院", "jie fang jun di 960 yi yuan"),
    ],
)
def test_the_sort_key_has_one_syllable_a_word(text, key):
    assert pinyin_key(text) == key


def test_names_sort_by_syllables():
    names = ["武汉", "先锋", "西安", "安庆", "重庆"]

    assert sorted(names, key=pinyin_key) == ["安庆", "重庆", "武汉", "西安", "先锋"]


@given(st.text())
def test_any_text_gives_plain_letters_and_digits(text):
    allowed = set("abcdefghijklmnopqrstuvwxyz0123456789")

    assert set(initials(text)) <= allowed
    assert set(pinyin_key(text)) <= allowed | {" "}
