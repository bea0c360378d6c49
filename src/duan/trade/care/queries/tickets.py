from __future__ import annotations

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from duan.core.access.queries import database_now, scopes_in_reach, within_reach
from duan.core.kernel.actor import Actor
from duan.core.kernel.errors import NotFound
from duan.core.kernel.paging import Order, Page, after, cut
from duan.core.people.queries import names_of
from duan.trade.care.models import FollowUp, Ticket
from duan.trade.care.policies import clock_state
from duan.trade.care.queries.naming import name_units_and_places
from duan.trade.care.types import OPEN_STATUSES, ClockState, Queue, TicketFilter, TicketStatus

_SEE = "care.see"
_MOST_OF_UNIT = 100
# What is open is worked off by its deadline; all else is looked up by how new it is.
_ORDERS = {Queue.OPEN: Order("due_at"), Queue.FOLLOW_UP: Order("resolved_at")}
_NEWEST = Order("reported_at", descending=True)
_KEPT: Final[dict[Queue, tuple[TicketStatus, ...]]] = {
    Queue.OPEN: OPEN_STATUSES,
    Queue.FOLLOW_UP: (TicketStatus.RESOLVED,),
    Queue.CLOSED: (TicketStatus.CLOSED,),
    Queue.ALL: tuple(TicketStatus),
}
_MOVES = {
    TicketStatus.NEW: ("take", "care.work"),
    TicketStatus.TAKEN: ("resolve", "care.work"),
    TicketStatus.RESOLVED: ("follow_up", "care.follow_up"),
}
_ROW = (
    "id", "ticket_no", "title", "status", "sla_class", "covered", "terminal_id", "department_id",
    "unit_id", "deal_id", "reported_by", "reported_at", "respond_due_at", "due_at",
    "due_is_provisional", "taken_by", "taken_at", "resolved_by", "resolved_at", "version",
)  # fmt: skip
_DETAIL = (*_ROW, "description", "resolution", "due_explained", "scope_id")
_PEOPLE = ("reported_by", "taken_by", "resolved_by")
_CALL = ("spoke_with", "satisfaction", "note", "called_by", "called_at")


def page_of_tickets(actor: Actor, wanted: TicketFilter, *, cursor: str, limit: int) -> Page:
    """Page through the tickets in reach: the open ones by deadline, the others the newest first."""
    queue = Queue(wanted.queue)
    order, now = _ORDERS.get(queue, _NEWEST), database_now()
    rows = within_reach(_kept(actor, wanted, now=now), actor, action=_SEE)
    paged = after(rows, order, sort=queue, cursor=cursor)
    found: list[dict[str, Any]] = list(paged.values(*_ROW)[: limit + 1])
    for row in found:
        row["sort_at"] = row[order.column].isoformat()
    page = cut(found, limit, sort=queue, key=("sort_at", "id"))
    _name(page.items, now=now)
    return page


def tickets_of_unit(actor: Actor, unit_id: UUID) -> list[dict[str, Any]]:
    """Return the newest tickets of a unit, those still open first."""
    rows = within_reach(Ticket.objects.filter(unit_id=unit_id), actor, action=_SEE)
    newest = rows.order_by(F("resolved_at").desc(nulls_first=True), "-reported_at", "-pk")
    found = list(newest.values(*_ROW)[:_MOST_OF_UNIT])
    _name(found, now=database_now())
    return found


def ticket_of(actor: Actor, ticket_id: UUID) -> dict[str, Any]:
    """Return everything about one ticket; raise `NotFound`."""
    rows = within_reach(Ticket.objects.filter(pk=ticket_id), actor, action=_SEE)
    row: dict[str, Any] | None = rows.values(*_DETAIL).first()
    if row is None:
        raise NotFound
    call: dict[str, Any] | None = (
        FollowUp.objects.filter(ticket_id=ticket_id).values(*_CALL).first()
    )
    _name([row], now=database_now())
    if call is not None:
        called_by = call.pop("called_by")
        call["called_by_name"] = names_of({called_by}).get(called_by, "")
    return {**row, "follow_up": call, "may": _doings(actor, row)}


def count_waiting(actor: Actor) -> dict[str, int]:
    """Count what is to do in reach: open tickets, of these the late ones, and calls to make."""
    rows = within_reach(Ticket.objects.all(), actor, action=_SEE)
    counted = rows.exclude(status=TicketStatus.CLOSED).aggregate(
        open=Count("pk", filter=Q(status__in=OPEN_STATUSES)),
        overdue=Count("pk", filter=_late(database_now())),
        follow_up=Count("pk", filter=Q(status=TicketStatus.RESOLVED)),
    )
    return {name: int(count) for name, count in counted.items()}


def _kept(actor: Actor, wanted: TicketFilter, *, now: datetime) -> QuerySet[Ticket]:
    rows = Ticket.objects.filter(status__in=_KEPT[Queue(wanted.queue)])
    if wanted.terminal_id:
        rows = rows.filter(Q(terminal_id=wanted.terminal_id) | Q(department_id=wanted.terminal_id))
    if wanted.unit_id:
        rows = rows.filter(unit_id=wanted.unit_id)
    if wanted.overdue:
        rows = rows.filter(_late(now))
    if wanted.mine:
        rows = rows.filter(Q(taken_by=actor.account_id) | Q(reported_by=actor.account_id))
    for word in wanted.q.encode(errors="ignore").decode().replace("\0", "").split():
        rows = rows.filter(
            Q(ticket_no=word.upper())
            | Q(title__icontains=word)
            | Q(unit__unit_no=word.upper())
            | Q(unit__serial_no=word)
            | Q(terminal__name__icontains=word)
        )
    return rows


def _late(now: datetime) -> Q:
    """Keep the open tickets one of whose clocks has run out."""
    unanswered = Q(status=TicketStatus.NEW, respond_due_at__lt=now)
    return Q(status__in=OPEN_STATUSES) & (Q(due_at__lt=now) | unanswered)


def _name(rows: list[dict[str, Any]], *, now: datetime) -> None:
    name_units_and_places(rows)
    people = names_of({row[by] for row in rows for by in _PEOPLE if row[by]})
    for row in rows:
        for by in _PEOPLE:
            row[f"{by}_name"] = people.get(row[by], "")
        row["respond_state"] = clock_state(row["respond_due_at"], row["taken_at"], now=now)
        row["fix_state"] = clock_state(row["due_at"], row["resolved_at"], now=now)
        row["overdue"] = ClockState.LATE in (row["respond_state"], row["fix_state"])


def _doings(actor: Actor, row: dict[str, Any]) -> list[str]:
    """Return what the actor may do with a ticket now; the page shows only that."""
    doing, action = _MOVES.get(TicketStatus(row["status"]), ("", ""))
    return [doing] if doing and row["scope_id"] in scopes_in_reach(actor, action) else []
