from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duan.lib.match import normalise

WORDS = st.lists(
    st.sampled_from(
        "第 一 二 十 百 〇 九 1 2 附 附属 医院 院 中 中医 中医医 人民 解放军 中国人民 联勤保障部队 县 市 妇幼 妇幼保健 医大 重医 （ ） 有限公司".split()  # noqa: SIM905 (a word list reads better as one text)
    ),
    max_size=12,
).map("".join)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("江城市第一人民医院", "江城市第1人民医院"),
        ("江城市第１人民医院", "江城市第1人民医院"),
        ("江城市 第1 人民医院", "江城市第1人民医院"),
        ("江城市第十三人民医院", "江城市第13人民医院"),
        ("第一百零三医院", "第103医院"),
        ("江城航天集团七三一医院", "江城航天集团731医院"),
        ("滨海县三医院", "滨海县第3医院"),
        ("江城二院", "江城二院"),
        ("东湖大学第一附属医院", "东湖大学附属第1医院"),
        ("东湖大学附一院", "东湖大学附属第1医院"),
        ("东湖医大附二院", "东湖医科大学附属第2医院"),
        ("中国人民解放军联勤保障部队第九六〇医院", "解放军第960医院"),
        ("联勤保障部队第九〇七医院", "解放军第907医院"),
        ("解放军960医院", "解放军第960医院"),
        ("滨海县中医院", "滨海县中医医院"),
        ("滨海县中医医院", "滨海县中医医院"),
        ("滨海县妇幼院", "滨海县妇幼保健院"),
        ("江城市第三醫院（光谷院區）", "江城市第3医院光谷院区"),
        ("江城东南眼科医院有限公司", "江城东南眼科医院"),
        ("ＣＴ 中心", "ct中心"),
    ],
)
def test_names_that_are_equal_have_one_key(text, key):
    assert normalise(text) == key


def test_places_stay_as_written():
    assert normalise("武汉市第三医院") != normalise("武汉第三医院")


@given(WORDS | st.text())
def test_normalising_twice_changes_nothing(text):
    assert normalise(normalise(text)) == normalise(text)
