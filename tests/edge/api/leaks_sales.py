from __future__ import annotations

from uuid import UUID

from duan.core.kernel.actor import Actor
from duan.trade.sales import commands
from duan.trade.sales.types import Line
from tests.edge.api.leaks import Call
from tests.trade.sales import make as sales

SEEN = {"seen_version": 1}
WHY = {**SEEN, "reason": "预算取消"}
TERMS = {
    "warranty_rule": "ARRIVAL",
    "warranty_months": 12,
    "sla_class": "B",
    "schedule": [{"kind": "ARRIVAL", "percent": "100", "days": 0}],
}
OFFER = {
    "lines": [{"model_id": "{model_id}", "quantity": 1, "unit_price": "1.00"}],
    "valid_through": "2099-01-01",
}
CALLS = {
    "GET /sales/deals": Call(query={"q": "绝密"}, outsider_gets=200),
    "GET /sales/deals/stages": Call(outsider_gets=200),
    "GET /sales/deals/{deal_id}": Call(),
    "POST /sales/leads": Call({"terminal_id": "{terminal_id}", "title": "打听"}, outsider_gets=403),
    "POST /sales/leads/{lead_id}/qualify": Call(SEEN),
    "POST /sales/leads/{lead_id}/drop": Call(WHY),
    "POST /sales/opportunities/{opportunity_id}/lose": Call(WHY),
    "POST /sales/quotes": Call({**OFFER, "opportunity_id": "{opportunity_id}"}),
    "POST /sales/quotes/{quote_id}/revise": Call({**OFFER, **SEEN}),
    "POST /sales/quotes/{quote_id}/send": Call(SEEN),
    "POST /sales/quotes/{quote_id}/accept": Call(SEEN),
    "POST /sales/contracts": Call({**TERMS, "quote_id": "{quote_id}"}),
    "POST /sales/contracts/{contract_id}/revise": Call({**TERMS, **SEEN}),
    "POST /sales/contracts/{contract_id}/submit": Call(SEEN),
    "POST /sales/contracts/{contract_id}/approve": Call(SEEN),
    "POST /sales/contracts/{contract_id}/return": Call(WHY),
    "POST /sales/contracts/{contract_id}/sign": Call({**SEEN, "signed_on": "2026-01-01"}),
    "POST /sales/orders": Call({"contract_id": "{contract_id}", "commit_on": "2099-01-01"}),
}


def make_things(*, by: Actor, terminal_id: UUID, model_id: UUID) -> dict[str, UUID]:
    """Bring a deal of ours as far as a contract."""
    deal_id = commands.add_lead(
        by, terminal_id=terminal_id, department_id=None, title="绝密项目", need="绝密需求"
    )
    opportunity_id = commands.qualify_lead(
        by, lead_id=deal_id, seen_version=1, budget=None, expected_on=None
    )
    quote_id = commands.draft_quote(
        by,
        opportunity_id=opportunity_id,
        lines=(Line(model_id=model_id, quantity=1, unit_price=sales.PRICE),),
        valid_through=sales.today(),
    )
    commands.send_quote(by, quote_id=quote_id, seen_version=1)
    commands.accept_quote(by, quote_id=quote_id, seen_version=2)
    contract_id = commands.draft_contract(by, quote_id=quote_id, **sales.terms())
    return {
        "deal_id": deal_id,
        "lead_id": deal_id,
        "opportunity_id": opportunity_id,
        "quote_id": quote_id,
        "contract_id": contract_id,
    }
