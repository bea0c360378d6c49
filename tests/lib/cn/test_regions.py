from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duan.lib.cn import (
    RegionLevel,
    UnreadableRegion,
    check_region,
    child_regions,
    find_regions,
    full_name,
    leading_place,
    parent,
    region,
    short_name,
)
from duan.lib.cn.regions import all_region_names
from tests.lib.shared_data import medical_institutions


def refusal(code: str, name: str | None = None, on: date | None = None) -> UnreadableRegion:
    with pytest.raises(UnreadableRegion) as refused:
        check_region(code, name, on)
    return refused.value


def code_or_none(code: str, name: str | None, on: date | None) -> str | None:
    try:
        check_region(code, name, on)
    except UnreadableRegion as refused:
        return refused.code
    return None


@pytest.mark.parametrize(
    ("code", "whole"),
    [
        ("420111", "湖北省武汉市洪山区"),
        ("420100", "湖北省武汉市"),
        ("429004", "湖北省仙桃市"),
        ("110101", "北京市东城区"),
        ("110100", "北京市"),
        ("710000", "台湾省"),
        ("422801", "湖北省恩施土家族苗族自治州恩施市"),
        ("000000", ""),
    ],
)
def test_a_full_name_leaves_headings_out(code, whole):
    assert full_name(code) == whole


def test_a_region_knows_its_level_and_its_parent():
    wuhan = region("420100")

    assert wuhan is not None
    assert wuhan.level is RegionLevel.PREFECTURE
    assert [parent(c).code for c in ("420111", "420100", "110101")] == [
        "420100",
        "420000",
        "110100",
    ]
    assert parent("420000") is None


def test_there_are_34_provinces_and_13_districts_in_wuhan():
    assert len(child_regions()) == 34
    assert [r.name for r in child_regions("420100")][:3] == ["江岸区", "江汉区", "硚口区"]
    assert len(child_regions("420100")) == 13


def test_a_name_finds_every_region_that_bears_it():
    assert [r.code for r in find_regions("洪山区")] == ["420111"]
    assert [r.code for r in find_regions("鼓楼区")] == ["320106", "320302", "350102", "410204"]
    assert [r.code for r in find_regions("武汉")] == ["420100"]
    assert [r.code for r in find_regions("恩施")] == ["422800", "422801"]
    assert [r.code for r in find_regions("湖北省武汉市洪山区")] == ["420111"]
    assert [r.code for r in find_regions("北京朝阳区")] == ["110105"]
    assert find_regions("无此地") == ()


def test_a_former_name_is_found_and_says_when_it_ended():
    (laiwu,) = find_regions("莱芜市")

    assert (laiwu.code, laiwu.valid_to, laiwu.successors) == (
        "371200",
        date(2020, 1, 1),
        ("370116", "370117"),
    )
    assert find_regions("莱芜市", on=date(2020, 1, 1)) == ()


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("420100", "武汉市"),
        ("420100", "武汉"),
        ("420100", "湖北武汉市"),
        ("420100.0", "武汉市"),
        ("４２０１００", " 武汉市 "),
        ("420111000000", "洪山区"),
        ("110100", "北京市"),
        ("110100", "市辖区"),
        ("500100", "重庆市"),
        ("429004", "仙桃市"),
        ("422800", "恩施土家族苗族自治州"),
        ("422800", "恩施州"),
        ("420528", "长阳县"),
        ("420100", ""),
    ],
)
def test_a_code_with_its_name_is_taken(code, name):
    assert check_region(code, name).valid_to is None


def test_an_unknown_code_is_refused_with_the_code_of_the_name():
    assert refusal("420171").code == "REGION_UNKNOWN"
    assert refusal("999999", "武汉").message_zh == (
        "行政区划代码“999999”不在国家标准 GB/T 2260 中：“武汉”的代码是 420100。"
    )


