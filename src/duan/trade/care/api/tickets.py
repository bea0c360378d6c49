from __future__ import annotations

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
from duan.trade.care.queries import tickets
from duan.trade.care.types import TicketFilter


@router.get("/tickets", response={200: s.TicketRowsOut, **REFUSALS})
def list_tickets(
    request: HttpRequest,
    wanted: Query[s.TicketsIn],
    cursor: Cursor = "",
    limit: Limit = DEFAULT_LIMIT,
) -> Any:
    kept = TicketFilter(
        queue=wanted.queue,
        q=wanted.q,
        terminal_id=wanted.terminal,
        unit_id=wanted.unit,
        overdue=wanted.overdue,
        mine=wanted.mine,
    )
    return tickets.page_of_tickets(actor_of(request), kept, cursor=cursor, limit=limit)


@router.get("/tickets/count", response={200: s.TicketCountsOut, **REFUSALS})
def count_tickets(request: HttpRequest) -> dict[str, int]:
    return tickets.count_waiting(actor_of(request))


@router.post("/tickets", response={201: s.TicketOut, **REFUSALS})
def report_ticket(request: HttpRequest, body: s.ReportIn) -> Any:
    actor = actor_of(request)
    ticket_id = commands.report_ticket(
        actor, unit_id=body.unit_id, title=body.title, description=body.description
    )
    return Answer(201, tickets.ticket_of(actor, ticket_id))


@router.get("/units/{unit_id}/tickets", response={200: s.TicketsOfUnitOut, **REFUSALS})
def list_tickets_of_unit(request: HttpRequest, unit_id: UUID) -> dict[str, Any]:
    return {"items": tickets.tickets_of_unit(actor_of(request), unit_id)}


@router.get("/tickets/{ticket_id}", response={200: s.TicketOut, **REFUSALS})
def get_ticket(request: HttpRequest, ticket_id: UUID) -> dict[str, Any]:
    return tickets.ticket_of(actor_of(request), ticket_id)


@router.post("/tickets/{ticket_id}/take", response={200: s.TicketOut, **REFUSALS})
def take_ticket(request: HttpRequest, ticket_id: UUID, body: s.TakeIn) -> dict[str, Any]:
    actor = actor_of(request)
    commands.take_ticket(actor, ticket_id=ticket_id, seen_version=body.seen_version)
    return tickets.ticket_of(actor, ticket_id)


@router.post("/tickets/{ticket_id}/resolve", response={200: s.TicketOut, **REFUSALS})
def resolve_ticket(request: HttpRequest, ticket_id: UUID, body: s.ResolveIn) -> dict[str, Any]:
    actor = actor_of(request)
    commands.resolve_ticket(
        actor, ticket_id=ticket_id, seen_version=body.seen_version, resolution=body.resolution
    )
    return tickets.ticket_of(actor, ticket_id)


@router.post("/tickets/{ticket_id}/follow-up", response={200: s.TicketOut, **REFUSALS})
def follow_up(request: HttpRequest, ticket_id: UUID, body: s.FollowUpIn) -> dict[str, Any]:
    actor = actor_of(request)
    commands.follow_up(
        actor,
        ticket_id=ticket_id,
        seen_version=body.seen_version,
        spoke_with=body.spoke_with,
        satisfaction=body.satisfaction,
        note=body.note,
    )
    return tickets.ticket_of(actor, ticket_id)
