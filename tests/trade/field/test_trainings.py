"""A training: held by whoever writes down who came; an attendance names everybody."""

from __future__ import annotations

import pytest

from duan.core.kernel.context import acting
from duan.core.kernel.models import Outbox
from duan.trade.field import commands
from duan.trade.field.models import Attendance, Training
from duan.trade.field.types import Attendee
from tests.trade.field.make import CAME


def facts(name):
    return [
        {key: value for key, value in body.items() if key != "at"}
        for body in Outbox.objects.filter(name=name)
        .order_by("entry")
        .values_list("body", flat=True)
    ]


def test_a_training_is_held_by_whoever_writes_down_who_came(world):
    training_id = world.training()
    came = (
        Attendee(person_name=" 李 护士 ", department_name="超声科"),
        Attendee(person_name="周医生", passed=False),
    )

    commands.hold_training(
        world.colleague, training_id=training_id, seen_version=1, attendance=came
    )

    with acting(world.overseer):
        kept = list(
            Attendance.objects.order_by("position").values_list(
                "person_name", "department_name", "passed"
            )
        )
        training = Training.objects.get(pk=training_id)
    assert kept == [("李 护士", "超声科", True), ("周医生", "", False)]
    assert training.trainer_id == world.colleague.account_id
    assert [fact["attended"] for fact in facts("field.TrainingDone")] == [2]
    with pytest.raises(commands.WrongStage):
        commands.hold_training(
            world.engineer, training_id=training_id, seen_version=2, attendance=came
        )


@pytest.mark.parametrize(
    ("attendance", "message", "field"),
    [
        ((), "签到表是空的，请至少登记一位参加培训的人。", "attendance"),
        (
            (*CAME, Attendee(person_name=" ")),
            "签到表第 2 行没有填写姓名，请填写或删除这一行。",
            "attendance.1.person_name",
        ),
        (CAME * 201, "一次培训最多登记 200 人，请分几次登记。", "attendance"),
    ],
)
def test_an_attendance_names_everybody(world, attendance, message, field):
    with pytest.raises(commands.UnusableTraining) as refusal:
        commands.hold_training(
            world.engineer, training_id=world.training(), seen_version=1, attendance=attendance
        )

    assert (str(refusal.value), refusal.value.where[0].field) == (message, field)
