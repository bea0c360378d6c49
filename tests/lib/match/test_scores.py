from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duan.lib.match import SAME, SIMILAR, Score, duplicate_keys, read_name, score
from tests.lib.shared_data import medical_institutions

NAMES = st.lists(
    st.sampled_from(
        "武汉市 湖北省 新洲区 北京市 朝阳区 东湖大学 江城医科大学 附属 第一 第二 附一院 协和 同济 人民 中医 妇幼保健 中心 医院 卫生院 镇 院区 南院 北院 分院 （ ）".split()  # noqa: SIM905 (a word list reads better as one text)
    ),
    max_size=7,
).map("".join)
REGIONS = st.sampled_from([None, "420100", "110100", "420117", "429004", "420000"])


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("武汉市第三医院（光谷院区）", "武汉市第三医院光谷院区"),
        ("湖北省武汉市第三医院", "武汉第三医院"),
        ("武汉市新洲区人民医院", "新洲区人民医院"),
        ("湖北省中医院", "湖北省中医医院"),
        ("江城医大附属第一医院", "江城医科大学第一附属医院"),
        ("重医附一院", "重庆医科大学附属第一医院"),
        ("解放军第960医院", "中国人民解放军联勤保障部队第九六〇医院"),
        ("北京华星医院（东湖大学第一附属医院）", "东湖大学附属第1医院"),
        ("重庆市慈善会医院（江北区人民医院）", "重庆市江北区人民医院"),
        ("永泰妇幼保健院", "永泰县妇幼保健院"),
        ("南安市霞美卫生院", "南安市霞美镇卫生院"),
        ("龙海市第一医院", "龙海区第一医院"),
        ("漳州医院", "漳州市医院"),
    ],
)
def test_two_writings_of_one_institution_are_the_same(a, b):
    assert score(a, b).value >= SAME


@pytest.mark.parametrize(
    ("a", "b", "value", "why"),
    [
        ("武汉市第一人民医院", "武汉市第二人民医院", 0.0, "序号不同：1 与 2"),
        ("东湖大学附属第一医院", "东湖大学附属第二医院", 0.0, "序号不同：1 与 2"),
        ("江心医院南院", "江心医院北院", 0.0, "院区不同：“北院”与“南院”"),
        ("江心医院（南院区）", "江心医院（北院区）", 0.0, "院区不同：“北院区”与“南院区”"),
        ("荆门市第一人民医院", "荆州市第一人民医院", 0.0, "不在同一地区"),
        ("上海市同仁医院", "首都医科大学附属北京同仁医院", 0.0, "不在同一地区"),
        ("武汉市江心医院", "宜昌市江心医院", 0.0, "不在同一地区"),
        (
            "武汉市第三医院",
            "武汉市第三医院光谷院区",
            0.6,
            "名称相同；一方是院区“光谷院区”，另一方不是",
        ),
        ("武汉市人民医院", "武汉市新洲区人民医院", 0.294, "主体名称相同；一方在上级地区"),
        (
            "东湖大学附属中山医院",
            "西湖大学附属中山医院",
            0.3,
            "主体名称相同；隶属不同：“东湖大学”与“西湖大学”",
        ),
        ("宁德市医院", "宁德市中医院", 0.4, "主体名称相同；类别不同：中医"),
        ("人民医院", "武汉市人民医院", 0.441, "主体名称相同；一方没有地区"),
        (
            "重庆市慈善会医院（江北区人民医院）",
            "渝北区人民医院",
            0.12,
            "一方多出“慈善会”；类别不同：人民；一方在上级地区",
        ),
        ("北京市朝阳区医院", "朝阳医院", 0.6, "“朝阳”一方是地名"),
    ],
)
def test_different_institutions_stay_apart_and_the_reason_is_told(a, b, value, why):
    assert score(a, b) == Score(value, why)


def test_a_short_name_and_the_full_affiliation_are_close():
    short, full = "武汉协和医院", "华中科技大学同济医学院附属协和医院"

    assert SIMILAR <= score(short, full).value < SAME
    assert score(short, full, ("420100", "420100")).value > score(short, full).value


def test_an_alias_makes_it_the_same():
    full = "华中科技大学同济医学院附属协和医院（武汉协和医院）"

    assert score("武汉协和医院", full) == Score(0.97, "按别名比较：名称相同")


def test_different_cities_never_merge_even_under_one_name_or_alias():
    assert score("江心医院", "江心医院", ("420100", "420200")) == Score(0.0, "不在同一地区")
    assert score("武汉市江心医院（华星医院）", "宜昌市江心医院（华星医院）").value == 0


def test_another_number_is_never_bridged_by_an_alias():
    assert score("江城市第一医院（华星医院）", "江城市第二医院（华星医院）").value == 0


def test_a_name_that_contradicts_its_record_is_not_believed():
    assert score("中山医院", "复旦大学附属中山医院", ("310100", "310100")).value == 0.9


@given(NAMES)
def test_a_name_scores_one_with_itself(name):
    assert score(name, name).value == 1


@given(NAMES, NAMES, REGIONS, REGIONS)
def test_the_score_is_symmetric_and_between_zero_and_one(a, b, here, there):
    found = score(a, b, (here, there))

    assert found == score(b, a, (there, here))
    assert 0 <= found.value <= 1
    assert found.why


@given(
    NAMES.filter(lambda name: not set("（）一二") & set(name)),
    st.sampled_from(["第一", "第二", "第三"]),
    st.sampled_from(["第一", "第二", "第三"]),
)
def test_hospitals_that_differ_by_number_never_merge(name, one, two):
    if one != two:
        assert score(f"{name}江城{one}医院", f"{name}江城{two}医院").value == 0


def test_two_records_worth_a_look_share_a_key():
    pairs = [
        ("武汉协和医院", "华中科技大学同济医学院附属协和医院"),
        ("武汉市汉阳医院", "武汉市汉洋医院"),
        ("武汉市第三医院", "武汉市第三医院（光谷院区）"),
        ("华星医院（武汉市老年病医院）", "武汉老年病医院"),
    ]

    for one, two in pairs:
        assert set(duplicate_keys(one, "420100")) & set(duplicate_keys(two, "420100"))


def test_keys_keep_cities_and_numbers_apart():
    assert duplicate_keys("武汉市第一医院", "420100") == (
        "4201:|1|医院",
        "4201:武汉|1|医院",
        "4201~wu han|1|医院",
    )
    assert not set(duplicate_keys("华星医院", "420100")) & set(duplicate_keys("华星医院", "420200"))
    assert not set(duplicate_keys("第一医院", "420100")) & set(duplicate_keys("第二医院", "420100"))


def test_without_a_region_the_place_in_the_name_is_the_area():
    assert duplicate_keys("武汉市华星医院") == duplicate_keys("华星医院", "420100")
    assert duplicate_keys("华星医院") == ("?:华星||医院", "?~hua xing||医院")


def test_in_the_real_file_only_names_written_alike_are_proposed():
    rows = [(read_name(r["name"]), r["city_code"], r["name"]) for r in medical_institutions()]
    proposed = [
        (text, other)
        for at, (name, city, text) in enumerate(rows)
        for other_name, other_city, other in rows[at + 1 :]
        if city == other_city and score(name, other_name, (city, other_city)).value >= SAME
    ]

    assert all(one == two for one, two in proposed)
    assert len(proposed) == 5
