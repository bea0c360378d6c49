from __future__ import annotations

from datetime import date
from functools import partial

import pytest

from duan.core.audit.models import Entry, Subject
from duan.core.audit.queries import sentence
from duan.core.kernel.context import acting
from duan.core.kernel.errors import NotFound, Place
from duan.core.kernel.models import Outbox
from duan.trade.assets import commands
from duan.trade.assets.models import Stay, Unit
from duan.trade.assets.queries import find_by_scan, get_unit, units_of
from duan.trade.assets.types import MAY_BECOME, PlaceKind, UnitStatus
from duan.trade.terminals import commands as terminals
from tests import make
from tests.trade.assets import make as assets

LIFE = {
    "IN_STOCK": ["IN_STOCK", "IN_TRANSIT", "SCRAPPED"],
    "IN_TRANSIT": ["ARRIVED", "IN_STOCK"],
    "ARRIVED": ["ARRIVED", "IN_SERVICE", "IN_TRANSIT"],
    "IN_SERVICE": ["IN_SERVICE", "IN_TRANSIT", "SCRAPPED"],
    "SCRAPPED": [],
}


@pytest.fixture
def world(db):
    return assets.world()


def facts(world, unit_id):
    make.as_(world.manager)
    return get_unit(world.manager, unit_id)


def last_told(world) -> str:
    with acting(world.manager):
        entry = Entry.objects.order_by("at", "pk").last()
    return sentence(entry.command, entry.details)


def last_subjects(world) -> list[tuple[str, str]]:
    with acting(world.manager):
        entry = Entry.objects.order_by("at", "pk").last()
        found = Subject.objects.filter(entry=entry).order_by("pk")
        return list(found.values_list("kind", "name"))


def stays(world, unit_id) -> list[tuple[str, bool]]:
    with acting(world.manager):
        rows = Stay.objects.filter(unit_id=unit_id).order_by("pk")
        return [(stay.place_name, stay.until_at is None) for stay in rows]


def test_a_unit_that_came_in_has_a_file_a_place_and_a_number(world):
    place = assets.warehouse()
    pk = world.unit("SN1", lot_no="B1", expires_on=date(2036, 3, 31), place=place)

    unit = facts(world, pk)
    assert (unit.scope_id, unit.terminal_id, unit.department_id) == (world.east, None, None)
    assert (unit.di, unit.serial_no, unit.lot_no) == (world.goods.di, "SN1", "B1")
    assert (unit.produced_on, unit.expires_on) == (assets.MADE_ON, date(2036, 3, 31))
    assert (unit.status, unit.place_kind, unit.place_id, unit.place_name) == (
        UnitStatus.IN_STOCK,
        PlaceKind.WAREHOUSE,
        place.id,
        "一号仓库",
    )
    assert stays(world, pk) == [("一号仓库", True)]
    assert last_told(world) == (
        f"登记设备 {unit.unit_no}（彩色超声诊断系统 UX-1，序列号 SN1），放在「一号仓库」"
    )
    assert last_subjects(world) == [("unit", unit.unit_no)]
    name, body = Outbox.objects.order_by("entry").values_list("name", "body").last()
    assert (name, body["unit_id"], body["model_id"]) == (
        "assets.UnitEntered",
        str(pk),
        str(world.goods.model_id),
    )


def test_a_serial_number_is_taken_once_and_the_refusal_names_the_unit(world):
    number = facts(world, world.unit("SN1")).unit_no

    with pytest.raises(commands.SerialTaken) as refusal:
        world.unit("SN1")

    assert refusal.value.code == "serial_taken"
    assert str(refusal.value) == (
        f"序列号 SN1 已登记为设备 {number}（一号仓库），请核对是否重复扫码。"
    )
    assert refusal.value.where == (Place("serial_no", f"已是设备 {number}"),)


def test_a_serial_number_in_a_scope_out_of_reach_is_taken_too_and_nothing_is_told_of_it(world):
    world.unit("SN1")

    with pytest.raises(commands.SerialTaken) as refusal:
        world.unit("SN1", by=world.stranger, scope_id=world.west)

    assert str(refusal.value) == "序列号 SN1 已登记在您看不到的辖区，请联系主数据管理员核对。"
    assert find_by_scan(make.as_(world.stranger), world.goods.di, "SN1") is None


