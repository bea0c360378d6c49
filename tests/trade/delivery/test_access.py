"""Who may do what with shipments: one row a command, tried by every role, inside, outside, in every window."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

import pytest
from django.db import transaction

from duan.core.kernel.errors import NotFound
from duan.edge.config.roles import ROLES
from duan.trade.delivery import commands
from duan.trade.delivery.models import Shipment
from duan.trade.delivery.queries import (
    detail_of_shipment,
    lines_delivered,
    page_of_shipments,
    shipment_facts,
    steps_of,
    units_arrived,
)
from duan.trade.delivery.types import ShipmentFilter
from tests import make
from tests.core.access.rules import IN_SCOPE, Rule, Try, expected, let_in
from tests.core.access.world import PLACES, World, a_world
from tests.trade.delivery import make as trade
from tests.trade.sales import make as sales

CHECKERS = frozenset({"outbound_checker"})
LOOKERS = frozenset(role for role, (_, actions) in ROLES.items() if "delivery.see" in actions)
DESKS: dict[str, dict[str, UUID]] = {}
SCANS: dict[str, str] = {}
VERSIONS: dict[UUID, int] = {}


def at(t: Try, kind: str) -> UUID:
    return DESKS[t.place][kind]


def seen(t: Try, kind: str) -> dict[str, object]:
    pk = at(t, kind)
    return {"shipment_id": pk, "seen_version": VERSIONS[pk]}


PERMISSIONS: dict[str, Rule] = {
    "delivery.plan_shipment": Rule(
        frozenset({"automaton"}),
        IN_SCOPE,
        lambda t: commands.plan_shipment(t.who, order_id=at(t, "order")),
    ),
    "delivery.check_unit": Rule(
        CHECKERS,
        IN_SCOPE,
        lambda t: commands.check_unit(t.who, shipment_id=at(t, "waiting"), scan=SCANS[t.place]),
    ),
    "delivery.drop_unit": Rule(
        CHECKERS,
        IN_SCOPE,
        lambda t: commands.drop_unit(t.who, shipment_id=at(t, "checked"), unit_id=at(t, "unit")),
    ),
    "delivery.finish_check": Rule(
        CHECKERS, IN_SCOPE, lambda t: commands.finish_check(t.who, shipment_id=at(t, "full"))
    ),
    "delivery.ship_units": Rule(
        frozenset({"warehouse_keeper"}),
        IN_SCOPE,
        lambda t: commands.ship(t.who, **seen(t, "checked"), carrier="顺达物流", waybill_no="YD-1"),
    ),
    "delivery.confirm_arrival": Rule(
        frozenset({"engineer"}),
        IN_SCOPE,
        lambda t: commands.confirm_arrival(t.who, **seen(t, "shipped"), receiver_name="王建国"),
    ),
}


def set_up(built: World, place: str) -> trade.World:
    """Put one shipment at each step into a region."""
    region = built.regions[place]
    deals = sales.selling(region.scope, region.hospital, region.department, elsewhere=make.scope())
    world = trade.delivering(deals)
    full = world.shipment()
    world.received(f"{place}-full", f"{place}-new")
    world.check(full, f"{place}-full")
    desk = DESKS[place] = {
        "order": deals.order(),
        "waiting": world.shipment(),
        "full": full,
        "checked": world.checked(f"{place}-checked"),
        "shipped": world.shipped(f"{place}-shipped"),
        "arrived": world.arrived(f"{place}-arrived"),
    }
    for kind in ("checked", "shipped"):
        VERSIONS[desk[kind]] = world.version(desk[kind])
    with make.acting(world.overseer):
        shipment = Shipment.objects.get(pk=desk["checked"])
        desk["unit"] = shipment.units.get().unit_id
        desk["deal"] = shipment.deal_id
        desk["line"] = shipment.lines.get().order_line_id
    SCANS[place] = world.scan(f"{place}-new")
    return world


@pytest.fixture(scope="module")
def built(django_db_setup, django_db_blocker) -> Iterator[tuple[World, trade.World]]:
    with django_db_blocker.unblock(), a_world() as world:
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
def test_who_sees_deliveries_sees_those_of_his_region_and_others_none(role, built):
    world, _ = built
    with transaction.atomic():
        who = make.as_(world.people[role, "open"])
        listed = len(page_of_shipments(who, ShipmentFilter(), limit=50).items)
        found = {place: asked(who, DESKS[place]) for place in PLACES}

    looks = role in LOOKERS
    questions = ("detail", "facts", "arrived", "steps", "delivered")
    assert listed == (5 if looks else 0)
    assert found == {
        "inside": dict.fromkeys(questions, looks),
        "outside": dict.fromkeys(questions, False),
    }


def asked(who, desk: dict[str, UUID]) -> dict[str, bool]:
    return {
        "detail": answers(lambda: detail_of_shipment(who, desk["checked"])),
        "facts": answers(lambda: shipment_facts(who, desk["checked"])),
        "arrived": units_arrived(who, desk["arrived"]) != [],
        "steps": steps_of(who, desk["deal"]) != [],
        "delivered": lines_delivered(who, [desk["line"]]) != {},
    }


def answers(question) -> bool:
    try:
        question()
    except NotFound:
        return False
    return True
