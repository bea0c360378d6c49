"""Installations as others count them."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from duan.core.access.queries import within_reach
from duan.core.kernel.actor import Actor
from duan.trade.field.models import Task
from duan.trade.field.types import InstallFacts, TaskStatus
from duan.trade.field.workflow import OPEN

_COLUMNS = (
    "id", "task_no", "deal_id", "unit_id", "scope_id", "terminal_id", "status", "arrived_on",
    "planned_on", "installed_at", "acceptance__accepted_at",
)  # fmt: skip


def count_open_installs(actor: Actor, deal_id: UUID) -> int:
    """Return how many units of a deal are not accepted yet, of those the actor sees."""
    rows = within_reach(Task.objects.filter(deal_id=deal_id), actor, action="field.see")
    return rows.filter(status__in=OPEN).count()


def installs_of(
    actor: Actor,
    *,
    deal_id: UUID | None = None,
    planned_from: date | None = None,
    planned_until: date | None = None,
) -> list[InstallFacts]:
    """Return installations in reach: of a deal, or planned for a day in `[from, until)`."""
    rows: QuerySet[Task] = within_reach(Task.objects.all(), actor, action="field.see")
    if deal_id is not None:
        rows = rows.filter(deal_id=deal_id)
    if planned_from is not None:
        rows = rows.filter(planned_on__gte=planned_from)
    if planned_until is not None:
        rows = rows.filter(planned_on__lt=planned_until)
    return [
        InstallFacts(
            task_id=row["id"],
            task_no=row["task_no"],
            deal_id=row["deal_id"],
            unit_id=row["unit_id"],
            scope_id=row["scope_id"],
            terminal_id=row["terminal_id"],
            status=TaskStatus(row["status"]),
            arrived_on=row["arrived_on"],
            planned_on=row["planned_on"],
            installed_at=row["installed_at"],
            accepted_at=row["acceptance__accepted_at"],
        )
        for row in rows.order_by("task_no").values(*_COLUMNS)
    ]
