"""Units as people read them."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils.timezone import localdate

from duan.core.kernel.errors import NotFound
from duan.lib import udi
from duan.trade.assets import commands
from duan.trade.assets.policies import end_of_cover, last_day
from duan.trade.assets.queries import detail_of_unit, page_of_units
from duan.trade.assets.types import UnitFilter, UnitStatus
from duan.trade.terminals import commands as terminals
from tests import make
from tests.trade.assets import make as assets
from tests.trade.catalog import make as catalog


@pytest.fixture
def world(db):
    return assets.world()


def today() -> date:
    return localdate(make.database_now())


def through() -> date:
    """The last day of two years that begin today."""
    return last_day(end_of_cover(today(), 24))


def serials(world, **wanted) -> list[str]:
    make.as_(world.manager)
    page = page_of_units(world.manager, UnitFilter(**wanted), cursor="", limit=50)
    return [row["serial_no"] for row in page.items]


@pytest.mark.parametrize("count", [1, 3])
def test_a_page_asks_six_questions_whatever_its_size(count, world, django_assert_num_queries):
    for number in range(count):
        world.cover(world.arrived(f"SN{number}"), starts_on=today())
    make.as_(world.manager)

    with django_assert_num_queries(6):
        page = page_of_units(world.manager, UnitFilter(), cursor="", limit=50)

    assert [row["serial_no"] for row in page.items] == [f"SN{n}" for n in reversed(range(count))]
    assert {
        (
            row["product_name"],
            row["model_name"],
            row["terminal_name"],
            row["department_name"],
            row["place_name"],
            str(row["covered_through"]),
        )
        for row in page.items
    } == {("彩色超声诊断系统", "UX-1", "甲医院", "超声科", "超声科", str(through()))}


def test_pages_follow_each_other_and_leave_nothing_out(world):
    for number in range(5):
        world.unit(f"SN{number}")
    make.as_(world.manager)
    found, cursor = [], ""
    for _ in range(3):
        page = page_of_units(world.manager, UnitFilter(), cursor=cursor, limit=2)
        found += [row["serial_no"] for row in page.items]
        cursor = page.next

    assert found == ["SN4", "SN3", "SN2", "SN1", "SN0"]
    assert cursor is None


def test_each_filter_keeps_exactly_its_rows(world):
    deal = make.new_id()
    other = catalog.goods(world.goods.steward, product_name="监护仪", model_name="M9")
    world.unit("A-1")
    world.arrived("B-1", deal_id=deal)
    world.unit("A-2", model_id=other.model_id, di=other.di)
    make.as_(world.manager)
    number = page_of_units(world.manager, UnitFilter(q="B-1"), cursor="", limit=1).items[0]

    assert serials(world, q="A-") == ["A-2", "A-1"]
    assert serials(world, q=number["unit_no"].lower()) == ["B-1"]
    assert serials(world, q=udi.compose(di=world.goods.di, serial="A-1")) == ["A-1"]
    assert serials(world, q=other.di) == ["A-2"]
    assert serials(world, q="A-\0\ud800 %") == []
    assert serials(world, status="IN_STOCK") == ["A-2", "A-1"]
    assert serials(world, model_id=other.model_id) == ["A-2"]
    assert serials(world, terminal_id=world.hospital) == ["B-1"]
    assert serials(world, terminal_id=world.ward) == ["B-1"]
    assert serials(world, deal_id=deal) == ["B-1"]


def test_a_unit_shows_what_it_is_where_it_stood_and_what_covers_it(world):
    deal = make.new_id()
    pk = world.arrived("SN1", deal_id=deal)
    world.cover(pk, starts_on=today())
    make.as_(world.manager)

    card = detail_of_unit(world.manager, pk)

    assert card["udi_text"] == f"(01){world.goods.di}(11)260401(21)SN1"
    assert card["certificate_no"].startswith("国械注准2021306")
    assert [(stay["place_name"], stay["moved_by_name"]) for stay in card["stays"]] == [
        ("超声科", "工程师"),
        ("出库单 D0000001", "库管员"),
        ("一号仓库", "库管员"),
    ]
    assert [stay["until_at"] is None for stay in card["stays"]] == [True, False, False]
    assert [(c["kind"], c["through_on"], c["in_force"]) for c in card["covers"]] == [
        ("WARRANTY", through(), True)
    ]
    assert (card["terminal_name"], card["department_name"], card["may"]) == (
        "甲医院",
        "超声科",
        ["report"],
    )


def test_a_hospital_sees_its_own_units_and_not_the_way_they_came(world):
    """The warehouse is not of its scope, and so is what happened there."""
    own = make.terminal("乙医院", by=world.manager, on=world.east)
    scope = terminals.open_scope(make.admin(), terminal_id=own)
    guest = make.somebody("hospital_user", on=scope, name="乙医院设备科")
    elsewhere = world.arrived("SN1")
    here = world.unit("SN2")
    commands.move_unit(
        world.keeper,
        unit_id=here,
        status=UnitStatus.IN_TRANSIT,
        place=assets.transit(),
        scope_id=scope,
        terminal_id=own,
    )
    make.as_(guest)

    page = page_of_units(guest, UnitFilter(), cursor="", limit=50)

    assert [(row["serial_no"], row["terminal_name"]) for row in page.items] == [("SN2", "乙医院")]
    assert [stay["place_name"] for stay in detail_of_unit(guest, here)["stays"]] == [
        "出库单 D0000001"
    ]
    with pytest.raises(NotFound):
        detail_of_unit(guest, elsewhere)
