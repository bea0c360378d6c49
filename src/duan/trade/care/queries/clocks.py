"""What the SLA attainment is counted from: each clock of a ticket that ran out in a period.

A clock belongs to the period its deadline lies in. It counts once the deadline has come: as met
when it was done by then, else as missed, also while it is still open.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from operator import itemgetter
from typing import Any, Final

from django.db.models import Count, F, Q, QuerySet

from duan.core.access.queries import database_now, scopes_in_reach
from duan.core.kernel.actor import Actor
from duan.core.kernel.paging import Order, Page, after, cut
from duan.trade.care.models import Ticket
from duan.trade.care.policies import clock_state
from duan.trade.care.queries.naming import name_units_and_places
from duan.trade.care.types import Attainment, ClockKind, ClockState

_SEE = "care.see"
_SORT = "clock"
# Which column of a ticket is each clock's deadline, and which the moment it was stopped.
_COLUMNS: Final = {
    ClockKind.RESPOND: ("respond_due_at", "taken_at"),
    ClockKind.FIX: ("due_at", "resolved_at"),
}
_TICKET = (
    "id", "ticket_no", "title", "status", "sla_class", "scope_id", "terminal_id", "department_id",
    "unit_id", "reported_at",
)  # fmt: skip


def attainment(
    actor: Actor,
    *,
    starts_at: datetime,
    ends_at: datetime,
    scope_ids: Collection[int] | None = None,
) -> dict[int, Attainment]:
    """Count the clocks in reach that ran out in a period, by scope; one query, none in between."""
    until, rows = min(ends_at, database_now()), _in_reach(actor, scope_ids)
    respond = _ran_out(ClockKind.RESPOND, starts_at, until)
    fix = _ran_out(ClockKind.FIX, starts_at, until)
    ours = rows.filter(respond | fix).order_by().values("scope_id")
    counted = ours.annotate(
        respond_due=Count("pk", filter=respond),
        respond_met=Count("pk", filter=respond & _met(ClockKind.RESPOND)),
        fix_due=Count("pk", filter=fix),
        fix_met=Count("pk", filter=fix & _met(ClockKind.FIX)),
    )
    return {
        row["scope_id"]: Attainment(
            met=row["respond_met"] + row["fix_met"], due=row["respond_due"] + row["fix_due"]
        )
        for row in counted
    }


def clocks_due(
    actor: Actor,
    *,
    starts_at: datetime,
    ends_at: datetime,
    scope_ids: Collection[int] | None = None,
    cursor: str = "",
    limit: int,
) -> Page:
    """Page through the clocks that `attainment` counts, by deadline: each a row with `met`.

    The two clocks of one ticket never end at the same moment, so moment and ticket name a clock.
    """
    now = database_now()
    rows = _in_reach(actor, scope_ids)
    found: list[dict[str, Any]] = []
    for kind, (due, done) in _COLUMNS.items():
        ran_out = rows.filter(_ran_out(kind, starts_at, min(ends_at, now)))
        paged = after(ran_out, Order(due), sort=_SORT, cursor=cursor)
        asked = paged.values(*_TICKET, clock_due_at=F(due), done_at=F(done))[: limit + 1]
        found.extend(row | {"clock": kind} for row in asked)
    found.sort(key=itemgetter("clock_due_at", "id"))
    found = found[: limit + 1]
    for row in found:
        state = clock_state(row["clock_due_at"], row["done_at"], now=now)
        row["met"] = state == ClockState.MET
        row["sort_at"] = row["clock_due_at"].isoformat()
    page = cut(found, limit, sort=_SORT, key=("sort_at", "id"))
    name_units_and_places(page.items)
    return page


def _in_reach(actor: Actor, scope_ids: Collection[int] | None) -> QuerySet[Ticket]:
    reach = set(scopes_in_reach(actor, _SEE))
    return Ticket.objects.filter(
        scope_id__in=reach if scope_ids is None else reach.intersection(scope_ids)
    )


def _ran_out(kind: ClockKind, starts_at: datetime, until: datetime) -> Q:
    due, _ = _COLUMNS[kind]
    return Q((f"{due}__gte", starts_at), (f"{due}__lt", until))


def _met(kind: ClockKind) -> Q:
    due, done = _COLUMNS[kind]
    return Q((f"{done}__lte", F(due)))
