"""The part of a deal's journey that sales knows: from the lead to the order."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Final
from uuid import UUID

from django.utils.timezone import localdate, make_aware

from duan.core.access.queries import database_now, within_reach
from duan.core.kernel.actor import Actor
from duan.core.kernel.steps import Step
from duan.trade.sales.models import Contract, Lead, Opportunity, Order, Quote
from duan.trade.sales.queries.facts import SEE
from duan.trade.sales.types import (
    ContractStatus,
    DealStage,
    LeadStatus,
    OpportunityStatus,
    QuoteStatus,
)

_WAITS_FOR: Final = {
    ContractStatus.DRAFT: "销售提交合同审批",
    ContractStatus.SUBMITTED: "经理审批合同",
    ContractStatus.APPROVED: "双方签字，登记签订日期",
}


def steps_of(actor: Actor, deal_id: UUID) -> list[Step]:
    """Tell what was done between lead and order, and what comes next; [] when it can't be seen."""
    lead = within_reach(Lead.objects.filter(pk=deal_id), actor, action=SEE).first()
    if lead is None:
        return []
    steps = [_lead(lead)]
    opportunity = Opportunity.objects.filter(deal_id=deal_id).first()
    if opportunity is not None:
        steps.append(_opportunity(opportunity))
        steps += _quote(deal_id, today=localdate(database_now()))
    if steps[-1].stage == "QUOTE" and steps[-1].state == "DONE":
        steps += _contract(deal_id)
    if lead.stage == DealStage.CLOSED:
        return [step for step in steps if step.state == "DONE"]
    return [*steps, *_next(deal_id, steps[-1])]


def _lead(lead: Lead) -> Step:
    ended = "，已放弃" if lead.status == LeadStatus.DROPPED else ""
    return Step(
        stage="LEAD",
        state="DONE",
        title=f"线索「{lead.title}」{ended}",
        at=lead.created_at,
        by=lead.owner_id,
        link=("deal", lead.pk),
    )


def _opportunity(opportunity: Opportunity) -> Step:
    ended = "，已丢单" if opportunity.status == OpportunityStatus.LOST else ""
    return Step(
        stage="OPPORTUNITY",
        state="DONE",
        title=f"商机 {opportunity.opportunity_no}{ended}",
        at=opportunity.created_at,
        by=opportunity.created_by,
        link=("deal", opportunity.deal_id),
    )


def _quote(deal_id: UUID, *, today: date) -> list[Step]:
    """Tell of the quote that came furthest, the newest of these."""
    order = list(QuoteStatus)
    quotes = list(Quote.objects.filter(deal_id=deal_id).order_by("quote_no"))
    if not quotes:
        return []
    quote = max(quotes, key=lambda each: (order.index(QuoteStatus(each.status)), each.quote_no))
    if quote.status == QuoteStatus.ACCEPTED:
        return [
            Step(
                stage="QUOTE",
                state="DONE",
                title=f"客户接受报价 {quote.quote_no}",
                at=quote.accepted_at,
                by=quote.accepted_by,
                link=("deal", deal_id),
            )
        ]
    expired = quote.valid_through < today
    waits = "客户接受报价" if quote.status == QuoteStatus.SENT else "销售发出报价"
    return [
        Step(
            stage="QUOTE",
            state="MISSING" if expired else "NOW",
            title=f"报价 {quote.quote_no} {QuoteStatus(quote.status).label}",
            due_at=_end_of(quote.valid_through),
            missing=("报价已过有效期，修订后重新发出",) if expired else (waits,),
            link=("deal", deal_id),
        )
    ]


def _contract(deal_id: UUID) -> list[Step]:
    contract = Contract.objects.filter(deal_id=deal_id).first()
    if contract is None:
        return []
    status = ContractStatus(contract.status)
    title = f"合同 {contract.contract_no} {status.label}"
    if status == ContractStatus.SIGNED:
        signed = Step(
            stage="CONTRACT",
            state="DONE",
            title=title,
            at=contract.signed_at,
            by=contract.signed_by,
            link=("deal", deal_id),
        )
        return [signed, *_order(deal_id)]
    waits = (_WAITS_FOR[status],)
    return [Step(stage="CONTRACT", state="NOW", title=title, missing=waits, link=("deal", deal_id))]


def _order(deal_id: UUID) -> list[Step]:
    order = Order.objects.filter(deal_id=deal_id).first()
    if order is None:
        return []
    return [
        Step(
            stage="ORDER",
            state="DONE",
            title=f"订单 {order.order_no}，承诺 {order.commit_on} 到货",
            at=order.confirmed_at,
            by=order.confirmed_by,
            link=("deal", deal_id),
        )
    ]


_NEXT: Final = {
    "LEAD": ("OPPORTUNITY", "转为商机", "销售判断线索值得跟进，转为商机"),
    "OPPORTUNITY": ("QUOTE", "起草报价", "销售起草报价"),
    "QUOTE": ("CONTRACT", "起草合同", "销售起草合同"),
    "CONTRACT": ("ORDER", "确认订单", "销售确认订单与到货日期"),
}


def _next(deal_id: UUID, last: Step) -> list[Step]:
    if last.state != "DONE" or last.stage not in _NEXT:
        return []
    stage, title, waits = _NEXT[last.stage]
    return [Step(stage=stage, state="NOW", title=title, missing=(waits,), link=("deal", deal_id))]


def _end_of(day: date) -> datetime:
    return make_aware(datetime.combine(day, time.max.replace(microsecond=0)))
