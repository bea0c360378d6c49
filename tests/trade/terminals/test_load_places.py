"""Where the rows of a file stand: under their institutions, in their scopes, or nowhere."""

from __future__ import annotations

import pytest

from duan.trade.terminals.models import Terminal
from duan.trade.terminals.types import Kind
from tests import make
from tests.trade.terminals.loading import UNION, counted, load, named

pytestmark = pytest.mark.django_db


@pytest.fixture
def wuhan():
    return make.scope("武汉", region_code="420100")


@pytest.fixture
def manager(wuhan):
    return make.somebody("sales_manager", on=wuhan, name="武汉经理")


def test_a_campus_stands_under_its_institution(manager):
    rows = [
        {"name": "湖北省中医院（光谷院区）", "city_code": "420100", "address": "珞喻路856号"},
        {"name": "湖北省中医院", "city_code": "420100", "address": "花园山4号"},
        {"name": "同济医院中法新城院区", "city_code": "420100"},
    ]

    loaded = load(manager, rows)

    campus = named("光谷院区")
    assert counted(loaded) == {"new": 3, "campuses": 2, "institutions": 1}
    assert (campus.kind, campus.parent.name, campus.aliases, campus.address) == (
        "CAMPUS", "湖北省中医院", ["湖北省中医院光谷院区"], "珞喻路856号",
    )  # fmt: skip
    assert campus.root_id == campus.parent_id
    assert named("湖北省中医院").address == "花园山4号"
    assert named("中法新城院区").parent.name == "同济医院"
    assert counted(load(manager, rows)) == {"same": 3}


def test_departments_find_their_hospital_in_the_file_and_in_the_archive(manager, wuhan):
    known = make.terminal("武汉同济医院", by=manager, on=wuhan)
    number = make.stored(known, seen_by=manager).terminal_no
    rows = [
        {"name": "一病区", "kind": "病区", "parent": "心血管内科"},
        {
            "name": "心血管内科",
            "kind": "科室",
            "parent": "武汉协和医院",
            "standard_codes": "心内科",
        },
        UNION,
        {"name": "骨科", "kind": "科室", "parent": number},
        {"name": "设备科", "kind": "医学工程科", "parent": "武汉同济医院"},
    ]

    loaded = load(manager, rows)

    assert loaded.told == []
    assert counted(loaded) == {"new": 5}
    ward, heart = named("一病区"), named("心血管内科")
    assert (ward.parent_id, heart.parent.name) == (heart.pk, "武汉协和医院")
    assert {ward.root_id, heart.root_id} == {named("武汉协和医院").pk}
    assert heart.standard_codes == ["03.04"]
    assert heart.region_code == "420100"
    assert {named("骨科").root_id, named("设备科").root_id} == {known}
    assert counted(load(manager, rows)) == {"same": 5}


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (
            [{"name": "骨科", "kind": "科室", "parent": "没有的医院"}],
            [(2, "parent", "PARENT_MISSING", "ERROR")],
        ),
        (
            [
                {"name": "甲科", "kind": "科室", "parent": "乙科"},
                {"name": "乙科", "kind": "科室", "parent": "甲科"},
            ],
            [(2, "parent", "PARENT_CIRCLE", "ERROR"), (3, "parent", "PARENT_CIRCLE", "ERROR")],
        ),
        (
            [{"name": "骨科", "kind": "科室", "city_code": "420100"}],
            [(2, "kind", "WRONG_PLACE", "ERROR")],
        ),
        (
            [
                {"name": "外地医院", "city_code": "440100"},
                {"name": "骨科", "kind": "科室", "parent": "外地医院"},
            ],
            [
                (2, "region_code", "OUT_OF_REACH", "ERROR"),
                (3, "region_code", "OUT_OF_REACH", "ERROR"),
            ],
        ),
        (
            [
                {"name": "甲医院", "city_code": "420100", "external_no": "1"},
                {"name": "乙医院", "city_code": "420100", "external_no": "1"},
            ],
            [(3, "external_no", "EXTERNAL_NO_TWICE", "ERROR")],
        ),
        ([{"name": "", "city_code": "420100"}], [(2, "name", "NAME_MISSING", "ERROR")]),
        (
            [{"name": "甲医院", "city_code": "420100", "city": "广州市"}],
            [(2, "city_code", "REGION_NAME_MISMATCH", "ERROR")],
        ),
        (
            [{"name": "甲医院", "city_code": "420100", "beds": "很多"}],
            [(2, "beds", "BEDS_UNREADABLE", "ERROR")],
        ),
        (
            [{"name": "甲医院", "city_code": "420100", "phones": "138****5678"}],
            [(2, "phones", "PHONE_MASKED", "ERROR")],
        ),
    ],
    ids=lambda value: value[0][2] if isinstance(value[0], tuple) else "",
)
def test_a_wrong_row_is_refused_with_its_place(manager, rows, told):
    loaded = load(manager, rows)

    assert loaded.told == told
    assert loaded.counts.refused == len(told)
    assert Terminal.objects.count() == len(rows) - len(told)


def test_an_agent_stands_under_a_distributor_that_is_known_already(manager, wuhan):
    make.terminal("江城医疗器械公司", by=manager, on=wuhan, kind=Kind.DISTRIBUTOR)
    rows = [
        {"name": "江城医疗器械公司", "kind": ""},
        {"name": "襄阳代理", "kind": "区域代理", "parent": "江城医疗器械公司"},
    ]

    loaded = load(manager, rows)

    assert loaded.told == []
    assert counted(loaded) == {"new": 1, "same": 1}
    assert named("襄阳代理").parent.name == "江城医疗器械公司"
