"""What installations, acceptances and trainings must satisfy, whoever reports them."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from duan.core.files.queries import files_named
from duan.core.files.types import KeptFile
from duan.core.kernel.errors import Conflict, Invalid, Place, Refused, refuse_stale
from duan.trade.field.models import Task, Training
from duan.trade.field.types import Attendee, TaskStatus
from duan.trade.field.workflow import FEWEST_PHOTOS

_MOST_ATTENDEES = 200


class WrongStage(Conflict):
    code = "wrong_stage"


class NotAnEngineer(Invalid):
    code = "not_an_engineer"


class PlannedInThePast(Invalid):
    code = "planned_in_the_past"


class NotYourTask(Refused):
    code = "not_your_task"
    status = 403


class UnknownItem(Invalid):
    code = "unknown_item"


class UnusableFile(Invalid):
    code = "unusable_file"


class InstallIsIncomplete(Invalid):
    code = "install_is_incomplete"


class UnusableAcceptance(Invalid):
    code = "unusable_acceptance"


class UnusableTraining(Invalid):
    code = "unusable_training"


def refuse_unseen(row: Task | Training, name: str, seen_version: int) -> None:
    refuse_stale(f"「{name}」", row.version, seen_version)


def refuse_other_stage(task: Task, *allowed: TaskStatus) -> None:
    if task.status not in allowed:
        listed = "、".join(str(stage.label) for stage in allowed)
        raise WrongStage(
            f"安装任务 {task.task_no} 现在是「{TaskStatus(task.status).label}」，"
            f"这一步只能在「{listed}」时进行。请刷新后查看。"
        )


def refuse_other_engineer(task: Task, account_id: UUID) -> None:
    if task.engineer_id != account_id:
        raise NotYourTask(
            f"安装任务 {task.task_no} 派给了别的工程师，只有本人可以操作。需要换人请联系派工人员。"
        )


def refuse_past_day(day: date, *, today: date) -> None:
    if day < today:
        raise PlannedInThePast(
            "计划日期早于今天，请改为今天或以后的日期。", where=[Place("planned_on", "不早于今天")]
        )


def checked_photo(task: Task, file_id: UUID, account_id: UUID, *, field: str) -> KeptFile:
    """Return a picture that this person kept for the task's scope. Raises `UnusableFile`."""
    kept = files_named([file_id]).get(file_id)
    if kept is None or kept.kept_by != account_id or kept.scope_id != task.scope_id:
        raise UnusableFile(
            "没有找到您为这项任务上传的图片，请重新上传。", where=[Place(field, "请重新上传")]
        )
    if not kept.content_type.startswith("image/"):
        raise UnusableFile(
            f"「{kept.name}」不是图片，请上传照片。", where=[Place(field, "应为图片")]
        )
    return kept


def refuse_incomplete(task: Task, photos: int) -> None:
    """Raise `InstallIsIncomplete` naming every item that isn't done, and the photos that lack."""
    places = [
        Place(f"checklist.{item['key']}", f"未完成：{item['label']}")
        for item in task.checklist
        if not item["done"]
    ]
    if photos < FEWEST_PHOTOS:
        places.append(Place("photos", f"至少上传 {FEWEST_PHOTOS} 张现场照片"))
    if places:
        listed = "；".join(place.message for place in places)
        raise InstallIsIncomplete(f"安装还没有完成，请补齐：{listed}。", where=places)


def checked_attendance(attendance: tuple[Attendee, ...]) -> tuple[Attendee, ...]:
    """Return the attendance without outer blanks. Raises `UnusableTraining`."""
    if not attendance:
        raise UnusableTraining(
            "签到表是空的，请至少登记一位参加培训的人。", where=[Place("attendance", "至少一人")]
        )
    if len(attendance) > _MOST_ATTENDEES:
        raise UnusableTraining(
            f"一次培训最多登记 {_MOST_ATTENDEES} 人，请分几次登记。",
            where=[Place("attendance", f"最多 {_MOST_ATTENDEES} 人")],
        )
    clean = tuple(
        Attendee(
            person_name=" ".join(one.person_name.split()),
            department_name=" ".join(one.department_name.split()),
            passed=one.passed,
        )
        for one in attendance
    )
    unnamed = [n for n, one in enumerate(clean) if not one.person_name]
    if unnamed:
        raise UnusableTraining(
            f"签到表第 {'、'.join(str(n + 1) for n in unnamed)} 行没有填写姓名，请填写或删除这一行。",
            where=[Place(f"attendance.{n}.person_name", "必填") for n in unnamed],
        )
    return clean
