from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from duan.core.access.queries import holders_of, refuse_without, scopes_in_reach, within_reach
from duan.core.files.queries import files_named
from duan.core.kernel.actor import Actor
from duan.core.kernel.errors import NotFound
from duan.core.kernel.paging import Order, Page, after, cut
from duan.core.people.queries import names_of
from duan.trade.field.models import Acceptance, Task, TaskPhoto
from duan.trade.field.queries.trainings import trainings_of
from duan.trade.field.types import TaskFilter, TaskStatus
from duan.trade.field.workflow import MAY_BE_DISPATCHED
from duan.trade.terminals.queries import places_of

_SEE = "field.see"
_NEWEST = Order("created_at", descending=True)
_ROW = (
    "id", "scope_id", "task_no", "status", "deal_id", "unit_id", "unit_no", "serial_no",
    "device_name", "terminal_id", "department_id", "engineer_id", "planned_on", "created_at",
)  # fmt: skip
_REST = (
    "shipment_id", "warranty_rule", "warranty_months", "sla_class", "arrived_on", "checklist",
    "note", "version", "dispatched_by", "dispatched_at", "started_at", "installed_at",
)  # fmt: skip


def get_task(actor: Actor, task_id: UUID) -> Task:
    """Return a task in reach; raise `NotFound`."""
    found = within_reach(Task.objects.filter(pk=task_id), actor, action=_SEE).first()
    if found is None:
        raise NotFound
    return found


def page_of_tasks(actor: Actor, wanted: TaskFilter, *, cursor: str, limit: int) -> Page:
    """Page through the installations in reach, the newest first."""
    rows = _kept(within_reach(Task.objects.all(), actor, action=_SEE), actor, wanted)
    paged = after(rows, _NEWEST, sort="-created_at", cursor=cursor)
    found: list[dict[str, Any]] = list(paged.values(*_ROW)[: limit + 1])
    for row in found:
        row["sort_at"] = row["created_at"].isoformat()
    page = cut(found, limit, sort="-created_at", key=("sort_at", "id"))
    return Page(_named(actor, page.items), page.next)


def task_told(actor: Actor, task_id: UUID) -> dict[str, Any]:
    """Return all of an installation that its page shows, and what the actor may do now."""
    task = get_task(actor, task_id)
    row = {name: getattr(task, name) for name in (*_ROW, *_REST)}
    acceptance = Acceptance.objects.filter(task=task).first()
    photos = list(TaskPhoto.objects.filter(task=task).order_by("added_at", "pk"))
    people = {photo.added_by for photo in photos}
    people |= {pk for pk in (task.dispatched_by, acceptance and acceptance.accepted_by) if pk}
    names = names_of(people)
    return {
        **_named(actor, [row])[0],
        "dispatched_by_name": names.get(task.dispatched_by, "") if task.dispatched_by else "",
        "photos": _photos(photos, names),
        "acceptance": _accepted(acceptance, names) if acceptance else None,
        "trainings": trainings_of(task),
        "may": _doings(actor, task),
    }


def engineers_for(actor: Actor, task_id: UUID) -> list[dict[str, Any]]:
    """Return whom a task can be given to, by name. Raises `NotAllowed`."""
    task = get_task(actor, task_id)
    refuse_without(actor, "field.dispatch", scope_id=task.scope_id)
    names = names_of(holders_of(actor, "field.work", scope_id=task.scope_id))
    return [{"id": pk, "name": name} for pk, name in sorted(names.items(), key=lambda one: one[1])]


def _kept(rows: QuerySet[Task], actor: Actor, wanted: TaskFilter) -> QuerySet[Task]:
    if wanted.status:
        rows = rows.filter(status=wanted.status)
    if wanted.mine:
        rows = rows.filter(engineer_id=actor.account_id)
    if wanted.deal_id:
        rows = rows.filter(deal_id=wanted.deal_id)
    if wanted.terminal_id:
        rows = rows.filter(Q(terminal_id=wanted.terminal_id) | Q(department_id=wanted.terminal_id))
    if wanted.q:
        rows = rows.filter(
            Q(task_no__istartswith=wanted.q)
            | Q(serial_no__icontains=wanted.q)
            | Q(unit_no__istartswith=wanted.q)
            | Q(device_name__icontains=wanted.q)
            | Q(terminal__name__icontains=wanted.q)
        )
    return rows


def _named(actor: Actor, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Add to rows what people call the places and the engineers, and what the row means today."""
    wanted = {row[name] for row in rows for name in ("terminal_id", "department_id") if row[name]}
    spots = places_of(wanted)
    names = names_of({row["engineer_id"] for row in rows if row["engineer_id"]})
    today = localdate()
    for row in rows:
        spot, department = spots.get(row["terminal_id"]), spots.get(row["department_id"])
        begun = row["status"] in (TaskStatus.DISPATCHED, TaskStatus.STARTED)
        row["terminal_name"] = spot.name if spot else ""
        row["department_name"] = department.name if department else ""
        row["engineer_name"] = names.get(row["engineer_id"], "")
        row["mine"] = row["engineer_id"] == actor.account_id
        row["late"] = begun and row["planned_on"] < today
    return rows


def _photos(photos: list[TaskPhoto], names: dict[UUID, str]) -> list[dict[str, Any]]:
    kept = files_named([photo.file_id for photo in photos])
    return [
        {
            "id": photo.pk,
            "file_id": photo.file_id,
            "sha256": kept[photo.file_id].sha256 if photo.file_id in kept else "",
            "caption": photo.caption,
            "added_by_name": names.get(photo.added_by, ""),
            "added_at": photo.added_at,
        }
        for photo in photos
    ]


def _accepted(acceptance: Acceptance, names: dict[UUID, str]) -> dict[str, Any]:
    return {
        "signer_name": acceptance.signer_name,
        "signer_title": acceptance.signer_title,
        "signature_file_id": acceptance.signature_id,
        "remark": acceptance.remark,
        "accepted_by_name": names.get(acceptance.accepted_by, ""),
        "accepted_at": acceptance.accepted_at,
    }


def _doings(actor: Actor, task: Task) -> list[str]:
    """Return what the actor may do with a task now; the page shows only that."""
    stage = TaskStatus(task.status)
    own = task.engineer_id == actor.account_id
    possible = {
        "dispatch": ("field.dispatch", stage in MAY_BE_DISPATCHED),
        "start": ("field.work", own and stage == TaskStatus.DISPATCHED),
        "work": ("field.work", own and stage == TaskStatus.STARTED),
        "train": ("field.work", True),
        "accept": ("field.accept", stage == TaskStatus.INSTALLED),
    }
    reach = {
        action: task.scope_id in scopes_in_reach(actor, action)
        for action in sorted({action for action, _ in possible.values()})
    }
    return [doing for doing, (action, now) in possible.items() if now and reach[action]]
