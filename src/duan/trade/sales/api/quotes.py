from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Status

from duan.core.kernel.http import REFUSALS, actor_of
from duan.trade.sales import commands
from duan.trade.sales.api import schemas as s
from duan.trade.sales.api.routing import router
from duan.trade.sales.queries import deals


@router.post("/quotes", response={201: s.SalesDealOut, **REFUSALS})
def draft_quote(request: HttpRequest, body: s.SalesQuoteIn) -> Any:
    actor = actor_of(request)
    commands.draft_quote(
        actor,
        opportunity_id=body.opportunity_id,
        lines=body.told(),
        valid_through=body.valid_through,
    )
    return Status(201, deals.deal_behind(actor, body.opportunity_id))


@router.post("/quotes/{quote_id}/revise", response={200: s.SalesDealOut, **REFUSALS})
def revise_quote(
    request: HttpRequest, quote_id: UUID, body: s.SalesReviseQuoteIn
) -> dict[str, Any]:
    actor = actor_of(request)
    commands.revise_quote(
        actor,
        quote_id=quote_id,
        seen_version=body.seen_version,
        lines=body.told(),
        valid_through=body.valid_through,
    )
    return deals.deal_behind(actor, quote_id)


@router.post("/quotes/{quote_id}/send", response={200: s.SalesDealOut, **REFUSALS})
def send_quote(request: HttpRequest, quote_id: UUID, body: s.SalesSeenIn) -> dict[str, Any]:
    actor = actor_of(request)
    commands.send_quote(actor, quote_id=quote_id, seen_version=body.seen_version)
    return deals.deal_behind(actor, quote_id)


@router.post("/quotes/{quote_id}/accept", response={200: s.SalesDealOut, **REFUSALS})
def accept_quote(request: HttpRequest, quote_id: UUID, body: s.SalesSeenIn) -> dict[str, Any]:
    actor = actor_of(request)
    commands.accept_quote(actor, quote_id=quote_id, seen_version=body.seen_version)
    return deals.deal_behind(actor, quote_id)
