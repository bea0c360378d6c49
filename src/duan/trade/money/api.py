"""The money's part of the HTTP interface. Amounts are texts: `"1280000.50"` yuan."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema, Status
from pydantic import ConfigDict

from duan.core.kernel.http import REFUSALS, IdOut, actor_of
from duan.core.kernel.paging import DEFAULT_LIMIT, LARGEST_LIMIT
from duan.trade.money import commands, queries
from duan.trade.money.types import Filter, MilestoneStatus, MoneyIn, Shown
from duan.trade.sales.types import MilestoneKind

router = Router(tags=["money"])

Limit = Annotated[int, Field(ge=1, le=LARGEST_LIMIT)]
Cursor = Annotated[str, Field(max_length=1000)]
Version = Annotated[int, Field(ge=1, le=2_000_000_000)]
AmountIn = Annotated[str, Field(pattern=r"^[0-9]{1,12}(\.[0-9]{1,2})?$", max_length=15)]


class MilestoneOut(Schema):
    """A part of a contract's price; `open` is what is still missing of it."""

    id: UUID
    deal_id: UUID
    contract_id: UUID
    contract_no: str
    terminal_id: UUID
    terminal_name: str
    institution_name: str
    kind: MilestoneKind
    percent: Decimal
    days: int
    amount: Decimal
    received: Decimal
    open: Decimal
    status: MilestoneStatus
    planned_at: datetime
    reached_at: datetime | None
    due_on: date | None
    days_late: int
    closed_at: datetime | None
    version: int
    may: list[str]


class MilestonesOut(Schema):
    items: list[MilestoneOut]
    next: str | None


class ReceiptOut(Schema):
    id: UUID
    receipt_no: str
    amount: Decimal
    received_on: date
    bank_reference: str
    recorded_by_name: str
    recorded_at: datetime


class MilestoneDetailOut(MilestoneOut):
    receipts: list[ReceiptOut]


class MoneyTotalsOut(Schema):
    """Sums in yuan over what one may see; `overdue` is a part of `open`."""

    planned: Decimal
    open: Decimal
    overdue: Decimal
    received: Decimal
    planned_count: int
    open_count: int
    overdue_count: int
    paid_count: int


class DealMoneyOut(Schema):
    items: list[MilestoneOut]


class MilestonesIn(Schema):
    """How a list of milestones is narrowed; empty means all."""

    show: Shown = Shown.DUE
    q: Annotated[str, Field(max_length=60)] = ""
    terminal: UUID | None = None


class ReceiptIn(Schema):
    model_config = ConfigDict(extra="forbid")

    seen_version: Version
    amount: AmountIn
    received_on: date
    bank_reference: Annotated[str, Field(max_length=60)] = ""


@router.get("/milestones", response={200: MilestonesOut, **REFUSALS})
def list_milestones(
    request: HttpRequest,
    wanted: Query[MilestonesIn],
    cursor: Cursor = "",
    limit: Limit = DEFAULT_LIMIT,
) -> Any:
    kept = Filter(shown=wanted.show, q=wanted.q.strip(), terminal_id=wanted.terminal)
    return queries.page_of_milestones(actor_of(request), kept, cursor=cursor, limit=limit)


@router.get("/totals", response={200: MoneyTotalsOut, **REFUSALS})
def sum_up(request: HttpRequest, terminal: UUID | None = None) -> dict[str, Any]:
    return asdict(queries.totals_of(actor_of(request), terminal_id=terminal))


@router.get("/deals/{deal_id}", response={200: DealMoneyOut, **REFUSALS})
def list_milestones_of_deal(request: HttpRequest, deal_id: UUID) -> dict[str, Any]:
    return {"items": queries.milestones_of(actor_of(request), deal_id)}


@router.get("/milestones/{milestone_id}", response={200: MilestoneDetailOut, **REFUSALS})
def get_milestone(request: HttpRequest, milestone_id: UUID) -> dict[str, Any]:
    return queries.milestone_of(actor_of(request), milestone_id)


@router.post("/milestones/{milestone_id}/receipts", response={201: IdOut, **REFUSALS})
def record_receipt(request: HttpRequest, milestone_id: UUID, body: ReceiptIn) -> Any:
    pk = commands.record_receipt(
        actor_of(request),
        milestone_id=milestone_id,
        seen_version=body.seen_version,
        money=MoneyIn(
            amount=Decimal(body.amount),
            received_on=body.received_on,
            bank_reference=body.bank_reference,
        ),
    )
    return Status(201, {"id": pk})
