"""What can be read of installations and trainings; every function answers for whom the transaction acts."""

from __future__ import annotations

from duan.trade.field.queries.installs import count_open_installs, installs_of
from duan.trade.field.queries.steps import steps_of
from duan.trade.field.queries.tasks import engineers_for, get_task, page_of_tasks, task_told
from duan.trade.field.queries.trainings import page_of_trainings, training_told

__all__ = [
    "count_open_installs",
    "engineers_for",
    "get_task",
    "installs_of",
    "page_of_tasks",
    "page_of_trainings",
    "steps_of",
    "task_told",
    "training_told",
]
