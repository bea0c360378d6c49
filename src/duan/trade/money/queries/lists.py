from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet, Sum
from django.utils import timezone

from duan.core.access.queries import scopes_in_reach, within_reach
from duan.core.kernel.actor import Actor
from duan.core.kernel.paging import Order, Page, after, cut
from duan.trade.money.models import Milestone
from duan.trade.money.policies import days_late
from duan.trade.money.types import Filter, MilestoneStatus, Shown, Totals
from duan.trade.sales.types import MilestoneKind
from duan.trade.terminals.queries import places_of

SEE = "money.see"
RECORD = "money.record"
# Each list in the order in which one works on it: the longest due first, the newest news first.
_ORDERS = {
    Shown.OVERDUE: Order("due_on"),
    Shown.DUE: Order("due_on"),
    Shown.PLANNED: Order("planned_at", descending=True),
    Shown.PAID: Order("closed_at", descending=True),
}
COLUMNS = (
    "id", "scope_id", "terminal_id", "deal_id", "contract_id", "contract_no", "kind", "percent",
    "days", "amount", "received", "status", "planned_at", "reached_at", "due_on", "closed_at",
    "version",
)  # fmt: skip
_SCHEDULE = list(MilestoneKind)
_NOTHING = Decimal("0.00")


def page_of_milestones(actor: Actor, wanted: Filter, *, cursor: str, limit: int) -> Page:
    """Return one page of the milestones in reach, as rows ready to be answered."""
    today = timezone.localdate()
    order = _ORDERS[wanted.shown]
    kept = _kept(within_reach(Milestone.objects.all(), actor, action=SEE), wanted, on=today)
    rows = after(kept, order, sort=wanted.shown, cursor=cursor)
    found: list[dict[str, Any]] = list(rows.values(*COLUMNS)[: limit + 1])
    for row in found:
        row["sort_at"] = row[order.column].isoformat()
    page = cut(found, limit, sort=wanted.shown, key=("sort_at", "id"))
    return Page(told(actor, page.items, on=today), page.next)


def milestones_of(actor: Actor, deal_id: UUID) -> list[dict[str, Any]]:
    """List the milestones of a deal in the order of its payment schedule."""
    rows = within_reach(Milestone.objects.filter(deal_id=deal_id), actor, action=SEE)
    found: list[dict[str, Any]] = list(rows.values(*COLUMNS))
    found.sort(key=lambda row: _SCHEDULE.index(MilestoneKind(row["kind"])))
    return told(actor, found, on=timezone.localdate())


def totals_of(actor: Actor, *, terminal_id: UUID | None = None) -> Totals:
    """Sum up the milestones in reach, of one terminal or of all."""
    rows = within_reach(Milestone.objects.all(), actor, action=SEE)
    if terminal_id is not None:
        rows = rows.filter(terminal_id=terminal_id)
    planned = Q(status=MilestoneStatus.PLANNED)
    due = Q(status=MilestoneStatus.DUE)
    overdue = due & Q(due_on__lt=timezone.localdate())
    is_open = F("amount") - F("received")
    found = rows.aggregate(
        planned=Sum("amount", filter=planned),
        open=Sum(is_open, filter=due),
        overdue=Sum(is_open, filter=overdue),
        received=Sum("received"),
        planned_count=Count("pk", filter=planned),
        open_count=Count("pk", filter=due),
        overdue_count=Count("pk", filter=overdue),
        paid_count=Count("pk", filter=Q(status=MilestoneStatus.PAID)),
    )
    return Totals(
        planned=found["planned"] or _NOTHING,
        open=found["open"] or _NOTHING,
        overdue=found["overdue"] or _NOTHING,
        received=found["received"] or _NOTHING,
        planned_count=found["planned_count"],
        open_count=found["open_count"],
        overdue_count=found["overdue_count"],
        paid_count=found["paid_count"],
    )


def told(actor: Actor, rows: list[dict[str, Any]], *, on: date) -> list[dict[str, Any]]:
    """Give rows the names that people know, what is open, how late it is, and what one may do."""
    spots = places_of({row["terminal_id"] for row in rows}) if rows else {}
    may_record = set(scopes_in_reach(actor, RECORD)) if rows else set()
    for row in rows:
        spot = spots.get(row["terminal_id"])
        is_due = row["status"] == MilestoneStatus.DUE
        row["terminal_name"] = spot.name if spot else ""
        row["institution_name"] = spot.institution_name if spot else ""
        row["open"] = row["amount"] - row["received"]
        row["days_late"] = days_late(row["due_on"], on=on) if is_due else 0
        row["may"] = ["record"] if is_due and row["scope_id"] in may_record else []
    return rows


def _kept(rows: QuerySet[Milestone], wanted: Filter, *, on: date) -> QuerySet[Milestone]:
    if wanted.shown == Shown.OVERDUE:
        rows = rows.filter(status=MilestoneStatus.DUE, due_on__lt=on)
    else:
        rows = rows.filter(status=MilestoneStatus(wanted.shown.value))
    if wanted.terminal_id is not None:
        rows = rows.filter(terminal_id=wanted.terminal_id)
    if wanted.q:
        rows = rows.filter(
            Q(contract_no__istartswith=wanted.q) | Q(terminal__name__icontains=wanted.q)
        )
    return rows
