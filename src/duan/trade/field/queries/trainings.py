from __future__ import annotations

from typing import Any
from uuid import UUID

from duan.core.access.queries import scopes_in_reach, within_reach
from duan.core.kernel.actor import Actor
from duan.core.kernel.errors import NotFound
from duan.core.kernel.paging import Order, Page, after, cut
from duan.core.people.queries import names_of
from duan.trade.field.models import Attendance, Task, Training
from duan.trade.field.types import TrainingStatus
from duan.trade.terminals.queries import places_of

_SEE = "field.see"
_NEWEST = Order("created_at", descending=True)
_ROW = (
    "id", "training_no", "topic", "planned_on", "status", "held_at", "trainer_id", "deal_id",
    "unit_id", "task_id", "terminal_id", "department_id", "version", "created_at",
    "task__task_no", "task__device_name", "task__serial_no",
)  # fmt: skip


def page_of_trainings(actor: Actor, *, status: str, cursor: str, limit: int) -> Page:
    """Page through the trainings in reach, the newest first."""
    rows = within_reach(Training.objects.all(), actor, action=_SEE)
    if status:
        rows = rows.filter(status=status)
    paged = after(rows, _NEWEST, sort="-created_at", cursor=cursor)
    found: list[dict[str, Any]] = list(paged.values(*_ROW)[: limit + 1])
    for row in found:
        row["sort_at"] = row["created_at"].isoformat()
    page = cut(found, limit, sort="-created_at", key=("sort_at", "id"))
    return Page(_named(page.items), page.next)


def training_told(actor: Actor, training_id: UUID) -> dict[str, Any]:
    """Return a training with who came; raise `NotFound`."""
    rows = within_reach(Training.objects.filter(pk=training_id), actor, action=_SEE)
    found: list[dict[str, Any]] = list(rows.values(*_ROW, "scope_id"))
    if not found:
        raise NotFound
    [row] = _named(found)
    may_hold = row["status"] == TrainingStatus.PLANNED and row["scope_id"] in scopes_in_reach(
        actor, "field.work"
    )
    came = Attendance.objects.filter(training_id=training_id).order_by("position")
    listed = came.values("person_name", "department_name", "passed", "signed_at")
    return {**row, "attendance": list(listed), "may": ["hold"] if may_hold else []}


def trainings_of(task: Task) -> list[dict[str, Any]]:
    """Return the trainings on the unit of a task, the first planned first."""
    rows = Training.objects.filter(task=task).order_by("planned_on", "pk")
    return [dict(row) for row in rows.values("id", "training_no", "topic", "planned_on", "status")]


def _named(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    wanted = {row[name] for row in rows for name in ("terminal_id", "department_id") if row[name]}
    spots = places_of(wanted)
    names = names_of({row["trainer_id"] for row in rows})
    for row in rows:
        spot, department = spots.get(row["terminal_id"]), spots.get(row["department_id"])
        row["terminal_name"] = spot.name if spot else ""
        row["department_name"] = department.name if department else ""
        row["trainer_name"] = names.get(row["trainer_id"], "")
        for name in ("task_no", "device_name", "serial_no"):
            row[name] = row.pop(f"task__{name}")
    return rows
