from __future__ import annotations

import pytest

from duan.core.kernel.errors import NotFound, Place
from duan.trade.terminals import commands
from duan.trade.terminals.models import Terminal
from duan.trade.terminals.policies import UnusableProfile, WrongPlace, can_stand
from duan.trade.terminals.types import Grade, Kind, Level, Profile
from tests import make
from tests.trade.terminals import make as trade


def test_a_hospital_is_added_on_top_of_its_own_institution(world):
    published = len(trade.facts())

    pk = make.terminal("武汉协和医院", by=world.manager, on=world.east)

    stored = world.now(pk)
    assert (stored.name, stored.kind, stored.status, stored.version) == (
        "武汉协和医院",
        "HOSPITAL",
        "PROSPECT",
        1,
    )
    assert (stored.parent_id, stored.root_id, stored.scope_id) == (None, pk, world.east)
    assert world.last_told() == "新增医院「武汉协和医院」"
    assert world.last_subjects() == [("terminal", pk, world.east, "武汉协和医院")]
    assert trade.facts()[published:] == [
        ("terminals.TerminalAdded", {"terminal_id": str(pk), "kind": "HOSPITAL"})
    ]


def test_what_is_added_below_belongs_to_the_institution_and_its_region(world):
    hospital = world.hospital(region_code="420106")
    campus = world.below(hospital, "光谷院区", Kind.CAMPUS)
    department = world.below(campus, "骨科", standard_codes=("04.03",))

    stored = world.now(department)

    assert (stored.parent_id, stored.root_id, stored.scope_id, stored.region_code) == (
        campus,
        hospital,
        world.east,
        "420106",
    )
    assert world.last_told() == "新增科室「骨科」"


def test_a_scope_named_for_something_below_another_is_not_listened_to(world):
    hospital = world.hospital()

    pk = make.terminal(
        "骨科", by=world.manager, kind=Kind.DEPARTMENT, under=hospital, on=world.west
    )

    assert world.now(pk).scope_id == world.east


def test_a_region_places_a_hospital_into_the_scope_that_answers_for_it(world):
    city = make.scope("武汉", under=world.east, region_code="420100")

    pk = make.terminal(by=world.manager, profile=Profile(region_code="420106"))

    assert world.now(pk).scope_id == city


def test_nobody_adds_into_a_scope_of_others(world):
    before = world.everything()

    with pytest.raises(NotFound):
        make.terminal("甲医院", by=world.manager, on=world.west)

    assert world.everything() == before


def test_numbers_are_dense_even_when_an_addition_fails(world):
    first = world.hospital("甲医院")
    with pytest.raises(commands.NameTaken):
        world.hospital("甲医院")
    second = world.hospital("乙医院")

    numbers = [int(world.now(pk).terminal_no[1:]) for pk in (first, second)]

    assert numbers[1] == numbers[0] + 1
    assert world.now(first).terminal_no == f"T{numbers[0]:07d}"


def test_blanks_around_and_inside_texts_are_tidied(world):
    pk = world.hospital(
        "  武汉  第一 医院 ", aliases=(" 一医院 ", "一医院", " "), tags=("重点", "重点", "")
    )

    stored = world.now(pk)

    assert (stored.name, stored.aliases, stored.tags) == ("武汉 第一 医院", ["一医院"], ["重点"])


@pytest.mark.parametrize(
    ("name", "message", "place"),
    [
        ("", "请填写终端名称。", "必填"),
        ("  \n ", "请填写终端名称。", "必填"),
        ("院" * 121, "终端名称最多 120 个字，现在有 121 个，请缩短。", "最多 120 个字"),
    ],
)
def test_an_unusable_name_is_refused(name, message, place, world):
    with pytest.raises(UnusableProfile) as refusal:
        make.terminal(name or " ", by=world.manager, on=world.east)

    assert str(refusal.value) == message
    assert refusal.value.where == (Place("name", place),)


@pytest.mark.parametrize(
    ("told", "place"),
    [
        ({"beds": 20_001}, Place("beds", "床位数不应超过 20000")),
        (
            {"level": Level.TWO, "grade": Grade.SPECIAL},
            Place("grade", "只有三级医院可以评特等"),
        ),
        ({"standard_codes": ("99.99",)}, Place("standard_codes", "诊疗科目代码「99.99」不存在")),
        (
            {"phones": ("138****5678",)},
            Place("phones", "「138****5678」是脱敏后的号码，请填写完整号码"),
        ),
        ({"longitude": 114.3}, Place("latitude", "经度和纬度要一起填写")),
    ],
)
def test_an_unusable_profile_is_refused_by_field(told, place, world):
    before = world.everything()

    with pytest.raises(UnusableProfile) as refusal:
        world.hospital("甲医院", **told)

    assert refusal.value.where == (place,)
    assert str(refusal.value) == f"档案内容有误，请修改：{place.message}。"
    assert world.everything() == before


def test_a_wrong_company_number_and_a_wrong_region_are_named_together(world):
    with pytest.raises(UnusableProfile) as refusal:
        world.hospital("甲医院", uscc="123", region_code="999999")

    assert [place.field for place in refusal.value.where] == ["uscc", "region_code"]


def test_the_same_name_in_the_same_place_is_refused(world):
    first = world.hospital("甲医院")
    world.below(first, "骨科")

    with pytest.raises(commands.NameTaken) as on_top:
        world.hospital("甲医院")
    with pytest.raises(commands.NameTaken) as below:
        world.below(first, " 骨科 ")

    number = world.now(first).terminal_no
    assert str(on_top.value) == f"这里已有「甲医院」（{number}），请打开它，或换一个名称。"
    assert below.value.where == (Place("name", "与已有终端同名"),)


def test_the_same_name_elsewhere_is_fine(world):
    first, second = world.hospital("甲医院"), world.hospital("甲医院", region_code="420106")

    world.below(first, "骨科")
    world.below(second, "骨科")

    make.as_(world.overseer)
    assert Terminal.objects.filter(name="骨科").count() == 2


def test_a_name_that_only_strangers_know_tells_nothing(world):
    world.western("甲医院")

    assert world.now(world.hospital("甲医院")).scope_id == world.east


@pytest.mark.parametrize("kind", [kind for kind in Kind if not can_stand(kind, None)])
def test_what_lives_inside_an_institution_is_not_added_alone(kind, world):
    with pytest.raises(WrongPlace) as refusal:
        make.terminal("某处", by=world.manager, kind=kind, on=world.east)

    assert str(refusal.value) == f"「{kind.label}」不能单独存在，请先选择它所属的上级终端。"


def test_a_kind_that_may_not_stand_there_is_told_where_it_may(world):
    hospital = world.hospital()

    with pytest.raises(WrongPlace) as refusal:
        world.below(hospital, "总代理", Kind.REGIONAL_AGENT)
    with pytest.raises(WrongPlace) as alone:
        world.below(hospital, "经销公司", Kind.DISTRIBUTOR)

    assert str(refusal.value) == "「区域代理」不能放在「医院」下面，可以放在：经销商。"
    assert str(alone.value) == "「经销商」不能放在「医院」下面，可以放在：（只能独立存在）。"


def test_nothing_is_added_below_a_terminal_that_was_merged(world):
    gone, stays = world.hospital("甲医院"), world.hospital("乙医院")
    commands.merge_terminal(
        world.manager, terminal_id=gone, seen_version=1, into_id=stays, reason="重复"
    )

    with pytest.raises(commands.WrongStatus) as refusal:
        world.below(gone, "骨科")

    assert str(refusal.value) == "「甲医院」已并入别的终端，请打开并入的那一个。"
