from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from duan.core.kernel.steps import Reached
from duan.trade.field.models import Task, Training

_STAGES = ("DISPATCH", "INSTALL", "ACCEPT")


def reached(deal_ids: Collection[UUID]) -> list[Reached]:
    """Return when each deal's units got how far, as the running transaction's actor may see."""
    tasks = Task.objects.filter(deal_id__in=deal_ids)
    trainings = Training.objects.filter(deal_id__in=deal_ids)
    found = [
        Reached(deal_id, stage, at)
        for deal_id, *times in tasks.values_list(
            "deal_id", "dispatched_at", "installed_at", "acceptance__accepted_at"
        )
        for stage, at in zip(_STAGES, times, strict=True)
        if at is not None
    ]
    held = trainings.values_list("deal_id", "held_at")
    return found + [Reached(deal_id, "TRAIN", at) for deal_id, at in held if at is not None]