def test_an_abolished_code_names_its_successors():
    expired = refusal("371200")

    assert (expired.code, expired.successors) == ("REGION_EXPIRED", ("370116", "370117"))
    assert expired.message_zh == (
        "行政区划代码 371200（山东省莱芜市）自 2020 年起已停用："
        "请改用 370116（山东省济南市莱芜区）、370117（山东省济南市钢城区）。"
    )


def test_in_the_year_of_a_change_both_codes_are_valid():
    assert check_region("130526", "任县", on=date(2020, 6, 1)).code == "130526"
    assert check_region("130505", "任泽区", on=date(2020, 6, 1)).code == "130505"
    assert refusal("130526", on=date(2021, 1, 1)).code == "REGION_EXPIRED"
    assert "尚未生效" in refusal("130505", on=date(2019, 12, 31)).message_zh


def test_a_name_from_elsewhere_is_refused_with_its_own_code():
    wrong = refusal("420100", "黄石市")

    assert wrong.code == "REGION_NAME_MISMATCH"
    assert wrong.message_zh == (
        "行政区划代码 420100 是“湖北省武汉市”，与名称“黄石市”不符：“黄石市”的代码是 420200。"
    )


def test_a_renamed_region_is_valid_under_each_name_in_its_time():
    assert check_region("420600", "襄樊市", on=date(2009, 1, 1)).name == "襄樊市"
    assert "“襄樊市”是它的旧名，请改用“襄阳市”" in refusal("420600", "襄樊市").message_zh


def test_a_code_given_to_another_region_later_is_told_apart_by_day():
    assert region("469025", on=date(2005, 1, 1)).name == "定安县"
    assert region("469025").name == "白沙黎族自治县"


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("武汉市", "武汉"),
        ("沙县", "沙县"),
        ("内蒙古自治区", "内蒙古"),
        ("新疆维吾尔自治区", "新疆"),
        ("彭水苗族土家族自治县", "彭水"),
        ("双江拉祜族佤族布朗族傣族自治县", "双江"),
        ("博尔塔拉蒙古自治州", "博尔塔拉"),
        ("香港特别行政区", "香港"),
    ],
)
def test_short_names_drop_the_kind_and_the_peoples(name, short):
    assert short_name(name) == short


def test_every_successor_is_in_force_and_every_region_has_its_province():
    for codes in all_region_names().values():
        for code in codes:
            here = region(code)
            assert all(region(s).valid_to is None for s in here.successors)
            assert region(f"{code[:2]}0000") is not None


def test_every_code_is_found_again_by_its_full_name():
    for codes in all_region_names().values():
        for here in filter(None, map(region, codes)):
            if here.valid_to is None:
                assert here.code in [r.code for r in find_regions(full_name(here.code))]


@given(st.text(max_size=12), st.none() | st.text(max_size=12), st.none() | st.dates())
def test_any_code_and_name_are_taken_or_refused(code, name, on):
    codes = {None, "REGION_UNKNOWN", "REGION_EXPIRED", "REGION_NAME_MISMATCH"}

    assert code_or_none(code, name, on) in codes


@pytest.mark.parametrize(
    ("text", "codes", "size"),
    [
        ("湖北省武汉市洪山区珞喻路", {"420111"}, 9),
        ("武汉洪山区珞喻路", {"420111"}, 5),
        ("将乐县城区社区卫生服务中心", {"350428"}, 3),
        ("朝阳区双桥路", {"110105", "220104"}, 3),
        ("龙海市第一医院", {"350681", "350604"}, 3),
        ("恩施州中心医院", {"422800"}, 3),
        ("梨园医院", set(), 0),
    ],
)
def test_the_place_in_front_of_a_text_is_read_level_by_level(text, codes, size):
    found = leading_place(text)

    assert (set(found.codes), found.size) == (codes, size)


def test_every_row_of_the_real_file_has_valid_region_codes():
    for row in medical_institutions():
        assert check_region(row["province_code"], row["province"]).code == row["province_code"]
        assert check_region(row["city_code"], row["city"]).code == row["city_code"]
