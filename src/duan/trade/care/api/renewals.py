from __future__ import annotations

from decimal import Decimal
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Query
from ninja import Status as Answer

from duan.core.kernel.http import REFUSALS, actor_of
from duan.core.kernel.paging import DEFAULT_LIMIT
from duan.trade.care import commands
from duan.trade.care.api import schemas as s
from duan.trade.care.api.routing import Cursor, Limit, router
from duan.trade.care.queries import renewals


@router.get("/renewals", response={200: s.EndingCoversOut, **REFUSALS})
def list_covers_to_renew(
    request: HttpRequest,
    wanted: Query[s.RenewalsIn],
    cursor: Cursor = "",
    limit: Limit = DEFAULT_LIMIT,
) -> Any:
    return renewals.covers_to_renew(
        actor_of(request), within_days=wanted.within, q=wanted.q, cursor=cursor, limit=limit
    )


@router.get("/renewals/signed", response={200: s.SignedRenewalsOut, **REFUSALS})
def list_signed_renewals(
    request: HttpRequest,
    wanted: Query[s.SignedIn],
    cursor: Cursor = "",
    limit: Limit = DEFAULT_LIMIT,
) -> Any:
    return renewals.signed_renewals(actor_of(request), q=wanted.q, cursor=cursor, limit=limit)


@router.post("/renewals", response={201: s.RenewalOut, **REFUSALS})
def propose_renewal(request: HttpRequest, body: s.ProposeIn) -> Any:
    actor = actor_of(request)
    renewal_id = commands.propose_renewal(
        actor,
        cover_id=body.cover_id,
        months=body.months,
        amount=Decimal(body.amount),
        sla_class=body.sla_class,
    )
    return Answer(201, renewals.renewal_of(actor, renewal_id))


@router.get("/renewals/{renewal_id}", response={200: s.RenewalOut, **REFUSALS})
def get_renewal(request: HttpRequest, renewal_id: UUID) -> dict[str, Any]:
    return renewals.renewal_of(actor_of(request), renewal_id)


@router.post("/renewals/{renewal_id}/revise", response={200: s.RenewalOut, **REFUSALS})
def revise_renewal(
    request: HttpRequest, renewal_id: UUID, body: s.ReviseRenewalIn
) -> dict[str, Any]:
    actor = actor_of(request)
    commands.revise_renewal(
        actor,
        renewal_id=renewal_id,
        seen_version=body.seen_version,
        months=body.months,
        amount=Decimal(body.amount),
        sla_class=body.sla_class,
    )
    return renewals.renewal_of(actor, renewal_id)


@router.post("/renewals/{renewal_id}/sign", response={200: s.RenewalOut, **REFUSALS})
def sign_renewal(request: HttpRequest, renewal_id: UUID, body: s.SignRenewalIn) -> dict[str, Any]:
    actor = actor_of(request)
    commands.sign_renewal(actor, renewal_id=renewal_id, seen_version=body.seen_version)
    return renewals.renewal_of(actor, renewal_id)
