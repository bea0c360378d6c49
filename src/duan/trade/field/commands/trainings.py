from __future__ import annotations

from datetime import date
from uuid import UUID

from django.utils.timezone import localdate

from duan.core.kernel.commands import Run, command
from duan.core.kernel.errors import Place
from duan.core.kernel.numbers import take_numbers
from duan.trade.field import policies
from duan.trade.field.commands.reaching import (
    reach_task,
    reach_training,
    save,
    touch_task,
    touch_terminal,
)
from duan.trade.field.events import TrainingDone
from duan.trade.field.models import Attendance, Training
from duan.trade.field.policies import UnusableTraining, WrongStage
from duan.trade.field.types import Attendee, TrainingStatus

_WORK = "field.work"


@command("field.plan_training", sentence="计划培训 {training_no}「{topic}」，{planned_on}")
def plan_training(run: Run, *, task_id: UUID, topic: str, planned_on: date) -> UUID:
    """Plan to teach the hospital's people the unit of a task; return the training's id.

    Raises `UnusableTraining`, `PlannedInThePast`.
    """
    task = reach_task(run, task_id, action=_WORK, hang_on=True)
    policies.refuse_past_day(planned_on, today=localdate(run.now))
    clean = " ".join(topic.split())
    if not clean:
        raise UnusableTraining("请填写培训内容。", where=[Place("topic", "必填")])
    training = Training(
        scope_id=task.scope_id,
        terminal_id=task.terminal_id,
        department_id=task.department_id,
        deal_id=task.deal_id,
        task=task,
        unit_id=task.unit_id,
        training_no=f"N{take_numbers('training'):07d}",
        topic=clean,
        planned_on=planned_on,
        trainer_id=run.who.account_id,
        created_at=run.now,
    )
    training.save(force_insert=True)
    run.tell(training_no=training.training_no, topic=clean, planned_on=planned_on.isoformat())
    _touch(run, training)
    touch_task(run, task)
    return training.pk


@command(
    "field.hold_training",
    sentence="完成培训 {training_no}「{topic}」，签到 {count} 人，通过 {passed} 人",
)
def hold_training(
    run: Run, *, training_id: UUID, seen_version: int, attendance: tuple[Attendee, ...]
) -> None:
    """Write down who came to a training and who passed; whoever does so was the trainer.

    Raises `Stale`, `WrongStage`, `UnusableTraining`.
    """
    training = reach_training(run, training_id, action=_WORK)
    if training.status != TrainingStatus.PLANNED:
        raise WrongStage(f"培训 {training.training_no} 已完成，签到表不能再改。请刷新后查看。")
    policies.refuse_unseen(training, training.training_no, seen_version)
    came = policies.checked_attendance(attendance)
    Attendance.objects.bulk_create(
        Attendance(
            scope_id=training.scope_id,
            terminal_id=training.terminal_id,
            training=training,
            position=n,
            person_name=one.person_name,
            department_name=one.department_name,
            passed=one.passed,
            signed_at=run.now,
        )
        for n, one in enumerate(came, start=1)
    )
    training.status, training.held_at = TrainingStatus.HELD, run.now
    training.trainer_id = run.who.account_id
    save(training)
    run.tell(
        training_no=training.training_no,
        topic=training.topic,
        count=len(came),
        passed=sum(one.passed for one in came),
    )
    _touch(run, training)
    run.touch("task", training.task_id, scope_id=training.scope_id)
    touch_terminal(run, training)
    run.publish(
        TrainingDone(
            training_id=training.pk,
            unit_id=training.unit_id,
            deal_id=training.deal_id,
            terminal_id=training.terminal_id,
            attended=len(came),
            at=run.now,
        )
    )


def _touch(run: Run, training: Training) -> None:
    run.touch("training", training.pk, scope_id=training.scope_id, name=training.training_no)
