"""How deals stand: read for many at once in a constant number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from duan.trade.sales.models import Contract, Opportunity, Order, Quote
from duan.trade.sales.queries.doings import ContractState, DealState, QuoteState
from duan.trade.sales.types import ContractStatus, LeadStatus, OpportunityStatus, QuoteStatus

_OPPORTUNITY = (
    "id", "deal_id", "opportunity_no", "budget", "expected_on", "status", "lost_reason", "version",
    "created_at",
)  # fmt: skip
_QUOTE = (
    "id", "deal_id", "quote_no", "valid_through", "total", "status", "version", "created_by",
    "created_at", "sent_at", "accepted_at",
)  # fmt: skip
_CONTRACT = (
    "id", "deal_id", "quote_id", "contract_no", "total", "warranty_rule", "warranty_months",
    "sla_class", "status", "version", "drafted_by", "drafted_at", "submitted_by", "submitted_at",
    "returned_reason", "approved_by", "approved_at", "signed_by", "signed_at", "signed_on",
)  # fmt: skip
_ORDER = ("id", "deal_id", "order_no", "commit_on", "status", "confirmed_by", "confirmed_at")


@dataclass(frozen=True, slots=True)
class Parts:
    """The rows that grew from leads, by deal."""

    opportunities: Mapping[UUID, dict[str, Any]]
    quotes: Mapping[UUID, list[dict[str, Any]]]
    contracts: Mapping[UUID, dict[str, Any]]
    orders: Mapping[UUID, dict[str, Any]]

    def state(self, deal_id: UUID, lead: str, *, today: date) -> DealState:
        opportunity = self.opportunities.get(deal_id)
        contract = self.contracts.get(deal_id)
        return DealState(
            id=deal_id,
            lead=LeadStatus(lead),
            opportunity=OpportunityStatus(opportunity["status"]) if opportunity else None,
            opportunity_id=opportunity["id"] if opportunity else None,
            quotes=[
                QuoteState(
                    id=row["id"],
                    quote_no=row["quote_no"],
                    status=QuoteStatus(row["status"]),
                    valid_through=row["valid_through"],
                )
                for row in self.quotes.get(deal_id, [])
            ],
            contract=ContractState(
                id=contract["id"],
                quote_id=contract["quote_id"],
                status=ContractStatus(contract["status"]),
                submitted_by=contract["submitted_by"],
            )
            if contract
            else None,
            ordered=deal_id in self.orders,
            today=today,
        )

    def amount(self, state: DealState) -> Decimal | None:
        """Return what a deal is worth as far as is known: contract, then quote, then budget."""
        if (contract := self.contracts.get(state.id)) is not None:
            return Decimal(contract["total"])
        if (quote := state.furthest) is not None:
            rows = self.quotes[state.id]
            return Decimal(next(row["total"] for row in rows if row["id"] == quote.id))
        opportunity = self.opportunities.get(state.id)
        return opportunity["budget"] if opportunity else None


def parts_of(deal_ids: Collection[UUID]) -> Parts:
    """Read all that grew from these leads; the caller has asked who may see them."""
    quotes: dict[UUID, list[dict[str, Any]]] = defaultdict(list)
    found = Quote.objects.filter(deal_id__in=deal_ids).order_by("-quote_no").values(*_QUOTE)
    for row in found:
        quotes[row["deal_id"]].append(dict(row))
    opportunities = Opportunity.objects.filter(deal_id__in=deal_ids).values(*_OPPORTUNITY)
    contracts = Contract.objects.filter(deal_id__in=deal_ids).values(*_CONTRACT)
    orders = Order.objects.filter(deal_id__in=deal_ids).values(*_ORDER)
    return Parts(
        {row["deal_id"]: dict(row) for row in opportunities},
        quotes,
        {row["deal_id"]: dict(row) for row in contracts},
        {row["deal_id"]: dict(row) for row in orders},
    )
