from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Status

from duan.core.kernel.http import REFUSALS, IdOut, actor_of
from duan.core.kernel.paging import DEFAULT_LIMIT
from duan.trade.field import commands, queries
from duan.trade.field.api import schemas as s
from duan.trade.field.api.routing import Cursor, Limit, router


@router.get("/tasks", response={200: s.TasksOut, **REFUSALS})
def list_tasks(
    request: HttpRequest,
    wanted: Query[s.TaskFilterIn],
    cursor: Cursor = "",
    limit: Limit = DEFAULT_LIMIT,
) -> Any:
    return queries.page_of_tasks(actor_of(request), wanted.read(), cursor=cursor, limit=limit)


@router.get("/tasks/{task_id}", response={200: s.TaskOut, **REFUSALS})
def get_task(request: HttpRequest, task_id: UUID) -> Any:
    return queries.task_told(actor_of(request), task_id)


@router.get("/tasks/{task_id}/engineers", response={200: s.EngineersOut, **REFUSALS})
def list_engineers(request: HttpRequest, task_id: UUID) -> Any:
    return {"items": queries.engineers_for(actor_of(request), task_id)}


@router.post("/tasks/{task_id}/dispatch", response={200: s.TaskOut, **REFUSALS})
def dispatch_install(request: HttpRequest, task_id: UUID, body: s.DispatchIn) -> Any:
    actor = actor_of(request)
    commands.dispatch_install(
        actor,
        task_id=task_id,
        seen_version=body.seen_version,
        engineer_id=body.engineer_id,
        planned_on=body.planned_on,
    )
    return queries.task_told(actor, task_id)


@router.post("/tasks/{task_id}/start", response={200: s.TaskOut, **REFUSALS})
def start_install(request: HttpRequest, task_id: UUID, body: s.TaskSeenIn) -> Any:
    actor = actor_of(request)
    commands.start_install(actor, task_id=task_id, seen_version=body.seen_version)
    return queries.task_told(actor, task_id)


@router.post("/tasks/{task_id}/tick", response={200: s.TaskOut, **REFUSALS})
def tick_item(request: HttpRequest, task_id: UUID, body: s.TickIn) -> Any:
    actor = actor_of(request)
    commands.tick_item(actor, task_id=task_id, key=body.key, done=body.done, note=body.note)
    return queries.task_told(actor, task_id)


@router.post("/tasks/{task_id}/photos", response={200: s.TaskOut, **REFUSALS})
def add_photo(request: HttpRequest, task_id: UUID, body: s.PhotoIn) -> Any:
    actor = actor_of(request)
    commands.add_photo(actor, task_id=task_id, file_id=body.file_id, caption=body.caption)
    return queries.task_told(actor, task_id)


@router.post("/tasks/{task_id}/finish", response={200: s.TaskOut, **REFUSALS})
def finish_install(request: HttpRequest, task_id: UUID, body: s.FinishIn) -> Any:
    actor = actor_of(request)
    commands.finish_install(actor, task_id=task_id, seen_version=body.seen_version, note=body.note)
    return queries.task_told(actor, task_id)


@router.post("/tasks/{task_id}/accept", response={200: s.TaskOut, **REFUSALS})
def accept_install(request: HttpRequest, task_id: UUID, body: s.AcceptIn) -> Any:
    actor = actor_of(request)
    commands.accept_install(
        actor,
        task_id=task_id,
        seen_version=body.seen_version,
        signer_name=body.signer_name,
        signer_title=body.signer_title,
        signature_file_id=body.signature_file_id,
        remark=body.remark,
    )
    return queries.task_told(actor, task_id)


@router.post("/tasks/{task_id}/trainings", response={201: IdOut, **REFUSALS})
def plan_training(request: HttpRequest, task_id: UUID, body: s.PlanTrainingIn) -> Any:
    pk = commands.plan_training(
        actor_of(request), task_id=task_id, topic=body.topic, planned_on=body.planned_on
    )
    return Status(201, {"id": pk})
