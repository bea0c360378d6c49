"""Money comes in: never twice, never too much, never before it is owed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from duan.core.kernel.context import acting
from duan.core.kernel.errors import Stale
from duan.core.people.commands import automaton
from duan.trade.money import commands
from duan.trade.money.models import Receipt
from duan.trade.terminals import commands as terminals
from tests import make
from tests.trade.money import make as trade
from tests.trade.terminals.make import undoing


def test_a_part_leaves_the_rest_open_and_the_rest_closes_it(world):
    milestone = world.due("1000.00")

    world.receive(milestone, "400.50")
    part = world.now(milestone)
    said = world.last_told()
    world.receive(part, "599.50")

    whole = world.now(milestone)
    assert (part.status, part.received, part.closed_at) == ("DUE", Decimal("400.50"), None)
    assert (whole.status, whole.received, whole.version) == ("PAID", Decimal(1000), 4)
    assert whole.closed_at is not None
    assert said == f"登记回款 P0000001：合同 {milestone.contract_no} 的预付款（部分）"
    assert world.last_told() == f"登记回款 P0000002：合同 {milestone.contract_no} 的预付款，已结清"
    assert world.last_subjects() == [
        ("terminal", "甲医院"),
        ("milestone", f"{milestone.contract_no} DEPOSIT"),
        ("receipt", "P0000002"),
    ]
    assert trade.facts()[-1] == ("money.MilestoneClosed", str(milestone.pk))


def test_a_receipt_says_who_wrote_what_down(world):
    milestone = world.due()
    pk = world.receive(milestone, "10.00", bank_reference=" 工行 88 ", received_on=trade.today(-2))

    make.as_(world.finance)
    receipt = Receipt.objects.get(pk=pk)

    assert (receipt.amount, receipt.received_on, receipt.bank_reference, receipt.recorded_by) == (
        Decimal("10.00"), trade.today(-2), "工行 88", world.finance.account_id,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "told", "refusal", "message"),
    [
        ("DEPOSIT", {"amount": "0.00"}, commands.UnusableReceipt, "回款金额要大于 0，最多两位小数，请修改。"),
        ("DEPOSIT", {"amount": "-1"}, commands.UnusableReceipt, "回款金额要大于 0，最多两位小数，请修改。"),
        ("DEPOSIT", {"amount": "0.001"}, commands.UnusableReceipt, "回款金额要大于 0，最多两位小数，请修改。"),
        ("DEPOSIT", {"amount": "NaN"}, commands.UnusableReceipt, "回款金额要大于 0，最多两位小数，请修改。"),
        ("DEPOSIT", {"amount": "1", "days": 1}, commands.UnusableReceipt, "到账日期不能晚于今天，请按银行流水修改。"),
        (
            "DEPOSIT", {"amount": "300.01"}, commands.ReceiptIsTooMuch,
            "这个回款节点还差 300.00 元，不能登记 300.01 元。请核对金额，或把多出的部分登记到别的节点。",
        ),
        (
            "ARRIVAL", {"amount": "1"}, commands.MilestoneNotDue,
            "合同 {no} 的到货款还没有到收款条件，不能登记回款。请等条件满足，或核对这笔钱属于哪个节点。",
        ),
        (
            "DEPOSIT", {"amount": "1", "seen_version": 1}, Stale,
            "合同 {no} 的这个回款节点已被更新到第 2 版，您看到的是第 1 版。请刷新后再登记。",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_and_changes_nothing(world, kind, told, refusal, message):
    milestone = world.planned("1000.00")[kind]
    day = {"received_on": trade.today(told.pop("days"))} if "days" in told else {}
    before = world.everything()

    with undoing(), pytest.raises(refusal) as said:
        world.receive(milestone, told.pop("amount"), **told, **day)

    assert str(said.value) == message.format(no=milestone.contract_no)
    assert world.everything() == before


def test_what_is_paid_in_full_takes_no_more(world):
    milestone = world.due("100.00")
    world.receive(milestone, "100.00")

    with pytest.raises(commands.ReceiptIsTooMuch) as said:
        world.receive(world.now(milestone), "0.01")

    assert said.value.where[0].message == "最多 0.00 元"


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(cents=st.lists(st.integers(1, 60), min_size=1, max_size=6))
def test_any_receipts_in_any_order_never_sum_to_more_than_is_owed(world, cents):
    with undoing():
        milestone = world.due("1.00")
        taken = 0
        for each in cents:
            if taken + each > 100:
                with pytest.raises(commands.ReceiptIsTooMuch):
                    world.receive(world.now(milestone), str(Decimal(each) / 100))
            else:
                world.receive(world.now(milestone), str(Decimal(each) / 100))
                taken += each
        now = world.now(milestone)
        make.as_(world.finance)
        kept = Receipt.objects.filter(milestone=milestone).values_list("amount", flat=True)
        assert now.received == sum(kept) == Decimal(taken) / 100
        assert (now.status == "PAID") == (taken == 100)


def test_two_who_write_down_the_same_money_at_once_write_it_once(own_database):
    world = trade.world()
    milestone = world.due("100.00")

    def receive():
        return world.receive(milestone, "100.00")

    outcomes = make.together(receive, receive)

    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Stale", "UUID"]
    assert world.now(milestone).received == Decimal(100)


def test_money_written_down_while_the_hospital_moves_goes_along(own_database):
    world = trade.world()
    milestone = world.due("100.00")

    _, scope_id = make.meanwhile(
        lambda: world.receive(milestone, "100.00"),
        lambda: terminals.open_scope(make.admin(), terminal_id=world.sales.hospital),
    )

    assert world.now(milestone).scope_id == scope_id
    with acting(automaton()):
        assert Receipt.objects.get().scope_id == scope_id