def test_a_unit_without_a_serial_number_or_a_model_has_no_file(world):
    with pytest.raises(commands.UnusableUnit):
        world.unit(serial_no="")
    with pytest.raises(NotFound):
        world.unit(model_id=make.new_id())


def test_a_unit_that_is_shipped_belongs_to_its_terminal_and_its_deal(world):
    pk, deal = world.unit(), make.new_id()

    world.ship(pk, deal_id=deal)

    unit = facts(world, pk)
    assert (unit.status, unit.terminal_id, unit.department_id, unit.deal_id) == (
        UnitStatus.IN_TRANSIT,
        world.hospital,
        world.ward,
        deal,
    )
    assert stays(world, pk) == [("一号仓库", False), ("出库单 D0000001", True)]
    assert last_told(world) == (
        f"设备 {unit.unit_no} 由「一号仓库」移到「出库单 D0000001」，状态 在途"
    )
    assert last_subjects(world) == [("terminal", "甲医院"), ("unit", unit.unit_no)]

    world.arrive(pk)

    assert (facts(world, pk).status, facts(world, pk).deal_id) == (UnitStatus.ARRIVED, deal)
    assert facts(world, pk).version == 3


def test_back_in_a_warehouse_a_unit_belongs_to_no_terminal_and_no_deal(world):
    pk = world.unit()
    world.ship(pk, deal_id=make.new_id())

    commands.move_unit(
        world.keeper,
        unit_id=pk,
        status=UnitStatus.IN_STOCK,
        place=assets.warehouse("退货区"),
        scope_id=world.east,
    )

    unit = facts(world, pk)
    assert (unit.terminal_id, unit.department_id, unit.deal_id) == (None, None, None)


def test_the_scope_is_the_terminals_whatever_is_said(world):
    below = make.scope("江城", under=world.east)
    hospital = make.terminal("江城医院", by=world.manager, on=below)
    pk = world.unit()

    commands.move_unit(
        world.keeper,
        unit_id=pk,
        status=UnitStatus.IN_TRANSIT,
        place=assets.transit(),
        scope_id=world.east,
        terminal_id=hospital,
    )

    assert facts(world, pk).scope_id == below


def test_a_unit_moves_with_its_hospital_into_another_scope(world):
    below = make.scope("江城", under=world.east)
    group = make.terminal("江城医疗集团", by=world.manager, on=below)
    pk = world.arrived()
    world.cover(pk)

    terminals.move_terminal(
        world.manager, terminal_id=world.hospital, seen_version=1, parent_id=group
    )

    assert facts(world, pk).scope_id == below
    with acting(make.somebody("viewer", on=below)):
        assert Unit.objects.get(pk=pk).covers.count() == 1
        assert Stay.objects.filter(unit_id=pk).count() == 2


def test_the_life_of_a_unit_is_this():
    assert {str(was): [str(s) for s in may] for was, may in MAY_BECOME.items()} == LIFE


def test_a_step_out_of_turn_is_refused_and_told_which_are_right(world):
    pk = world.unit()
    before = stays(world, pk)

    with pytest.raises(commands.WrongUnitStatus) as refusal:
        world.arrive(pk)

    number = facts(world, pk).unit_no
    assert str(refusal.value) == (
        f"设备 {number} 现在「在库」，只能变为：在库、在途、已报废，不能变为「已到货」。"
    )
    assert stays(world, pk) == before


def test_units_are_asked_for_together_in_one_question(world, django_assert_num_queries):
    first, second = world.unit("SN1"), world.unit("SN2")
    make.as_(world.manager)

    with django_assert_num_queries(1):
        found = units_of([first, second, make.new_id()])

    assert {pk: unit.serial_no for pk, unit in found.items()} == {first: "SN1", second: "SN2"}
    assert find_by_scan(world.manager, world.goods.di, "SN2") == found[second]


def test_of_two_who_move_a_unit_at_once_one_moves_it(own_database):
    world = assets.world()
    pk = world.unit()

    results = make.together(*[partial(world.ship, pk)] * 3)

    assert sorted(type(result).__name__ for result in results) == [
        "NoneType",
        "WrongUnitStatus",
        "WrongUnitStatus",
    ]
    assert stays(world, pk) == [("一号仓库", False), ("出库单 D0000001", True)]


def test_of_several_who_scan_the_same_unit_in_at_once_one_enters_it(own_database):
    world = assets.world()

    results = make.together(*[partial(world.unit, "SN1")] * 4)

    assert [type(result) for result in results].count(commands.SerialTaken) == 3
