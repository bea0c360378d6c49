from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest

from duan.core.kernel.http import REFUSALS, actor_of
from duan.core.kernel.paging import DEFAULT_LIMIT
from duan.trade.field import commands, queries
from duan.trade.field.api import schemas as s
from duan.trade.field.api.routing import Cursor, Limit, router
from duan.trade.field.types import TrainingStatus


@router.get("/trainings", response={200: s.TrainingsOut, **REFUSALS})
def list_trainings(
    request: HttpRequest,
    status: TrainingStatus | None = None,
    cursor: Cursor = "",
    limit: Limit = DEFAULT_LIMIT,
) -> Any:
    return queries.page_of_trainings(
        actor_of(request), status=status or "", cursor=cursor, limit=limit
    )


@router.get("/trainings/{training_id}", response={200: s.TrainingOut, **REFUSALS})
def get_training(request: HttpRequest, training_id: UUID) -> Any:
    return queries.training_told(actor_of(request), training_id)


@router.post("/trainings/{training_id}/hold", response={200: s.TrainingOut, **REFUSALS})
def hold_training(request: HttpRequest, training_id: UUID, body: s.HoldTrainingIn) -> Any:
    actor = actor_of(request)
    commands.hold_training(
        actor,
        training_id=training_id,
        seen_version=body.seen_version,
        attendance=tuple(one.read() for one in body.attendance),
    )
    return queries.training_told(actor, training_id)
