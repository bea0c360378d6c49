"""Who may do what about money: a role, where it is held, and each command.

✓ done · ○ answered as if it did not exist · ✗ told that the permission is missing
"""

from __future__ import annotations

from datetime import timedelta

import pytest

from duan.core.access.commands import NotAllowed
from duan.core.kernel.actor import Actor
from duan.core.kernel.errors import NotFound
from duan.core.people.commands import automaton
from duan.edge.config.roles import ROLES
from duan.trade.money import commands, queries
from duan.trade.money.types import Filter, Shown
from duan.trade.sales.types import MilestoneKind
from tests import make
from tests.trade.money import make as trade
from tests.trade.terminals.make import undoing

TABLE = """
role              grant    record plan reach see
finance           inside   ✓      ✗    ✗     ✓
finance           outside  ○      ○    ✗     ○
finance           ended    ○      ○    ✗     ○
finance           company  ✓      ✗    ✗     ✓
sales_manager     inside   ○      ✗    ✗     ✓
sales_manager     outside  ○      ○    ✗     ○
sales             inside   ○      ✗    ✗     ✓
engineer          inside   ○      ○    ✗     ○
service_desk      inside   ○      ○    ✗     ○
warehouse_keeper  inside   ○      ○    ✗     ○
outbound_checker  inside   ○      ○    ✗     ○
hospital_user     inside   ○      ○    ✗     ○
viewer            company  ○      ○    ✗     ○
data_steward      company  ○      ○    ✗     ○
administrator     company  ○      ○    ✗     ○
automaton         itself   ○      ✓    ✓     ✓
nobody            never    ○      ○    ✗     ○
"""
PERMISSIONS = {
    "money.record_receipt": "record",
    "money.plan_milestones": "plan",
    "money.reach_milestones": "reach",
}
HEAD, *ROWS = [line.split() for line in TABLE.strip().splitlines()]


@pytest.fixture
def doings(world):
    """One call of each command that would succeed for whoever may, and whether the row is seen."""
    milestone = world.planned()["DEPOSIT"]
    waiting = world.sales.signed()

    def see(who: Actor) -> None:
        page = queries.page_of_milestones(
            make.as_(who), Filter(shown=Shown.DUE), cursor="", limit=50
        )
        if milestone.pk not in [row["id"] for row in page.items]:
            raise NotFound

    return {
        "record": lambda who: world.receive(milestone, "1.00", by=who),
        "plan": lambda who: commands.plan_milestones(who, contract_id=waiting),
        "reach": lambda who: commands.reach_milestones(
            who, deal_id=milestone.deal_id, kinds=[MilestoneKind.ARRIVAL], on=trade.today()
        ),
        "see": see,
    }


def somebody(role: str, held: str, world) -> Actor:
    if role == "automaton":
        return automaton()
    who = make.nobody_special("某人")
    if role == "nobody":
        return who
    now = make.database_now()
    where = {
        "inside": {"on": world.sales.east},
        "outside": {"on": world.sales.west},
        "company": {"on": make.ROOT},
        "ended": {"on": world.sales.east, "starts_at": now - timedelta(hours=1), "ends_at": now},
    }
    make.grant(who, role, **where[held])
    return who


def outcome(doing, who: Actor) -> str:
    try:
        doing(who)
    except NotAllowed:
        return "✗"
    except NotFound:
        return "○"
    return "✓"


@pytest.mark.parametrize("row", ROWS, ids=lambda row: " ".join(row[:2]))
def test_each_role_does_what_the_table_says_and_a_refusal_changes_nothing(row, world, doings):
    role, held, *expected = row
    who = somebody(role, held, world)
    before = world.everything()

    found, changed = {}, {}
    for name, doing in doings.items():
        with undoing():
            found[name] = outcome(doing, who)
            changed[name] = world.everything() != before

    assert found == dict(zip(HEAD[2:], expected, strict=True))
    assert changed == {name: result == "✓" and name != "see" for name, result in found.items()}


def test_the_table_knows_every_role(doings):
    assert {row[0] for row in ROWS} == {*ROLES, "nobody"}
    assert list(doings) == HEAD[2:]
    assert set(PERMISSIONS.values()) < set(doings)
