"""What follows a sale in the demo: out of the warehouse, into service, and what comes after."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import count
from uuid import UUID

from duan.core.files.commands import keep_file
from duan.core.kernel import outbox
from duan.core.kernel.actor import Actor
from duan.core.kernel.context import acting
from duan.core.kernel.models import Cursor
from duan.edge.demo import pictures
from duan.trade.care import commands as care
from duan.trade.delivery import commands as delivery
from duan.trade.delivery.models import Shipment
from duan.trade.delivery.types import Verdict
from duan.trade.field import commands as field
from duan.trade.field.models import Task
from duan.trade.field.types import Attendee
from duan.trade.money import commands as money
from duan.trade.money.models import Milestone
from duan.trade.money.types import MoneyIn
from duan.trade.sales.types import MilestoneKind

_pictures = count(1)


@dataclass(frozen=True, slots=True)
class Team:
    """Who does what in one region."""

    seller: Actor
    manager: Actor
    keeper: Actor
    checker: Actor
    engineer: Actor
    desk: Actor
    finance: Actor


class Untold(Exception):
    """A programming error: the demo's story took a turn that was not meant."""


def react() -> None:
    """Let what has happened have its consequences, as the worker does."""
    outbox.work_once()
    failed = Cursor.objects.filter(failures__gt=0).first()
    if failed is not None:
        raise Untold(f"{failed.handler}: {failed.last_error}")


def deliver(team: Team, deal_id: UUID, scans: list[str], *, ships: bool, arrives: bool) -> None:
    """Check these codes out against the order; ship them, and let them arrive, if so told."""
    with acting(team.checker):
        shipment = Shipment.objects.get(deal_id=deal_id)
    for scan in scans:
        checked = delivery.check_unit(team.checker, shipment_id=shipment.pk, scan=scan)
        if checked.verdict != Verdict.PASSED:
            raise Untold(checked.message)
    delivery.finish_check(team.checker, shipment_id=shipment.pk)
    if not ships:
        return
    delivery.ship(
        team.keeper,
        shipment_id=shipment.pk,
        seen_version=_version(team.keeper, shipment),
        carrier="驿达冷链物流",
        waybill_no=f"YD{shipment.shipment_no[1:]}",
    )
    if arrives:
        delivery.confirm_arrival(
            team.engineer,
            shipment_id=shipment.pk,
            seen_version=_version(team.engineer, shipment),
            receiver_name="设备科收货处",
        )
    react()


def install(team: Team, deal_id: UUID, today: date) -> None:
    """Dispatch every unit of a deal to the engineer, who puts it up."""
    for task in _tasks(team, deal_id):
        field.dispatch_install(
            team.desk,
            task_id=task.pk,
            seen_version=task.version,
            engineer_id=team.engineer.account_id,
            planned_on=today,
        )
        field.start_install(
            team.engineer, task_id=task.pk, seen_version=_version(team.engineer, task)
        )
        for item in task.checklist:
            field.tick_item(team.engineer, task_id=task.pk, key=item["key"], done=True)
        file_id = keep_file(
            team.engineer,
            scope_id=task.scope_id,
            name="装机现场.png",
            content=pictures.photo(next(_pictures)),
        )
        field.add_photo(team.engineer, task_id=task.pk, file_id=file_id, caption="装机现场")
        field.finish_install(
            team.engineer, task_id=task.pk, seen_version=_version(team.engineer, task)
        )


def accept(team: Team, deal_id: UUID, hospital_user: Actor, today: date) -> None:
    """Let the hospital sign for every unit, be taught, and pay what fell due by arrival."""
    tasks = _tasks(team, deal_id)
    for task in tasks:
        signature = keep_file(
            hospital_user,
            scope_id=task.scope_id,
            name="验收签字.png",
            content=pictures.signature(next(_pictures)),
        )
        field.accept_install(
            hospital_user,
            task_id=task.pk,
            seen_version=task.version,
            signer_name=hospital_user.name,
            signer_title="设备科",
            signature_file_id=signature,
        )
    training = field.plan_training(
        team.engineer,
        task_id=tasks[0].pk,
        topic="临床使用与日常保养",
        planned_on=today,
    )
    came = tuple(
        Attendee(person_name=name, department_name=place, passed=True)
        for name, place in (("何静", "护理组"), ("罗平", "医师组"), ("魏岚", "设备科"))
    )
    field.hold_training(team.engineer, training_id=training, seen_version=1, attendance=came)
    react()
    collect(team, deal_id, MilestoneKind.ARRIVAL, today)


def serve(team: Team, deal_id: UUID, hospital_user: Actor) -> None:
    """Let a unit fail once, be mended, and ask afterwards; another report waits."""
    first, *others = _tasks(team, deal_id)
    ticket = care.report_ticket(
        hospital_user, unit_id=first.unit_id, title="屏幕偶尔闪烁", description="开机半小时后出现"
    )
    care.take_ticket(team.engineer, ticket_id=ticket, seen_version=1)
    care.resolve_ticket(
        team.engineer,
        ticket_id=ticket,
        seen_version=2,
        resolution="重插显示排线，连续运行两小时正常",
    )
    care.follow_up(
        team.desk,
        ticket_id=ticket,
        seen_version=3,
        spoke_with=hospital_user.name,
        satisfaction=5,
        note="响应很快",
    )
    for task in others[:1]:
        care.report_ticket(hospital_user, unit_id=task.unit_id, title="蜂鸣器不响")


def collect(team: Team, deal_id: UUID, kind: MilestoneKind, today: date) -> None:
    """Receive all that is due for one part of the price."""
    with acting(team.finance):
        milestone = Milestone.objects.get(deal_id=deal_id, kind=kind)
    money.record_receipt(
        team.finance,
        milestone_id=milestone.pk,
        seen_version=milestone.version,
        money=MoneyIn(
            amount=milestone.amount,
            received_on=today,
            bank_reference=f"{milestone.contract_no}-{kind}",
        ),
    )


def _tasks(team: Team, deal_id: UUID) -> list[Task]:
    with acting(team.engineer):
        return list(Task.objects.filter(deal_id=deal_id).order_by("task_no"))


def _version(actor: Actor, row: Shipment | Task) -> int:
    """Return the version of a row as it is now, seen by somebody."""
    with acting(actor):
        return type(row).objects.values_list("version", flat=True).get(pk=row.pk)
