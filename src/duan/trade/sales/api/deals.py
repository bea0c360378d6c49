"""The list, one deal, its lead and its opportunity."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Schema, Status
from pydantic import Field

from duan.core.kernel.actor import Actor
from duan.core.kernel.http import REFUSALS, actor_of
from duan.core.kernel.paging import DEFAULT_LIMIT
from duan.trade.sales import commands
from duan.trade.sales.api import schemas as s
from duan.trade.sales.api.routing import Cursor, Limit, Text40, router
from duan.trade.sales.queries import deals
from duan.trade.sales.types import DealFilter, DealStage


class SalesFilterIn(Schema):
    """How the deals are narrowed; empty means all. `waiting`: for a manager's approval."""

    stage: DealStage | None = None
    q: Annotated[str, Field(max_length=60)] = ""
    terminal: UUID | None = None
    mine: bool = False
    waiting: bool = False

    def read(self, actor: Actor) -> DealFilter:
        return DealFilter(
            stage=self.stage or "",
            q=self.q,
            terminal_id=self.terminal,
            owner_id=actor.account_id if self.mine else None,
            waiting=self.waiting,
        )


@router.get("/deals", response={200: s.SalesDealsOut, **REFUSALS})
def list_deals(
    request: HttpRequest,
    wanted: Query[SalesFilterIn],
    sort: Text40 = "",
    cursor: Cursor = "",
    limit: Limit = DEFAULT_LIMIT,
) -> Any:
    actor = actor_of(request)
    return deals.page_of_deals(actor, wanted.read(actor), sort=sort, cursor=cursor, limit=limit)


@router.get("/deals/stages", response={200: s.SalesStagesOut, **REFUSALS})
def count_deals(request: HttpRequest, wanted: Query[SalesFilterIn]) -> dict[str, Any]:
    actor = actor_of(request)
    return {"stages": deals.stages_of_deals(actor, wanted.read(actor))}


@router.get("/deals/{deal_id}", response={200: s.SalesDealOut, **REFUSALS})
def get_deal(request: HttpRequest, deal_id: UUID) -> dict[str, Any]:
    return deals.deal_of(actor_of(request), deal_id)


@router.post("/leads", response={201: s.SalesDealOut, **REFUSALS})
def add_lead(request: HttpRequest, body: s.SalesLeadIn) -> Any:
    actor = actor_of(request)
    deal_id = commands.add_lead(
        actor,
        terminal_id=body.terminal_id,
        department_id=body.department_id,
        title=body.title,
        need=body.need,
    )
    return Status(201, deals.deal_of(actor, deal_id))


@router.post("/leads/{lead_id}/qualify", response={200: s.SalesDealOut, **REFUSALS})
def qualify_lead(request: HttpRequest, lead_id: UUID, body: s.SalesQualifyIn) -> dict[str, Any]:
    actor = actor_of(request)
    commands.qualify_lead(
        actor,
        lead_id=lead_id,
        seen_version=body.seen_version,
        budget=Decimal(body.budget) if body.budget is not None else None,
        expected_on=body.expected_on,
    )
    return deals.deal_of(actor, lead_id)


@router.post("/leads/{lead_id}/drop", response={200: s.SalesDealOut, **REFUSALS})
def drop_lead(request: HttpRequest, lead_id: UUID, body: s.SalesReasonIn) -> dict[str, Any]:
    actor = actor_of(request)
    commands.drop_lead(actor, lead_id=lead_id, seen_version=body.seen_version, reason=body.reason)
    return deals.deal_of(actor, lead_id)


@router.post("/opportunities/{opportunity_id}/lose", response={200: s.SalesDealOut, **REFUSALS})
def lose_opportunity(
    request: HttpRequest, opportunity_id: UUID, body: s.SalesReasonIn
) -> dict[str, Any]:
    actor = actor_of(request)
    commands.lose_opportunity(
        actor,
        opportunity_id=opportunity_id,
        seen_version=body.seen_version,
        reason=body.reason,
    )
    return deals.deal_behind(actor, opportunity_id)
