"""What goes in and out over HTTP. Lengths are the columns' own; amounts are texts, in yuan."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Literal
from uuid import UUID

from ninja import Field, Schema
from pydantic import ConfigDict, WithJsonSchema

from duan.trade.assets.types import SlaClass, WarrantyRule
from duan.trade.sales.policies import MOST_LINES
from duan.trade.sales.types import (
    ContractStatus,
    DealStage,
    LeadStatus,
    Line,
    MilestoneKind,
    OpportunityStatus,
    OrderStatus,
    QuoteStatus,
    ScheduleLine,
)

Reason = Annotated[str, Field(min_length=1, max_length=200)]
Version = Annotated[int, Field(ge=1, le=2_000_000_000)]
AmountIn = Annotated[str, Field(pattern=r"^[0-9]{1,12}(\.[0-9]{1,2})?$", max_length=15)]
PercentIn = Annotated[str, Field(pattern=r"^[0-9]{1,3}(\.[0-9]{1,2})?$", max_length=6)]
AmountOut = Annotated[Decimal, WithJsonSchema({"type": "string"})]
Count = Annotated[int, Field(ge=0, le=32_767)]
Doing = Literal[
    "qualify_lead",
    "drop_lead",
    "lose_opportunity",
    "draft_quote",
    "revise_quote",
    "send_quote",
    "accept_quote",
    "draft_contract",
    "revise_contract",
    "submit_contract",
    "approve_contract",
    "return_contract",
    "sign_contract",
    "confirm_order",
]


class _In(Schema):
    model_config = ConfigDict(extra="forbid")


class SalesLeadIn(_In):
    terminal_id: UUID
    department_id: UUID | None = None
    title: Annotated[str, Field(max_length=120)]
    need: Annotated[str, Field(max_length=1000)] = ""


class SalesSeenIn(_In):
    """The version that was seen: the step is refused when another has come meanwhile."""

    seen_version: Version


class SalesReasonIn(SalesSeenIn):
    reason: Reason


class SalesQualifyIn(SalesSeenIn):
    budget: AmountIn | None = None
    expected_on: date | None = None


class SalesLineIn(_In):
    model_id: UUID
    quantity: Annotated[int, Field(ge=1, le=9_999)]
    unit_price: AmountIn


class SalesOfferIn(_In):
    lines: Annotated[list[SalesLineIn], Field(min_length=1, max_length=MOST_LINES)]
    valid_through: date

    def told(self) -> tuple[Line, ...]:
        return tuple(
            Line(
                model_id=line.model_id,
                quantity=line.quantity,
                unit_price=Decimal(line.unit_price),
            )
            for line in self.lines
        )


class SalesQuoteIn(SalesOfferIn):
    opportunity_id: UUID


class SalesReviseQuoteIn(SalesOfferIn, SalesSeenIn):
    pass


class SalesPartIn(_In):
    kind: MilestoneKind
    percent: PercentIn
    days: Count


class SalesTermsIn(_In):
    warranty_rule: WarrantyRule
    warranty_months: Count
    sla_class: SlaClass
    schedule: Annotated[list[SalesPartIn], Field(min_length=1, max_length=4)]

    def told(self) -> tuple[ScheduleLine, ...]:
        return tuple(
            ScheduleLine(kind=part.kind, percent=Decimal(part.percent), days=part.days)
            for part in self.schedule
        )


class SalesContractIn(SalesTermsIn):
    quote_id: UUID


class SalesReviseContractIn(SalesTermsIn, SalesSeenIn):
    pass


class SalesSignIn(SalesSeenIn):
    signed_on: date


class SalesOrderIn(_In):
    contract_id: UUID
    commit_on: date


class SalesRowOut(Schema):
    id: UUID
    lead_no: str
    title: str
    stage: DealStage
    terminal_id: UUID
    terminal_name: str
    department_id: UUID | None
    department_name: str | None
    owner_id: UUID
    owner_name: str
    amount: AmountOut | None
    created_at: datetime
    updated_at: datetime


class SalesListedOut(SalesRowOut):
    """A deal in the list; `next` is the step that brings it forward, whoever may do it."""

    next: Doing | None


class SalesDealsOut(Schema):
    items: list[SalesListedOut]
    next: str | None


class SalesStagesOut(Schema):
    """How many deals stand at each stage."""

    stages: dict[DealStage, int]


class SalesOpportunityOut(Schema):
    id: UUID
    opportunity_no: str
    budget: AmountOut | None
    expected_on: date | None
    status: OpportunityStatus
    lost_reason: str
    version: int
    created_at: datetime


class SalesLineOut(Schema):
    id: UUID
    position: int
    model_id: UUID
    product_name: str
    model_name: str
    unit_name: str
    quantity: int
    unit_price: AmountOut
    amount: AmountOut


class SalesQuoteOut(Schema):
    id: UUID
    quote_no: str
    status: QuoteStatus
    valid_through: date
    expired: bool
    total: AmountOut
    version: int
    created_by_name: str
    created_at: datetime
    sent_at: datetime | None
    accepted_at: datetime | None
    lines: list[SalesLineOut]
    may: list[Doing]


class SalesPartOut(Schema):
    kind: MilestoneKind
    percent: AmountOut
    days: int


class SalesContractOut(Schema):
    id: UUID
    quote_id: UUID
    contract_no: str
    total: AmountOut
    warranty_rule: WarrantyRule
    warranty_months: int
    sla_class: SlaClass
    status: ContractStatus
    version: int
    drafted_by_name: str
    drafted_at: datetime
    submitted_by_name: str | None
    submitted_at: datetime | None
    returned_reason: str
    approved_by_name: str | None
    approved_at: datetime | None
    signed_by_name: str | None
    signed_at: datetime | None
    signed_on: date | None
    schedule: list[SalesPartOut]
    may: list[Doing]


class SalesOrderOut(Schema):
    id: UUID
    order_no: str
    commit_on: date
    status: OrderStatus
    confirmed_by_name: str
    confirmed_at: datetime


class SalesNextOut(Schema):
    """The step that brings the deal forward, what it is done to, and whether one may."""

    doing: Doing
    id: UUID
    allowed: bool


class SalesDealOut(SalesRowOut):
    need: str
    status: LeadStatus
    dropped_reason: str
    version: int
    opportunity: SalesOpportunityOut | None
    quotes: list[SalesQuoteOut]
    contract: SalesContractOut | None
    order: SalesOrderOut | None
    may: list[Doing]
    next: SalesNextOut | None
