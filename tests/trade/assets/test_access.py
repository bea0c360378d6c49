"""Who may take a unit in, move it and let something cover it, and where."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from duan.core.kernel.errors import NotFound
from duan.edge.config.roles import ROLES
from duan.trade.assets import commands
from duan.trade.assets.queries import find_by_scan, get_unit
from duan.trade.assets.types import CoverKind, SlaClass, UnitStatus
from tests import make
from tests.core.access.rules import IN_SCOPE, Rule, expected, let_in
from tests.core.access.world import INSIDE, PLACES, a_world
from tests.trade.assets import make as assets
from tests.trade.catalog import make as catalog

KEEPERS = frozenset({"warehouse_keeper", "engineer"})
COVERERS = frozenset(role for role, (_, actions) in ROLES.items() if "assets.cover" in actions)
UNITS: dict[tuple[str, str], UUID] = {}
GOODS: list[catalog.Goods] = []


def enter(who, scope: int, serial: str) -> UUID:
    return commands.enter_unit(
        who,
        scope_id=scope,
        model_id=GOODS[0].model_id,
        di=GOODS[0].di,
        serial_no=serial,
        lot_no="",
        produced_on=assets.MADE_ON,
        expires_on=None,
        place=assets.warehouse(),
    )


def move(who, scope: int, unit_id: UUID, terminal_id: UUID | None = None) -> None:
    commands.move_unit(
        who,
        unit_id=unit_id,
        status=UnitStatus.IN_TRANSIT,
        place=assets.transit(),
        scope_id=scope,
        terminal_id=terminal_id,
    )


PERMISSIONS: dict[str, Rule] = {
    "assets.enter_unit": Rule(KEEPERS, IN_SCOPE, lambda t: enter(t.who, t.at.scope, "新来的")),
    "assets.move_unit": Rule(
        KEEPERS, IN_SCOPE, lambda t: move(t.who, t.at.scope, UNITS[t.place, "in stock"])
    ),
    "assets.start_cover": Rule(
        COVERERS,
        IN_SCOPE,
        lambda t: commands.start_cover(
            t.who,
            unit_id=UNITS[t.place, "arrived"],
            kind=CoverKind.WARRANTY,
            starts_on=date(2026, 11, 25),
            months=12,
            sla_class=SlaClass.C,
            source_id=make.new_id(),
        ),
    ),
}


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), a_world() as built:
        GOODS[:] = [catalog.goods(catalog.steward())]
        for place, region in built.regions.items():
            keeper = make.somebody("engineer", on=region.scope)
            UNITS[place, "in stock"] = enter(keeper, region.scope, f"{place} 1")
            arrived = UNITS[place, "arrived"] = enter(keeper, region.scope, f"{place} 2")
            move(keeper, region.scope, arrived, region.hospital)
            commands.move_unit(
                keeper,
                unit_id=arrived,
                status=UnitStatus.ARRIVED,
                place=assets.at_terminal(region.hospital),
                scope_id=region.scope,
                terminal_id=region.hospital,
            )
        yield built


@pytest.mark.parametrize("command", sorted(PERMISSIONS))
def test_exactly_these_get_in_and_the_others_change_nothing(command, world):
    rule = PERMISSIONS[command]
    before = world.digest()

    assert rule.roles
    assert let_in(rule, world) == expected(rule)
    assert world.digest() == before


def test_a_unit_goes_to_another_scope_only_with_whom_may_keep_it_there(world):
    ours = make.somebody("engineer", on=world.regions[INSIDE].scope)
    theirs = world.regions[PLACES[1]]
    before = world.digest()

    with pytest.raises(NotFound):
        move(ours, theirs.scope, UNITS[INSIDE, "in stock"])
    with pytest.raises(NotFound):
        move(ours, world.regions[INSIDE].scope, UNITS[INSIDE, "in stock"], theirs.hospital)

    assert world.digest() == before


def test_a_unit_out_of_reach_is_answered_as_if_it_did_not_exist(world):
    stranger = make.as_(make.somebody("viewer", on=world.regions[PLACES[1]].scope))

    with pytest.raises(NotFound):
        get_unit(stranger, UNITS[INSIDE, "in stock"])
    assert find_by_scan(stranger, GOODS[0].di, f"{INSIDE} 1") is None
