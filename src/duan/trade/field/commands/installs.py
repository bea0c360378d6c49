from __future__ import annotations

from datetime import date
from uuid import UUID

from django.utils.timezone import localdate

from duan.core.access.queries import holders_of
from duan.core.kernel.commands import Run, command
from duan.core.kernel.errors import Place
from duan.core.people.queries import names_of
from duan.trade.field import policies
from duan.trade.field.commands.reaching import reach_task, save, touch_task
from duan.trade.field.events import InstallDispatched
from duan.trade.field.models import Task, TaskPhoto
from duan.trade.field.policies import NotAnEngineer, UnknownItem, UnusableFile
from duan.trade.field.types import TaskStatus
from duan.trade.field.workflow import MAY_BE_DISPATCHED

_WORK = "field.work"


@command(
    "field.dispatch_install", sentence="把安装任务 {task_no} 派给{engineer}，计划 {planned_on} 安装"
)
def dispatch_install(
    run: Run, *, task_id: UUID, seen_version: int, engineer_id: UUID, planned_on: date
) -> None:
    """Give a task to an engineer for a day; one that was begun may be given to somebody else.

    Raises `Stale`, `WrongStage`, `NotAnEngineer`, `PlannedInThePast`.
    """
    task = reach_task(run, task_id, action="field.dispatch")
    policies.refuse_unseen(task, task.task_no, seen_version)
    policies.refuse_other_stage(task, *MAY_BE_DISPATCHED)
    policies.refuse_past_day(planned_on, today=localdate(run.now))
    if engineer_id not in holders_of(run.who, _WORK, scope_id=task.scope_id):
        raise NotAnEngineer(
            "选择的人不是这个辖区的在职工程师，请重新选择。",
            where=[Place("engineer_id", "请选择本辖区的工程师")],
        )
    task.engineer_id, task.planned_on = engineer_id, planned_on
    task.status = TaskStatus.DISPATCHED
    task.dispatched_by, task.dispatched_at = run.who.account_id, run.now
    task.started_at = None
    save(task)
    run.tell(
        task_no=task.task_no,
        engineer=names_of({engineer_id})[engineer_id],
        planned_on=planned_on.isoformat(),
    )
    touch_task(run, task)
    run.publish(
        InstallDispatched(
            task_id=task.pk,
            engineer_id=engineer_id,
            deal_id=task.deal_id,
            terminal_id=task.terminal_id,
            at=run.now,
        )
    )


@command("field.start_install", sentence="开始安装 {device}（{task_no}）")
def start_install(run: Run, *, task_id: UUID, seen_version: int) -> None:
    """Begin an installation that was given to oneself. Raises `Stale`, `WrongStage`, `NotYourTask`."""
    task = reach_task(run, task_id, action=_WORK)
    policies.refuse_other_engineer(task, run.who.account_id)
    policies.refuse_unseen(task, task.task_no, seen_version)
    policies.refuse_other_stage(task, TaskStatus.DISPATCHED)
    task.status, task.started_at = TaskStatus.STARTED, run.now
    save(task)
    run.tell(task_no=task.task_no, device=task.device_name)
    touch_task(run, task)


@command("field.tick_item", sentence="安装任务 {task_no}：{label}，{done}")
def tick_item(run: Run, *, task_id: UUID, key: str, done: bool, note: str = "") -> None:
    """Say of one item of the checklist whether it is done. Raises `UnknownItem`.

    Ticking needs no version: two items ticked at once are both ticked.
    """
    task = _reach_begun(run, task_id)
    item = next((one for one in task.checklist if one["key"] == key), None)
    if item is None:
        raise UnknownItem("检查单上没有这一项，请刷新后再试。", where=[Place("key", "请刷新")])
    item["done"], item["note"] = done, " ".join(note.split())
    save(task)
    run.tell(task_no=task.task_no, label=item["label"], done="已完成" if done else "改为未完成")
    touch_task(run, task)


@command("field.add_photo", sentence="安装任务 {task_no} 上传照片：{caption}")
def add_photo(run: Run, *, task_id: UUID, file_id: UUID, caption: str = "") -> UUID:
    """Show a photo that one kept with the installation; shown before, nothing changes."""
    task = _reach_begun(run, task_id, hang_on=True)
    policies.checked_photo(task, file_id, run.who.account_id, field="file_id")
    _refuse_shown_elsewhere(task, file_id)
    photo, _ = TaskPhoto.objects.get_or_create(
        task=task,
        file_id=file_id,
        defaults={
            "scope_id": task.scope_id,
            "terminal_id": task.terminal_id,
            "caption": " ".join(caption.split()),
            "added_by": run.who.account_id,
            "added_at": run.now,
        },
    )
    run.tell(task_no=task.task_no, caption=photo.caption or "现场照片")
    run.touch("photo", photo.pk, scope_id=task.scope_id)
    touch_task(run, task)
    return photo.pk


@command("field.finish_install", sentence="完成安装 {device}（{task_no}），照片 {photos} 张")
def finish_install(run: Run, *, task_id: UUID, seen_version: int, note: str = "") -> None:
    """Hand an installation over for acceptance. Raises `Stale`, `InstallIsIncomplete`."""
    task = _reach_begun(run, task_id)
    policies.refuse_unseen(task, task.task_no, seen_version)
    photos = TaskPhoto.objects.filter(task=task).count()
    policies.refuse_incomplete(task, photos)
    task.status, task.installed_at, task.note = TaskStatus.INSTALLED, run.now, note.strip()
    save(task)
    run.tell(task_no=task.task_no, device=task.device_name, photos=photos)
    touch_task(run, task)


def _refuse_shown_elsewhere(task: Task, file_id: UUID) -> None:
    """A photo proves one installation, and goes with its hospital."""
    if TaskPhoto.objects.filter(file_id=file_id).exclude(task=task).exists():
        raise UnusableFile(
            "这张照片已用于另一项安装任务，请重新拍照。", where=[Place("file_id", "请重新拍照")]
        )


def _reach_begun(run: Run, task_id: UUID, *, hang_on: bool = False) -> Task:
    """Load a task that the actor is at work on. Raises `NotYourTask`, `WrongStage`."""
    task = reach_task(run, task_id, action=_WORK, hang_on=hang_on)
    policies.refuse_other_engineer(task, run.who.account_id)
    policies.refuse_other_stage(task, TaskStatus.STARTED)
    return task
