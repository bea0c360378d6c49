"""Who may do what in a warehouse: one row a command, tried by every role, inside, outside, in every window."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

import pytest
from django.db import transaction

from duan.core.kernel.errors import NotFound
from duan.edge.config.roles import ROLES
from duan.trade.stock import commands
from duan.trade.stock.queries import (
    intake_of,
    levels,
    page_of_intakes,
    page_of_movements,
    warehouses,
)
from tests import make
from tests.core.access.rules import IN_SCOPE, Rule, Try, expected, let_in
from tests.core.access.world import PLACES, World, a_world
from tests.trade.catalog import make as catalog
from tests.trade.stock import make as trade

KEEPERS = frozenset({"warehouse_keeper"})
LOOKERS = frozenset(role for role, (_, actions) in ROLES.items() if "stock.see" in actions)
DESKS: dict[str, dict[str, UUID]] = {}
GOODS: list[catalog.Goods] = []


def at(t: Try, kind: str) -> UUID:
    return DESKS[t.place][kind]


PERMISSIONS: dict[str, Rule] = {
    "stock.add_warehouse": Rule(
        frozenset({"data_steward"}),
        IN_SCOPE,
        lambda t: trade.add_warehouse(t.who, t.at.scope),
    ),
    "stock.open_intake": Rule(
        KEEPERS,
        IN_SCOPE,
        lambda t: commands.open_intake(
            t.who, warehouse_id=at(t, "warehouse"), supplier_name="供应商", delivery_note_no=""
        ),
    ),
    "stock.receive_unit": Rule(
        KEEPERS,
        IN_SCOPE,
        lambda t: commands.receive_unit(
            t.who, intake_id=at(t, "intake"), scan=trade.scan(GOODS[0].di, "NEW-1")
        ),
    ),
    "stock.close_intake": Rule(
        KEEPERS, IN_SCOPE, lambda t: commands.close_intake(t.who, intake_id=at(t, "intake"))
    ),
    "stock.release_unit": Rule(
        KEEPERS,
        IN_SCOPE,
        lambda t: commands.release_unit(
            t.who,
            unit_id=at(t, "unit"),
            warehouse_id=at(t, "warehouse"),
            source_id=make.new_id(),
            source_no="D0000001",
        ),
    ),
}


def set_up(built: World, place: str) -> trade.World:
    """Put a warehouse with a unit and an open intake into a region."""
    scope = built.regions[place].scope
    world = trade.storing(scope, elsewhere=make.scope(), goods=GOODS[0])
    DESKS[place] = {
        "warehouse": world.warehouse,
        "intake": world.intake(),
        "unit": world.received(),
    }
    return world


@pytest.fixture(scope="module")
def built(django_db_setup, django_db_blocker) -> Iterator[tuple[World, trade.World]]:
    with django_db_blocker.unblock(), a_world() as world:
        GOODS[:] = [catalog.goods()]
        regions = [set_up(world, place) for place in PLACES]
        yield world, regions[0]
        DESKS.clear()


@pytest.mark.parametrize("command", sorted(PERMISSIONS))
def test_exactly_these_get_in_and_the_others_change_nothing(command, built):
    world, ours = built
    rule = PERMISSIONS[command]
    before = ours.everything()

    assert let_in(rule, world) == expected(rule)
    assert ours.everything() == before


@pytest.mark.parametrize("role", sorted(ROLES))
def test_who_sees_stock_sees_that_of_his_region_and_others_none(role, built):
    world, _ = built
    inside, outside = DESKS["inside"], DESKS["outside"]
    with transaction.atomic():
        who = make.as_(world.people[role, "open"])
        seen = {
            "warehouses": {row["id"] for row in warehouses(who)},
            "levels": sum(row["count"] for row in levels(who, on=world.now.date())),
            "intakes": len(page_of_intakes(who, limit=10).items),
            "movements": len(page_of_movements(who, limit=10).items),
            "intake": answers(lambda: intake_of(who, inside["intake"])),
            "their intake": answers(lambda: intake_of(who, outside["intake"])),
        }

    looks = role in LOOKERS
    assert seen == {
        "warehouses": {inside["warehouse"]} if looks else set(),
        "levels": 1 if looks else 0,
        "intakes": 2 if looks else 0,
        "movements": 1 if looks else 0,
        "intake": looks,
        "their intake": False,
    }


def answers(question) -> bool:
    try:
        question()
    except NotFound:
        return False
    return True
