"""What the journey is told of a deal, at every step of its life."""

from __future__ import annotations

from duan.core.kernel.steps import Step
from duan.trade.sales import commands
from duan.trade.sales.models import Contract, Lead, Opportunity, Order, Quote
from duan.trade.sales.queries import steps_of
from tests import make
from tests.trade.sales import make as trade


def told(world, deal_id):
    actor = make.as_(world.seller)
    return [(step.stage, step.state, step.title, step.missing) for step in steps_of(actor, deal_id)]


LEAD = ("LEAD", "DONE", "线索「超声更新」", ())
OPPORTUNITY = ("OPPORTUNITY", "DONE", "商机 O0000001", ())
QUOTE = ("QUOTE", "DONE", "客户接受报价 Q0000001", ())


def test_the_steps_of_a_deal_grow_with_it(world):
    lead = world.lead()
    assert told(world, lead) == [
        LEAD,
        ("OPPORTUNITY", "NOW", "转为商机", ("销售判断线索值得跟进，转为商机",)),
    ]
    opportunity = world.opportunity(lead)
    assert told(world, lead)[1:] == [OPPORTUNITY, ("QUOTE", "NOW", "起草报价", ("销售起草报价",))]
    quote = world.sent(opportunity_id=opportunity)
    assert told(world, lead)[2:] == [("QUOTE", "NOW", "报价 Q0000001 已发出", ("客户接受报价",))]
    commands.accept_quote(world.seller, quote_id=quote, seen_version=2)
    assert told(world, lead)[2:] == [QUOTE, ("CONTRACT", "NOW", "起草合同", ("销售起草合同",))]
    contract = commands.draft_contract(world.seller, quote_id=quote, **trade.terms())
    commands.submit_contract(world.seller, contract_id=contract, seen_version=1)
    assert told(world, lead)[3:] == [("CONTRACT", "NOW", "合同 C0000001 待审批", ("经理审批合同",))]
    commands.approve_contract(world.manager, contract_id=contract, seen_version=2)
    assert told(world, lead)[3][3] == ("双方签字，登记签订日期",)
    commands.sign_contract(
        world.seller, contract_id=contract, seen_version=3, signed_on=trade.today()
    )
    signed = ("CONTRACT", "DONE", "合同 C0000001 已签", ())
    assert told(world, lead)[3:] == [
        signed,
        ("ORDER", "NOW", "确认订单", ("销售确认订单与到货日期",)),
    ]
    commands.confirm_order(world.seller, contract_id=contract, commit_on=trade.today(9))
    ordered = ("ORDER", "DONE", f"订单 S0000001，承诺 {trade.today(9)} 到货", ())
    assert told(world, lead) == [LEAD, OPPORTUNITY, QUOTE, signed, ordered]


def test_a_step_says_who_and_when_and_leads_to_the_deal(world):
    order = world.stored(Order, world.order())
    contract = world.stored(Contract, order.contract_id)

    steps = steps_of(make.as_(world.manager), order.deal_id)

    assert {step.link for step in steps} == {("deal", order.deal_id)}
    assert steps[3] == Step(
        stage="CONTRACT",
        state="DONE",
        title="合同 C0000001 已签",
        at=contract.signed_at,
        by=world.seller.account_id,
        link=("deal", order.deal_id),
    )


def test_a_quote_that_ran_out_is_missing(world):
    quote = world.stored(Quote, world.sent())
    make.as_(world.seller)
    Quote.objects.update(valid_through=trade.today(-1))

    last = steps_of(world.seller, quote.deal_id)[-1]

    assert (last.state, last.missing) == ("MISSING", ("报价已过有效期，修订后重新发出",))


def test_a_deal_that_ended_waits_for_nothing(world):
    dropped = world.lead("甲")
    commands.drop_lead(world.seller, lead_id=dropped, seen_version=1, reason="没有预算")
    lost = world.stored(Contract, world.submitted())
    make.as_(world.seller)
    commands.lose_opportunity(
        world.seller,
        opportunity_id=Opportunity.objects.get(deal_id=lost.deal_id).pk,
        seen_version=1,
        reason="价格",
    )

    assert told(world, dropped) == [("LEAD", "DONE", "线索「甲」，已放弃", ())]
    assert told(world, lost.deal_id) == [
        LEAD,
        ("OPPORTUNITY", "DONE", "商机 O0000001，已丢单", ()),
        QUOTE,
    ]


def test_a_contract_waits_while_its_price_is_talked_about_again(world):
    contract = world.stored(Contract, world.contract())
    commands.revise_quote(
        world.seller,
        quote_id=contract.quote_id,
        seen_version=3,
        lines=(world.line(1),),
        valid_through=trade.today(),
    )

    assert [stage for stage, *_ in told(world, contract.deal_id)] == [
        "LEAD",
        "OPPORTUNITY",
        "QUOTE",
    ]


def test_whoever_may_not_see_sales_is_told_nothing(world):
    lead = world.lead()
    for role in ("engineer", "hospital_user", "warehouse_keeper", "viewer"):
        who = make.as_(make.somebody(role, on=world.east))
        assert steps_of(who, lead) == []
    assert world.stored(Lead, lead)
