"""What the line of a deal shows of the work on site: one step a stage, whatever the number of units."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from typing import Literal
from uuid import UUID

from django.utils.timezone import localdate, make_aware

from duan.core.access.queries import scopes_in_reach, within_reach
from duan.core.kernel.actor import Actor
from duan.core.kernel.steps import Step
from duan.trade.field.models import Task, Training
from duan.trade.field.types import TaskStatus, TrainingStatus

_SEE = "field.see"
_INSTALLED = (TaskStatus.INSTALLED, TaskStatus.ACCEPTED)


def steps_of(actor: Actor, deal_id: UUID) -> list[Step]:
    """Tell DISPATCH, INSTALL, ACCEPT and TRAIN of a deal, those that have begun or are next."""
    if not scopes_in_reach(actor, _SEE):
        return []
    rows = within_reach(Task.objects.filter(deal_id=deal_id), actor, action=_SEE)
    tasks = list(rows.select_related("acceptance").order_by("task_no"))
    if not tasks:
        return []
    given = [task for task in tasks if task.status != TaskStatus.WAITING]
    installed = [task for task in tasks if task.status in _INSTALLED]
    accepted = [task for task in tasks if task.status == TaskStatus.ACCEPTED]
    steps = [_dispatch(tasks, given)]
    if given:
        steps.append(_install(tasks, installed))
    if installed:
        steps.append(_accept(tasks, accepted))
    train = _train(actor, deal_id, tasks, accepted)
    return [*steps, train] if train else steps


def _dispatch(tasks: list[Task], given: list[Task]) -> Step:
    last = _latest(given, lambda task: task.dispatched_at)
    return Step(
        stage="DISPATCH",
        state="DONE" if len(given) == len(tasks) else "NOW",
        title=f"派工 {len(given)}/{len(tasks)}",
        at=last.dispatched_at if last else None,
        by=last.dispatched_by if last else None,
        missing=tuple(f"{task.task_no} 等待派工" for task in tasks if task not in given),
        link=_link(tasks, given),
    )


def _install(tasks: list[Task], installed: list[Task]) -> Step:
    waiting = [task for task in tasks if task not in installed]
    last = _latest(installed, lambda task: task.installed_at)
    due = max((task.planned_on for task in waiting if task.planned_on), default=None)
    return Step(
        stage="INSTALL",
        state=_state(waiting, due),
        title=f"安装 {len(installed)}/{len(tasks)}",
        at=last.installed_at if last else None,
        by=last.engineer_id if last else None,
        due_at=_end_of(due),
        missing=tuple(f"{task.task_no} 尚未完成安装" for task in waiting),
        link=_link(tasks, installed),
    )


def _accept(tasks: list[Task], accepted: list[Task]) -> Step:
    last = _latest(accepted, lambda task: task.acceptance.accepted_at)
    return Step(
        stage="ACCEPT",
        state="DONE" if len(accepted) == len(tasks) else "NOW",
        title=f"验收 {len(accepted)}/{len(tasks)}",
        at=last.acceptance.accepted_at if last else None,
        by=last.acceptance.accepted_by if last else None,
        missing=tuple(f"{task.task_no} 等待院方签字" for task in tasks if task not in accepted),
        link=_link(tasks, accepted),
    )


def _train(actor: Actor, deal_id: UUID, tasks: list[Task], accepted: list[Task]) -> Step | None:
    rows = within_reach(Training.objects.filter(deal_id=deal_id), actor, action=_SEE)
    trainings = list(rows.order_by("planned_on", "training_no"))
    if not trainings:
        if not accepted:
            return None
        return Step(
            stage="TRAIN",
            state="NOW",
            title="培训",
            missing=("还没有安排培训",),
            link=("task", tasks[0].pk),
        )
    planned = [one for one in trainings if one.status == TrainingStatus.PLANNED]
    held = [one for one in trainings if one.status == TrainingStatus.HELD]
    last = max(held, key=lambda one: (one.held_at, one.pk), default=None)
    due = planned[0].planned_on if planned else None
    return Step(
        stage="TRAIN",
        state=_state(planned, due),
        title=f"培训 {len(held)}/{len(trainings)}",
        at=last.held_at if last else None,
        by=last.trainer_id if last else None,
        due_at=_end_of(due),
        missing=tuple(f"{one.training_no} 尚未签到" for one in planned),
        link=("training", (planned or trainings)[0].pk),
    )


def _state(waiting: Sequence[object], due: date | None) -> Literal["DONE", "NOW", "MISSING"]:
    if not waiting:
        return "DONE"
    return "MISSING" if due is not None and due < localdate() else "NOW"


def _latest(tasks: list[Task], moment: Callable[[Task], datetime | None]) -> Task | None:
    timed = [(at, task.task_no, task) for task in tasks if (at := moment(task)) is not None]
    return max(timed)[2] if timed else None


def _link(tasks: list[Task], done: list[Task]) -> tuple[str, UUID]:
    """Name the first task that still waits, or the first of all."""
    waiting = [task for task in tasks if task not in done]
    return ("task", (waiting or tasks)[0].pk)


def _end_of(day: date | None) -> datetime | None:
    return make_aware(datetime.combine(day, time(23, 59, 59))) if day else None
