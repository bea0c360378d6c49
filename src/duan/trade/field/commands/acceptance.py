from __future__ import annotations

from datetime import date
from uuid import UUID

from django.utils.timezone import localdate

from duan.core.kernel.commands import Run, command
from duan.core.kernel.errors import Place
from duan.trade.assets import commands as assets
from duan.trade.assets.types import CoverKind, SlaClass, WarrantyRule
from duan.trade.field import policies
from duan.trade.field.commands.reaching import reach_task, save, touch_task
from duan.trade.field.events import InstallAccepted
from duan.trade.field.models import Acceptance, Task
from duan.trade.field.policies import UnusableAcceptance, UnusableFile
from duan.trade.field.types import TaskStatus


@command(
    "field.accept_install",
    sentence="验收 {device}（{task_no}），质保自 {starts_on} 起 {months} 个月",
    uses=["assets.start_cover"],
)
def accept_install(
    run: Run,
    *,
    task_id: UUID,
    seen_version: int,
    signer_name: str,
    signature_file_id: UUID,
    signer_title: str = "",
    remark: str = "",
) -> UUID:
    """Take an installed unit over for the hospital, by signature; its warranty starts.

    Raises `Stale`, `WrongStage`, `UnusableAcceptance`, `UnusableFile`.
    """
    task = reach_task(run, task_id, action="field.accept", hang_on=True)
    policies.refuse_unseen(task, task.task_no, seen_version)
    policies.refuse_other_stage(task, TaskStatus.INSTALLED)
    acceptance = Acceptance(
        scope_id=task.scope_id,
        terminal_id=task.terminal_id,
        task=task,
        signer_name=_checked_signer(signer_name),
        signer_title=" ".join(signer_title.split()),
        signature_id=_fresh_signature(run, task, signature_file_id),
        remark=remark.strip(),
        accepted_by=run.who.account_id,
        accepted_at=run.now,
    )
    acceptance.save(force_insert=True)
    task.status = TaskStatus.ACCEPTED
    save(task)
    accepted_on = localdate(run.now)
    starts_on = _warranty_starts(task, accepted_on)
    _start_warranty(run, task, starts_on)
    run.tell(
        task_no=task.task_no,
        device=task.device_name,
        starts_on=starts_on.isoformat(),
        months=task.warranty_months,
    )
    run.touch("acceptance", acceptance.pk, scope_id=task.scope_id)
    touch_task(run, task)
    _publish(run, task, accepted_on)
    return acceptance.pk


def _checked_signer(name: str) -> str:
    clean = " ".join(name.split())
    if not clean:
        raise UnusableAcceptance("请填写签字人姓名。", where=[Place("signer_name", "必填")])
    return clean


def _fresh_signature(run: Run, task: Task, file_id: UUID) -> UUID:
    """Return the signature's file, which signed nothing before."""
    policies.checked_photo(task, file_id, run.who.account_id, field="signature_file_id")
    if Acceptance.objects.filter(signature_id=file_id).exists():
        raise UnusableFile(
            "这个签名已用于另一份验收，请重新签名。",
            where=[Place("signature_file_id", "请重新签名")],
        )
    return file_id


def _warranty_starts(task: Task, accepted_on: date) -> date:
    return task.arrived_on if task.warranty_rule == WarrantyRule.ARRIVAL else accepted_on


def _start_warranty(run: Run, task: Task, starts_on: date) -> None:
    assets.start_cover(
        run.who,
        unit_id=task.unit_id,
        kind=CoverKind.WARRANTY,
        starts_on=starts_on,
        months=task.warranty_months,
        sla_class=SlaClass(task.sla_class),
        source_id=task.pk,
    )


def _publish(run: Run, task: Task, accepted_on: date) -> None:
    run.publish(
        InstallAccepted(
            task_id=task.pk,
            unit_id=task.unit_id,
            deal_id=task.deal_id,
            terminal_id=task.terminal_id,
            accepted_on=accepted_on,
            at=run.now,
        )
    )
