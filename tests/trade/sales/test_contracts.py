from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duan.core.kernel.errors import Place
from duan.trade.sales import commands, policies
from duan.trade.sales.models import Contract, Opportunity, Order
from duan.trade.sales.policies import UnusableContract, UnusableSchedule, WrongStep
from duan.trade.sales.types import MilestoneKind, ScheduleLine
from tests import make
from tests.trade.sales import make as trade

KINDS = list(MilestoneKind)


@given(st.lists(st.integers(1, 9_999), min_size=1, max_size=4))
def test_a_schedule_is_taken_when_it_comes_to_exactly_the_whole(cents):
    shares = [Decimal(cent) / 100 for cent in cents]
    lines = [
        ScheduleLine(kind=kind, percent=share, days=0)
        for kind, share in zip(KINDS, shares, strict=False)
    ]
    whole = sum(shares) == 100

    if whole:
        policies.refuse_terms(12, lines)
    else:
        with pytest.raises(UnusableSchedule):
            policies.refuse_terms(12, lines)
    rest = 100 - sum(shares[:3])
    if 0 < rest <= 100:
        policies.refuse_terms(12, [*lines[:3], ScheduleLine(kind=KINDS[3], percent=rest, days=0)])


def test_a_schedule_that_leaves_something_open_says_how_much_it_comes_to(world):
    with pytest.raises(UnusableSchedule) as refusal:
        world.contract(schedule=trade.schedule(DEPOSIT=30, ACCEPTANCE=65))

    assert str(refusal.value) == "付款计划有误，请修改：各期合计 95%，必须正好是 100%。"
    assert refusal.value.where == (Place("schedule", "各期合计 95%，必须正好是 100%"),)


def test_each_kind_of_payment_comes_once(world):
    twice = (*trade.schedule(DEPOSIT=50), *trade.schedule(DEPOSIT=50))

    with pytest.raises(UnusableSchedule) as refusal:
        world.contract(schedule=twice)

    assert refusal.value.where == (Place("schedule.1.kind", "「预付款」只能有一期"),)


@pytest.mark.parametrize("months", [0, 241])
def test_a_warranty_has_a_length_that_can_be(world, months):
    with pytest.raises(UnusableContract):
        world.contract(warranty_months=months)


def test_a_contract_is_of_an_accepted_quote_and_one_a_deal(world):
    with pytest.raises(WrongStep) as refusal:
        commands.draft_contract(world.seller, quote_id=world.sent(), **trade.terms())
    assert str(refusal.value) == "报价 Q0000001 现在是「已发出」，客户接受之后才能办这一步。"
    quote_id = world.accepted()
    commands.draft_contract(world.seller, quote_id=quote_id, **trade.terms())
    with pytest.raises(WrongStep) as refusal:
        commands.draft_contract(world.seller, quote_id=quote_id, **trade.terms())
    assert str(refusal.value) == "这个项目已有合同 C0000001，请打开它修改。"


def test_a_draft_takes_other_terms_and_what_is_submitted_does_not(world):
    contract_id = world.contract()

    revise(world, contract_id, 1)

    contract = world.stored(Contract, contract_id)
    assert (contract.warranty_months, contract.version) == (36, 2)
    assert shares_of(world, contract_id) == [("DEPOSIT", Decimal(100))]
    commands.submit_contract(world.seller, contract_id=contract_id, seen_version=2)
    with pytest.raises(WrongStep) as refusal:
        revise(world, contract_id, 3)
    assert str(refusal.value) == "合同 C0000001 现在是「待审批」，这一步要求「草稿」。请刷新页面。"


def test_a_returned_contract_says_why_until_it_is_approved(world):
    contract_id = world.approved()
    commands.return_contract(
        world.manager, contract_id=contract_id, seen_version=3, reason="质保期太长"
    )
    returned = world.stored(Contract, contract_id)

    commands.submit_contract(world.seller, contract_id=contract_id, seen_version=4)
    commands.approve_contract(world.manager, contract_id=contract_id, seen_version=5)

    approved = world.stored(Contract, contract_id)
    assert (returned.status, returned.returned_reason) == ("DRAFT", "质保期太长")
    assert (returned.submitted_by, returned.approved_by) == (None, None)
    assert (approved.status, approved.returned_reason) == ("APPROVED", "")
    assert (approved.submitted_by, approved.approved_by) == (
        world.seller.account_id,
        world.manager.account_id,
    )


def test_signing_wins_the_opportunity(world):
    contract_id = world.signed(signed_on=trade.today(-3))

    contract = world.stored(Contract, contract_id)
    make.as_(world.seller)
    assert (contract.status, contract.signed_on) == ("SIGNED", trade.today(-3))
    assert Opportunity.objects.get(deal_id=contract.deal_id).status == "WON"


def test_nobody_has_signed_tomorrow(world):
    with pytest.raises(UnusableContract) as refusal:
        world.signed(signed_on=trade.today(1))

    assert refusal.value.where == (Place("signed_on", "不能晚于今天"),)


def test_a_won_deal_cannot_be_lost(world):
    contract = world.stored(Contract, world.signed())
    make.as_(world.seller)
    opportunity = Opportunity.objects.get(deal_id=contract.deal_id)

    with pytest.raises(WrongStep) as refusal:
        commands.lose_opportunity(
            world.seller, opportunity_id=opportunity.pk, seen_version=2, reason="变卦"
        )

    assert str(refusal.value) == "商机 O0000001 已是「赢单」，不能再标记丢单。请刷新页面。"


def test_an_order_is_of_a_signed_contract_one_each_and_not_for_yesterday(world):
    with pytest.raises(WrongStep) as refusal:
        commands.confirm_order(world.seller, contract_id=world.approved(), commit_on=trade.today())
    assert str(refusal.value) == "合同 C0000001 现在是「已批准」，签订之后才能确认订单。"
    contract_id = world.signed()
    with pytest.raises(commands.UnusableOrder) as unusable:
        commands.confirm_order(world.seller, contract_id=contract_id, commit_on=trade.today(-1))
    assert unusable.value.where == (Place("commit_on", "不能早于今天"),)
    order_id = commands.confirm_order(
        world.seller, contract_id=contract_id, commit_on=trade.today()
    )
    assert world.stored(Order, order_id).order_no == "S0000001"
    with pytest.raises(WrongStep) as refusal:
        commands.confirm_order(world.seller, contract_id=contract_id, commit_on=trade.today())
    assert str(refusal.value) == "合同 C0000002 已有订单 S0000001。请刷新页面。"


def revise(world, contract_id, seen_version):
    commands.revise_contract(
        world.seller,
        contract_id=contract_id,
        seen_version=seen_version,
        **trade.terms(warranty_months=36, schedule=trade.schedule(DEPOSIT=100)),
    )


def shares_of(world, contract_id):
    make.as_(world.seller)
    return list(Contract.objects.get(pk=contract_id).schedule.values_list("kind", "percent"))
