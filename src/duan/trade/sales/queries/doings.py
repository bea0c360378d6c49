"""What may be done with a deal now, and which of it brings the deal forward.

The doings are the names of the commands. The commands decide; this only spares people a refusal.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from duan.trade.sales.types import ContractStatus, LeadStatus, OpportunityStatus, QuoteStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteState:
    id: UUID
    quote_no: str
    status: QuoteStatus
    valid_through: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractState:
    id: UUID
    quote_id: UUID
    status: ContractStatus
    submitted_by: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DealState:
    """How a deal stands, as far as it decides what can be done."""

    id: UUID
    lead: LeadStatus
    opportunity: OpportunityStatus | None
    opportunity_id: UUID | None
    quotes: Sequence[QuoteState]
    contract: ContractState | None
    ordered: bool
    today: date

    @property
    def is_open(self) -> bool:
        return self.opportunity == OpportunityStatus.OPEN

    @property
    def accepted(self) -> QuoteState | None:
        return next((q for q in self.quotes if q.status == QuoteStatus.ACCEPTED), None)

    @property
    def furthest(self) -> QuoteState | None:
        """The quote that came furthest; the newest of these."""
        order = list(QuoteStatus)
        return max(self.quotes, key=lambda q: (order.index(q.status), q.quote_no), default=None)


@dataclass(frozen=True, slots=True)
class Doer:
    """Who asks: what he may do in the deal's scope."""

    account_id: UUID
    works: bool
    approves: bool


def next_doing(deal: DealState) -> tuple[str, UUID] | None:
    """Return the doing that brings a deal forward, and the id of what it is done to."""
    if deal.lead == LeadStatus.OPEN:
        return "qualify_lead", deal.id
    if deal.contract is not None and deal.contract.status == ContractStatus.SIGNED:
        return None if deal.ordered else ("confirm_order", deal.contract.id)
    if not deal.is_open or deal.opportunity_id is None:
        return None
    if deal.accepted is None:
        return _next_of_quotes(deal, deal.opportunity_id)
    if deal.contract is None:
        return "draft_contract", deal.accepted.id
    return _NEXT_OF_CONTRACT[deal.contract.status], deal.contract.id


def doings_of_deal(deal: DealState, doer: Doer) -> list[str]:
    if not doer.works:
        return []
    if deal.lead == LeadStatus.OPEN:
        return ["qualify_lead", "drop_lead"]
    if not deal.is_open:
        return []
    settled = deal.accepted is not None
    drafts = [] if settled else ["draft_quote"]
    contracts = ["draft_contract"] if settled and deal.contract is None else []
    return [*contracts, *drafts, "lose_opportunity"]


def doings_of_quote(deal: DealState, quote: QuoteState, doer: Doer) -> list[str]:
    if not (doer.works and deal.is_open):
        return []
    if quote.status == QuoteStatus.ACCEPTED:
        return ["revise_quote"] if _is_draft_or_none(deal.contract) else []
    if deal.accepted is not None:
        return []
    if quote.valid_through < deal.today:
        return ["revise_quote"]
    forward = "send_quote" if quote.status == QuoteStatus.DRAFT else "accept_quote"
    return [forward, "revise_quote"]


def doings_of_contract(deal: DealState, contract: ContractState, doer: Doer) -> list[str]:
    status = contract.status
    if status == ContractStatus.SIGNED:
        return ["confirm_order"] if doer.works and not deal.ordered else []
    if not deal.is_open:
        return []
    found = list(_WORK_ON[status]) if doer.works else []
    if deal.accepted is None and "submit_contract" in found:
        found.remove("submit_contract")
    if doer.approves and status == ContractStatus.SUBMITTED:
        own = contract.submitted_by == doer.account_id
        found += ["return_contract"] if own else ["approve_contract", "return_contract"]
    if doer.approves and status == ContractStatus.APPROVED:
        found.append("return_contract")
    return found


_NEXT_OF_CONTRACT = {
    ContractStatus.DRAFT: "submit_contract",
    ContractStatus.SUBMITTED: "approve_contract",
    ContractStatus.APPROVED: "sign_contract",
}
_WORK_ON: dict[ContractStatus, Collection[str]] = {
    ContractStatus.DRAFT: ("submit_contract", "revise_contract"),
    ContractStatus.SUBMITTED: (),
    ContractStatus.APPROVED: ("sign_contract",),
}


def _next_of_quotes(deal: DealState, opportunity_id: UUID) -> tuple[str, UUID]:
    quote = deal.furthest
    if quote is None:
        return "draft_quote", opportunity_id
    if quote.valid_through < deal.today:
        return "revise_quote", quote.id
    return ("send_quote" if quote.status == QuoteStatus.DRAFT else "accept_quote"), quote.id


def _is_draft_or_none(contract: ContractState | None) -> bool:
    return contract is None or contract.status == ContractStatus.DRAFT
