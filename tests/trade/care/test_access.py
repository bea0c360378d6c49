"""Who may do what for units in service: one row a command, tried by every role, everywhere, always."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from uuid import UUID

import pytest

from duan.core.access.types import NotAllowed
from duan.core.kernel.errors import NotFound
from duan.edge.config.roles import ROLES
from duan.trade.assets.types import SlaClass
from duan.trade.care import commands
from duan.trade.care.queries import renewals, steps_of, tickets
from duan.trade.care.types import Queue, TicketFilter
from tests import make
from tests.core.access.rules import IN_SCOPE, Rule, Try, expected, let_in
from tests.core.access.world import PLACES, World, a_world
from tests.trade.care import make as care

SELLERS = frozenset({"sales", "sales_manager"})
REPORTERS = SELLERS | {"engineer", "service_desk", "hospital_user"}
THINGS: dict[str, dict[str, UUID]] = {}
TERMS = {"months": 12, "amount": Decimal(1), "sla_class": SlaClass.C}


def at(t: Try, kind: str) -> UUID:
    return THINGS[t.place][kind]


PERMISSIONS: dict[str, Rule] = {
    "care.report_ticket": Rule(
        REPORTERS,
        IN_SCOPE,
        lambda t: commands.report_ticket(t.who, unit_id=at(t, "unit"), title="黑屏"),
    ),
    "care.take_ticket": Rule(
        frozenset({"engineer"}),
        IN_SCOPE,
        lambda t: commands.take_ticket(t.who, ticket_id=at(t, "new"), seen_version=1),
    ),
    "care.resolve_ticket": Rule(
        frozenset({"engineer"}),
        IN_SCOPE,
        lambda t: commands.resolve_ticket(
            t.who, ticket_id=at(t, "taken"), seen_version=2, resolution="好了"
        ),
    ),
    "care.follow_up": Rule(
        frozenset({"service_desk"}),
        IN_SCOPE,
        lambda t: commands.follow_up(
            t.who, ticket_id=at(t, "resolved"), seen_version=3, spoke_with="王", satisfaction=5
        ),
    ),
    "care.propose_renewal": Rule(
        SELLERS,
        IN_SCOPE,
        lambda t: commands.propose_renewal(t.who, cover_id=at(t, "cover"), **TERMS),
    ),
    "care.revise_renewal": Rule(
        SELLERS,
        IN_SCOPE,
        lambda t: commands.revise_renewal(
            t.who, renewal_id=at(t, "offer"), seen_version=1, **TERMS
        ),
    ),
    "care.sign_renewal": Rule(
        SELLERS,
        IN_SCOPE,
        lambda t: commands.sign_renewal(t.who, renewal_id=at(t, "offer"), seen_version=1),
    ),
}


def set_up(built: World, place: str) -> care.World:
    """Put one of each into a region: a unit, tickets at each step, a cover that ends, an offer."""
    region = built.regions[place]
    world = care.caring_for(region.scope, region.hospital, region.department)
    deal_id, soon = make.new_id(), care.today() + 20 * care.DAY
    unit_id = world.unit(sla_class=None, deal_id=deal_id)
    offered = world.cover(world.unit(sla_class=None), ends_on=soon)
    THINGS[place] = {
        "deal": deal_id,
        "unit": unit_id,
        "cover": world.cover(unit_id, ends_on=soon),
        "new": world.ticket(unit_id),
        "taken": world.take(world.ticket(unit_id)),
        "resolved": world.resolve(world.take(world.ticket(unit_id))),
        "offer": world.offer(offered),
    }
    return world


@pytest.fixture(scope="module")
def built(django_db_setup, django_db_blocker) -> Iterator[tuple[World, care.World]]:
    with django_db_blocker.unblock(), a_world() as world:
        regions = [set_up(world, place) for place in PLACES]
        yield world, regions[0]
        THINGS.clear()


@pytest.mark.parametrize("command", sorted(PERMISSIONS))
def test_exactly_these_get_in_and_the_others_change_nothing(command, built):
    world, ours = built
    before = ours.everything()

    assert let_in(PERMISSIONS[command], world) == expected(PERMISSIONS[command])
    assert ours.everything() == before


@pytest.mark.parametrize("role", sorted(ROLES))
def test_whoever_sees_care_sees_that_of_his_region_and_prices_only_those_who_renew(role, built):
    world, _ = built
    who = make.as_(world.people[role, "open"])
    actions = ROLES[role][1]

    seen = {place: looked(who, THINGS[place]) for place in PLACES}

    assert seen["outside"] == {"ticket": False, "listed": 0, "renewal": False, "stages": set()}
    sees, renews = "care.see" in actions, "care.renew" in actions
    assert seen["inside"] == {
        "ticket": sees,
        "listed": 3 if sees else 0,
        "renewal": renews,
        "stages": ({"CARE"} if sees else set()) | ({"RENEWAL"} if renews else set()),
    }
    assert (
        answers(lambda: renewals.covers_to_renew(who, within_days=90, cursor="", limit=50))
        == renews
    )


def looked(who, things: dict[str, UUID]) -> dict[str, object]:
    wanted = TicketFilter(queue=Queue.ALL, unit_id=things["unit"])
    return {
        "ticket": answers(lambda: tickets.ticket_of(who, things["new"])),
        "listed": len(tickets.page_of_tickets(who, wanted, cursor="", limit=50).items),
        "renewal": answers(lambda: renewals.renewal_of(who, things["offer"])),
        "stages": {step.stage for step in steps_of(who, things["deal"])},
    }


def answers(question: Callable[[], object]) -> bool:
    try:
        question()
    except (NotFound, NotAllowed):
        return False
    return True
