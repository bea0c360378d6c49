from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine

from duan.core.audit.models import Entry
from duan.core.kernel.errors import Invalid, Stale
from duan.trade.terminals import commands
from duan.trade.terminals.types import Kind, Level, Profile
from tests import make
from tests.trade.terminals import make as trade

CHINA = ZoneInfo("Asia/Shanghai")


def revise(world, pk, name="甲医院", seen=1, **told):
    commands.revise_terminal(
        world.manager, terminal_id=pk, seen_version=seen, name=name, profile=Profile(**told)
    )


def test_a_revision_replaces_what_is_known_and_names_what_changed(world):
    pk = world.hospital("甲医院", beds=100)
    published = trade.facts()

    revise(world, pk, "甲医院", beds=200, level=Level.THREE)

    stored = world.now(pk)
    assert (stored.beds, stored.level, stored.version) == (200, "3", 2)
    assert world.last_told() == "修改「甲医院」：级别、床位数"
    assert world.last_subjects() == [("terminal", pk, world.east, "甲医院")]
    assert trade.facts() == published


def test_the_log_keeps_the_old_and_the_new_value(world):
    pk = world.hospital("甲医院", licence_expires_on=date(2026, 1, 1))

    revise(world, pk, "乙医院", licence_expires_on=date(2031, 1, 1))

    make.as_(world.overseer)
    changed = Entry.objects.get(command="terminals.revise_terminal").details["changed"]
    assert changed == {
        "name": ["甲医院", "乙医院"],
        "licence_expires_on": ["2026-01-01", "2031-01-01"],
    }
    assert world.last_told() == "修改「乙医院」：名称、许可证有效期"


def test_a_revision_without_a_difference_says_so(world):
    pk = world.hospital("甲医院")

    revise(world, pk)

    assert world.last_told() == "修改「甲医院」：无变化"


def test_whoever_saw_an_older_version_is_stopped(world):
    pk = world.hospital("甲医院")
    revise(world, pk, beds=1)
    before = world.everything()

    with pytest.raises(Stale) as refusal:
        revise(world, pk, beds=2)

    assert str(refusal.value) == (
        "「甲医院」已被别人更新到第 2 版，您看到的是第 1 版。请刷新后再改。"
    )
    assert world.everything() == before


def test_a_new_name_can_be_found_by_its_sound_at_once(world):
    pk = world.hospital("甲医院")

    revise(world, pk, "武汉协和")

    stored = world.now(pk)
    assert (stored.pinyin_key, stored.initials) != ("", "")
    assert stored.initials == "whxh"


def test_a_terminal_is_not_renamed_to_its_neighbours_name(world):
    first = world.hospital("甲医院")
    world.hospital("乙医院")

    with pytest.raises(commands.NameTaken):
        revise(world, first, "乙医院")


def test_a_hospital_is_not_moved_into_the_region_of_its_namesake(world):
    world.hospital("甲医院", region_code="420106")
    second = world.hospital("甲医院")

    with pytest.raises(commands.NameTaken):
        revise(world, second, region_code="420106")


def test_a_merged_terminal_is_not_revised(world):
    gone, stays = world.hospital("甲医院"), world.hospital("乙医院")
    commands.merge_terminal(
        world.manager, terminal_id=gone, seen_version=1, into_id=stays, reason="重复"
    )

    with pytest.raises(commands.WrongStatus):
        revise(world, gone, seen=2)


def test_over_http_a_field_that_is_not_sent_stays(world):
    pk = world.hospital("甲医院", beds=100, aliases=("老甲",), tags=("重点",))

    answer = make.client(world.manager).post(
        f"/api/terminals/{pk}/revise",
        {"seen_version": 1, "beds": 120},
        content_type="application/json",
    )

    told = answer.json()
    assert answer.status_code == 200
    assert (told["name"], told["beds"], told["aliases"], told["tags"], told["version"]) == (
        "甲医院",
        120,
        ["老甲"],
        ["重点"],
        2,
    )


def test_whether_a_region_code_is_in_force_is_asked_of_the_day_in_china(world):
    """任县 130526 ended with 2020 and its successor 130505 began with it; in Greenwich it is still 31 December."""
    pk = world.hospital("甲医院")
    define = {"title": "概况", "kind": Kind.HOSPITAL, "schema": trade.schema(beds=trade.text())}

    with time_machine.travel(datetime(2020, 1, 1, 0, 30, tzinfo=CHINA)):
        revise(world, pk, region_code="130505")
        world.hospital("乙医院", region_code="130505")
        commands.define_attributes(world.overseer, region_code="130505", **define)
    with time_machine.travel(datetime(2021, 1, 1, 0, 30, tzinfo=CHINA)):
        for attempt in (
            lambda: revise(world, pk, seen=2, region_code="130526"),
            lambda: world.hospital("丙医院", region_code="130526"),
            lambda: commands.define_attributes(world.overseer, region_code="130526", **define),
        ):
            with pytest.raises(Invalid) as refusal:
                attempt()
            assert [place.field for place in refusal.value.where] == ["region_code"]
