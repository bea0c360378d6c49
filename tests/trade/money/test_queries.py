from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from duan.core.kernel.context import acting
from duan.core.kernel.errors import NotFound
from duan.core.people.commands import automaton
from duan.trade.money import queries
from duan.trade.money.models import Milestone
from duan.trade.money.types import Filter, Shown
from tests import make
from tests.trade.money import make as trade


def overdue(milestone: Milestone, days: int) -> Milestone:
    """Let time pass until a milestone is so many days late."""
    with acting(automaton()):
        Milestone.objects.filter(pk=milestone.pk).update(due_on=trade.today(-days))
    return milestone


def shown(world, shown: Shown, **told):
    actor = make.as_(told.pop("by", world.finance))
    page = queries.page_of_milestones(actor, Filter(shown=shown, **told), cursor="", limit=50)
    return [row["id"] for row in page.items]


def test_each_list_keeps_its_rows_and_the_longest_due_come_first(world):
    late, later, due, paid = (world.due("100.00") for _ in range(4))
    planned = world.planned()
    overdue(late, 1)
    overdue(later, 40)
    world.receive(paid, "100.00")
    deposit = planned.pop("DEPOSIT")

    assert shown(world, Shown.OVERDUE) == [later.pk, late.pk]
    assert shown(world, Shown.DUE) == [later.pk, late.pk, due.pk, deposit.pk]
    assert shown(world, Shown.PAID) == [paid.pk]
    assert set(shown(world, Shown.PLANNED)) == {each.pk for each in planned.values()}
    assert shown(world, Shown.DUE, q=late.contract_no.lower()) == [late.pk]
    assert shown(world, Shown.OVERDUE, q="甲医") == [later.pk, late.pk]
    assert shown(world, Shown.DUE, q="乙医院") == []
    assert shown(world, Shown.DUE, terminal_id=world.sales.ward) == []
    assert shown(world, Shown.DUE, by=world.sales.stranger) == []


@pytest.mark.parametrize("kept", [Shown.DUE, Shown.PLANNED])
def test_every_row_is_on_one_page(world, kept):
    for _ in range(3):
        world.planned()
    make.as_(world.finance)

    found, cursor = [], ""
    while cursor is not None:
        page = queries.page_of_milestones(world.finance, Filter(shown=kept), cursor=cursor, limit=2)
        found += [row["id"] for row in page.items]
        cursor = page.next

    assert found == shown(world, kept)
    assert len(set(found)) == len(found) == {Shown.DUE: 3, Shown.PLANNED: 9}[kept]


def test_a_row_says_what_is_open_how_late_it_is_and_what_one_may_do(world):
    milestone = overdue(world.due("100.00"), 12)
    world.receive(milestone, "30.00")

    def row(by):
        page = queries.page_of_milestones(make.as_(by), Filter(), cursor="", limit=50)
        return {name: page.items[0][name] for name in ("open", "days_late", "terminal_name", "may")}

    told = {"open": Decimal(70), "days_late": 12, "terminal_name": "甲医院"}
    assert row(world.finance) == told | {"may": ["record"]}
    assert row(world.sales.seller) == told | {"may": []}


def test_totals_add_up_what_one_sees(world):
    overdue(world.due("100.00"), 1)
    world.receive(world.due("1000.00"), "400.00")
    world.receive(world.due("70.00"), "70.00")
    world.planned("1000.00")

    make.as_(world.finance)
    found = queries.totals_of(world.finance)

    assert (found.open, found.overdue, found.planned, found.received) == (
        Decimal(1000), Decimal(100), Decimal(700), Decimal(470),
    )  # fmt: skip
    assert (found.open_count, found.overdue_count, found.planned_count, found.paid_count) == (
        3, 1, 3, 1,
    )  # fmt: skip
    stranger = make.as_(world.sales.stranger)
    assert queries.totals_of(stranger).open == Decimal("0.00")


@pytest.mark.parametrize("rows", [1, 3])
def test_a_page_asks_four_questions_whatever_its_size(world, django_assert_num_queries, rows):
    for _ in range(rows):
        world.due()
    make.as_(world.finance)

    with django_assert_num_queries(4):
        page = queries.page_of_milestones(world.finance, Filter(), cursor="", limit=50)
    assert len(page.items) == rows


def test_the_detail_lists_what_came_in_the_newest_first(world):
    milestone = world.due("100.00")
    world.receive(milestone, "1.00", received_on=trade.today(-1))
    world.receive(world.now(milestone), "2.00")

    make.as_(world.finance)
    found = queries.milestone_of(world.finance, milestone.pk)

    assert [(row["receipt_no"], row["amount"], row["recorded_by_name"]) for row in found["receipts"]] == [
        ("P0000002", Decimal(2), "东财务"), ("P0000001", Decimal(1), "东财务"),
    ]  # fmt: skip
    with pytest.raises(NotFound):
        queries.milestone_of(make.as_(world.sales.stranger), milestone.pk)


@pytest.mark.parametrize("rows", [1, 4])
def test_the_steps_of_a_deal_say_what_is_paid_due_late_and_waiting(
    world, django_assert_num_queries, rows
):
    shares = [("DEPOSIT", 10), ("ARRIVAL", 20), ("ACCEPTANCE", 30), ("RETENTION", 40)]
    kept = dict(shares[-rows:]) if rows == 4 else {"DEPOSIT": 100}
    found = world.planned("1000.00", schedule=trade.sales.schedule(**kept))
    deposit = found["DEPOSIT"]
    world.receive(deposit, str(deposit.amount))
    if rows == 4:
        world.arrive(deposit, trade.today(-50))

    make.as_(world.sales.seller)
    with django_assert_num_queries(3):
        steps = queries.steps_of(world.sales.seller, deposit.deal_id)

    said = [(step.state, step.title, step.missing) for step in steps]
    assert (
        said
        == [
            ("DONE", "预付款已结清", ()),
            ("MISSING", "到货款已逾期 20 天", ("登记到货款的回款",)),
            ("NOW", "验收款未到条件", ("等待全部验收",)),
            ("NOW", "质保金未到条件", ("等待全部验收",)),
        ][:rows]
    )
    assert steps[0].by == world.finance.account_id
    assert {step.stage for step in steps} == {"PAY"}


def test_who_may_not_see_money_is_told_no_step(world):
    deposit = world.due()

    for role in ("engineer", "warehouse_keeper", "hospital_user"):
        somebody = make.as_(make.somebody(role, on=world.sales.east))
        assert queries.steps_of(somebody, deposit.deal_id) == []
    assert queries.steps_of(make.as_(world.sales.stranger), deposit.deal_id) == []


def test_a_milestone_is_late_only_from_the_day_after(world):
    milestone = overdue(world.due(), 0)
    assert shown(world, Shown.OVERDUE) == []

    make.as_(world.finance)
    [step] = queries.steps_of(world.finance, milestone.deal_id)

    assert (step.state, step.title) == ("NOW", "预付款待收款")
    assert step.due_at is not None
    assert step.due_at.date() <= trade.today() + timedelta(days=0)
