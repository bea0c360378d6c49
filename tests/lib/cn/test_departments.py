from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duan.lib.cn import Department, all_departments, department, guess_departments

NO_LICENCE_DEPARTMENTS = [
    *(
        "设备科",
        "医学工程科",
        "采购办",
        "招采办",
        "信息科",
        "财务科",
        "院办",
        "护理部",
        "DRG办公室",
    ),
    *("消毒供应中心", "CSSD", "手术室", "导管室", "DSA", "内镜中心", "透析中心", "二级库", "SPD"),
    *("急诊药房", "感染管理科", "体检中心", "门诊部"),
]


def test_a_department_has_a_code_a_name_and_the_level_above():
    assert department("03") == Department("03", "内科")
    assert department("03.04") == Department("03.04", "心血管内科专业", "03")
    assert department("3.4") is None


def test_the_list_has_the_35_first_level_departments_and_known_parents():
    first = [d.code for d in all_departments() if d.parent_code is None]

    assert len(first) == 35
    assert {d.parent_code for d in all_departments() if d.parent_code} <= set(first)


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("心内科", ["03.04"]),
        ("心血管内科一病区", ["03.04"]),
        ("呼吸与危重症医学科", ["03.01"]),
        ("骨科", ["04.03"]),
        ("骨一科", ["04.03"]),
        ("普外三科", ["04.01"]),
        ("神经内科、神经外科", ["03.03", "04.02"]),
        ("心胸外科", ["04.05", "04.06"]),
        ("妇产科", ["05"]),
        ("产房", ["05.02"]),
        ("NICU", ["07.01"]),
        ("小儿骨科", ["08.02"]),
        ("耳鼻喉头颈外科", ["11"]),
        ("口腔颌面外科", ["12.05"]),
        ("ICU", ["28"]),
        ("重症医学科", ["28"]),
        ("检验科", ["30"]),
        ("病理科", ["31"]),
        ("CT室", ["32.02"]),
        ("影像科CT室", ["32.02"]),
        ("ｃｔ室", ["32.02"]),
        ("B超室", ["32.05"]),
        ("肿瘤放疗科", ["32.10"]),
        ("眼科手术室", ["10"]),
        ("中医骨伤科", ["50.10"]),
        ("针灸推拿科", ["50.13"]),
    ],
)
def test_a_hospitals_own_name_maps_to_licence_departments(name, codes):
    assert guess_departments(name) == codes


@pytest.mark.parametrize("name", NO_LICENCE_DEPARTMENTS)
def test_what_no_licence_names_maps_to_none(name):
    assert guess_departments(name) == []


@pytest.mark.parametrize("found", all_departments(), ids=lambda d: d.code)
def test_an_official_name_is_recognised(found):
    if found.name == "其他" or found.code.startswith("50."):
        return

    assert found.code in guess_departments(found.name)


@given(st.text())
def test_any_name_gives_known_codes_without_repeats(name):
    codes = guess_departments(name)

    assert len(codes) == len(set(codes))
    assert all(department(code) for code in codes)
