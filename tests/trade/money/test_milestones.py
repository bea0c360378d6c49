"""A contract's payment schedule becomes milestones, and what happens makes them due."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duan.core.kernel.errors import NotFound
from duan.core.kernel.outbox import work_once
from duan.core.people.commands import automaton
from duan.trade.money import commands, policies
from duan.trade.sales.types import MilestoneKind
from duan.trade.terminals import commands as terminals
from tests import make
from tests.trade.money import make as trade
from tests.trade.sales import make as sales

CENT = Decimal("0.01")


def told(found):
    return {kind: (m.amount, m.status, m.due_on) for kind, m in found.items()}


def test_a_signed_contract_becomes_milestones_and_its_deposit_is_due(world):
    signed_on = trade.today(-3)

    found = world.planned("1000.01", signed_on=signed_on)

    assert told(found) == {
        "DEPOSIT": (Decimal("300.00"), "DUE", signed_on + timedelta(days=30)),
        "ARRIVAL": (Decimal("300.00"), "PLANNED", None),
        "ACCEPTANCE": (Decimal("350.00"), "PLANNED", None),
        "RETENTION": (Decimal("50.01"), "PLANNED", None),
    }
    contract_no = found["DEPOSIT"].contract_no
    assert world.last_told() == (
        f"按合同 {contract_no} 的付款计划建立回款节点：预付款、到货款、验收款、质保金"
    )
    assert world.last_subjects()[0] == ("terminal", "甲医院")
    assert trade.facts() == [("money.MilestoneReached", str(found["DEPOSIT"].pk))]


def test_planning_again_changes_no_milestone(world):
    found = world.planned()

    ids = commands.plan_milestones(automaton(), contract_id=found["DEPOSIT"].contract_id)

    assert ids == [found[kind].pk for kind in MilestoneKind]
    assert told(world.of_contract(found["DEPOSIT"].contract_id)) == told(found)
    assert len(trade.facts()) == 1


def test_arrival_makes_only_its_part_due_and_only_once(world):
    found = world.planned()
    arrived_on = trade.today(-1)

    world.arrive(found["ARRIVAL"], arrived_on)
    said = world.last_told()
    world.arrive(found["ARRIVAL"], trade.today())

    now = told(world.of_contract(found["ARRIVAL"].contract_id))
    due = (found["ARRIVAL"].amount, "DUE", arrived_on + timedelta(days=30))
    assert now == told(found) | {"ARRIVAL": due}
    assert said == f"合同 {found['ARRIVAL'].contract_no} 的回款条件已满足：到货款"
    assert world.last_told() == said


def test_an_arrival_for_which_no_part_waits_leaves_no_trace(world):
    due = world.due()
    before = world.everything()

    world.arrive(due, trade.today())

    assert world.everything() == before


def test_a_part_that_comes_to_nothing_is_settled_when_it_is_reached(world):
    found = world.planned("0.01")

    assert {kind: (m.amount, m.status) for kind, m in found.items()} == {
        "DEPOSIT": (Decimal("0.00"), "PAID"),
        "ARRIVAL": (Decimal("0.00"), "PLANNED"),
        "ACCEPTANCE": (Decimal("0.00"), "PLANNED"),
        "RETENTION": (Decimal("0.01"), "PLANNED"),
    }
    deposit = found["DEPOSIT"]
    assert deposit.closed_at == deposit.reached_at is not None
    assert trade.facts() == [
        ("money.MilestoneReached", str(deposit.pk)),
        ("money.MilestoneClosed", str(deposit.pk)),
    ]


def test_milestones_planned_while_their_hospital_moves_go_along(own_database):
    world = trade.world()
    contract_id = world.sales.signed()

    _, scope_id = make.meanwhile(
        lambda: commands.plan_milestones(automaton(), contract_id=contract_id),
        lambda: terminals.open_scope(make.admin(), terminal_id=world.sales.hospital),
    )

    found = world.of_contract(contract_id).values()
    assert [milestone.scope_id for milestone in found] == [scope_id] * 4


def test_a_deal_without_milestones_is_not_found(world):
    with pytest.raises(NotFound):
        commands.reach_milestones(
            automaton(), deal_id=make.new_id(), kinds=[MilestoneKind.ARRIVAL], on=trade.today()
        )


def test_the_worker_plans_what_a_signature_asks_for(world):
    contract_id = world.sales.signed(schedule=sales.schedule(DEPOSIT=30, ACCEPTANCE=70))

    work_once()

    work_once()

    assert set(world.of_contract(contract_id)) == {"DEPOSIT", "ACCEPTANCE"}


amounts = st.decimals(min_value=0, max_value=10**10, places=2)


@given(total=amounts, cuts=st.lists(st.integers(1, 9999), max_size=3, unique=True))
def test_shares_sum_to_the_price_and_none_asks_for_a_cent_too_early(total, cuts):
    edges = [0, *sorted(cuts), 10_000]
    percents = [Decimal(b - a) / 100 for a, b in pairwise(edges)]

    shares = policies.shares(total, percents)

    assert sum(shares) == total
    for share, percent in zip(shares[:-1], percents[:-1], strict=True):
        assert 0 <= total * percent / 100 - share < CENT
    assert 0 <= shares[-1] - total * percents[-1] / 100 < CENT * len(percents)
