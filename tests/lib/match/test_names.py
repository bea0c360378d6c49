from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duan.lib.match import InstitutionName, read_name
from tests.lib.shared_data import medical_institutions


@pytest.mark.parametrize(
    ("text", "name", "aliases"),
    [
        ("江城华星医院（东湖大学第一附属医院）", "江城华星医院", ["东湖大学第一附属医院"]),
        ("江城华星医院(东湖大学第一附属医院)", "江城华星医院", ["东湖大学第一附属医院"]),
        ("江城华星医院 （ 东湖大学第一附属医院 ）", "江城华星医院", ["东湖大学第一附属医院"]),
        ("江城华星医院【东湖大学第一附属医院】", "江城华星医院", ["东湖大学第一附属医院"]),
        ("江城华星医院（东湖大学第一附属医院", "江城华星医院", ["东湖大学第一附属医院"]),
        ("滨海县总医院（滨海县医院）", "滨海县总医院", ["滨海县医院"]),
        (
            "梅溪医院（江城市海棠区梅溪镇社区卫生服务中心）",
            "梅溪医院",
            ["江城市海棠区梅溪镇社区卫生服务中心"],
        ),
        (
            "梅溪医院（江城老年病医院、江城康复医院）",
            "梅溪医院",
            ["江城老年病医院", "江城康复医院"],
        ),
        ("梅溪医院（江城老年病医院/江城康复医院）", "梅溪医院", ["江城老年病医院", "江城康复医院"]),
        (
            "梅溪医院（江城老年病医院，江城康复医院）",
            "梅溪医院",
            ["江城老年病医院", "江城康复医院"],
        ),
        (
            "梅溪医院（江城老年病医院）（江城康复医院）",
            "梅溪医院",
            ["江城老年病医院", "江城康复医院"],
        ),
        ("梅城妇幼保健院/梅中社区卫生服务中心", "梅城妇幼保健院", ["梅中社区卫生服务中心"]),
        ("梅溪医院（原铁路医院）", "梅溪医院", ["铁路医院"]),
        ("梅溪医院（原名：铁路医院）", "梅溪医院", ["铁路医院"]),
        ("梅溪医院（曾用名铁路医院）", "梅溪医院", ["铁路医院"]),
        ("梅溪医院（简称梅医）", "梅溪医院", ["梅医"]),
        ("梅溪医院（加挂江城市红十字会医院）", "梅溪医院", ["江城市红十字会医院"]),
        ("梅溪医院（梅溪医院）", "梅溪医院", []),
        ("梅溪医院（）", "梅溪医院", []),
    ],
)
def test_a_second_name_in_brackets_is_an_alias(text, name, aliases):
    assert read_name(text) == InstitutionName(name, tuple(aliases), None, name)


@pytest.mark.parametrize(
    ("text", "base", "campus"),
    [
        ("江城市儿童医院(龙山院区)", "江城市儿童医院", "龙山院区"),
        ("海棠区中医医院（南院）", "海棠区中医医院", "南院"),
        (
            "东湖大学医学院附属江心医院（中法新城院区）",
            "东湖大学医学院附属江心医院",
            "中法新城院区",
        ),
        ("江心医院【北院】", "江心医院", "北院"),
        ("江心医院（总院）", "江心医院", "总院"),
        ("江心医院（本部）", "江心医院", "本部"),
        ("江心医院（江南院区门诊部）", "江心医院", "江南院区门诊部"),
        ("江心医院（南院区", "江心医院", "南院区"),
    ],
)
def test_a_campus_in_brackets_belongs_to_its_institution(text, base, campus):
    assert read_name(text) == InstitutionName(f"{base}（{campus}）", (), campus, base)


@pytest.mark.parametrize(
    ("text", "base", "campus"),
    [
        ("东湖大学附属江心医院海棠院区", "东湖大学附属江心医院", "海棠院区"),
        ("江城市胸科医院新院区", "江城市胸科医院", "新院区"),
        ("江城市第六人民医院东院", "江城市第六人民医院", "东院"),
        ("江城中医科学院江安门医院南区", "江城中医科学院江安门医院", "南区"),
        ("东湖大学附属第九人民医院北部", "东湖大学附属第九人民医院", "北部"),
        ("江城市第三中心医院分院", "江城市第三中心医院", "分院"),
        ("江城市第十人民医院海棠分院", "江城市第十人民医院", "海棠分院"),
        ("滨海县朱口中心卫生院龙湖分院", "滨海县朱口中心卫生院", "龙湖分院"),
        ("江心医院第二门诊部", "江心医院", "第二门诊部"),
        ("梅溪街道社区卫生服务中心梨园服务站", "梅溪街道社区卫生服务中心", "梨园服务站"),
    ],
)
def test_a_campus_at_the_end_belongs_to_its_institution(text, base, campus):
    assert read_name(text) == InstitutionName(text, (), campus, base)


def test_a_campus_and_an_alias_can_stand_together():
    assert read_name("滨海县总医院东院区（滨海县中医院）") == InstitutionName(
        "滨海县总医院东院区", ("滨海县中医院",), "东院区", "滨海县总医院"
    )


@pytest.mark.parametrize(
    ("text", "name", "remarks"),
    [
        ("江心医院（三级甲等）", "江心医院", ["三级甲等"]),
        ("江心医院（筹）", "江心医院", ["筹"]),
        ("江心医院（中外合资）", "江心医院", ["中外合资"]),
        ("江心医院（二段）", "江心医院", ["二段"]),
    ],
)
def test_a_bracket_that_is_neither_is_kept_as_a_remark(text, name, remarks):
    assert read_name(text) == InstitutionName(name, (), None, name, tuple(remarks))


def test_a_remark_beside_a_campus_is_told_apart():
    assert read_name("江心医院(南院区)(三甲)") == InstitutionName(
        "江心医院（南院区）", (), "南院区", "江心医院", ("三甲",)
    )


@pytest.mark.parametrize(
    "text",
    [
        "江心（武汉）医疗器械有限公司",
        "武汉江心集团（湖北）有限公司",
        "江城能源集团总医院江能（天湖山）医院",
        "滨海县梅源卫生分院",
        "梅溪卫生院发热门诊",
        "江心口腔门诊部",
        "青岛市市南区人民医院",
        "江城市皮肤病防治院",
        "东湖大学第三医院海棠医院",
    ],
)
def test_a_name_that_only_looks_composite_stays_whole(text):
    assert read_name(text) == InstitutionName(text, (), None, text)


@pytest.mark.parametrize("text", ["（江心医院）", "(江心医院", "【江心医院】"])
def test_a_name_that_is_all_bracket_is_still_a_name(text):
    assert read_name(text) == InstitutionName("江心医院", (), None, "江心医院")


@given(
    st.text(alphabet="江城市第一人民医院南北区分（）()【】、/ 原三甲筹卫生中心\n　", max_size=40)
)
def test_every_part_of_a_name_is_one_line_and_no_alias_repeats(text):
    found = read_name(text)

    assert all(part == " ".join(part.split()) for part in (found.name, found.base, *found.aliases))
    assert len(set(found.aliases)) == len(found.aliases)
    assert found.base == found.name or found.campus


@given(st.text())
def test_any_text_is_read(text):
    read_name(text)


def test_the_real_file_has_its_aliases_and_campuses_found():
    read = [read_name(row["name"]) for row in medical_institutions()]

    assert sum(bool(n.aliases) for n in read) == 12
    assert sum(n.campus is not None for n in read) == 28
    assert not any(n.remarks for n in read)
    assert all("（" not in n.base for n in read if n.campus)
