"""Getting at the row that a command is about, and saying afterwards what it changed."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from duan.core.access.commands import reach
from duan.core.kernel.commands import Run
from duan.core.kernel.errors import NotFound
from duan.trade.field.models import Task, Training
from duan.trade.terminals.commands.tree import share_shape
from duan.trade.terminals.queries import find_spot


def reach_task(run: Run, task_id: UUID, *, action: str, hang_on: bool = False) -> Task:
    """Load and lock a task; with `hang_on` nobody moves its terminal until the commit either.

    A move carries a terminal's rows along; what is hung on the task meanwhile would stay behind.
    """
    if hang_on:
        _hold_terminal(Task.objects.filter(pk=task_id).values_list("terminal_id", flat=True))
    return reach(run, Task.objects.filter(pk=task_id), action=action)


def reach_training(run: Run, training_id: UUID, *, action: str) -> Training:
    _hold_terminal(Training.objects.filter(pk=training_id).values_list("terminal_id", flat=True))
    return reach(run, Training.objects.filter(pk=training_id), action=action)


def _hold_terminal(found: QuerySet[Task, UUID] | QuerySet[Training, UUID]) -> None:
    terminal_id = found.first()
    if terminal_id is None:
        raise NotFound
    share_shape(terminal_id)


def save(row: Task | Training) -> None:
    row.version += 1
    row.save(force_update=True)


def touch_task(run: Run, task: Task) -> None:
    """Name the task, its device and its terminal in the log."""
    run.touch("task", task.pk, scope_id=task.scope_id, name=task.task_no)
    run.touch("unit", task.unit_id, scope_id=task.scope_id, name=task.unit_no)
    touch_terminal(run, task)


def touch_terminal(run: Run, row: Task | Training) -> None:
    spot = find_spot(row.terminal_id)
    name = spot.name if spot else ""
    run.touch("terminal", row.terminal_id, scope_id=row.scope_id, name=name)
