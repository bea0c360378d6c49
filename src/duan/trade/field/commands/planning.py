from __future__ import annotations

from datetime import date
from uuid import UUID

from duan.core.kernel.commands import Run, command
from duan.core.kernel.errors import NotFound
from duan.core.kernel.numbers import take_numbers
from duan.trade.assets.queries import units_of
from duan.trade.assets.types import UnitFacts
from duan.trade.catalog.queries import models_named
from duan.trade.delivery.queries import ShipmentFacts, shipment_facts, units_arrived
from duan.trade.field.commands.reaching import touch_task
from duan.trade.field.models import Task
from duan.trade.field.workflow import blank_checklist
from duan.trade.terminals.commands.tree import share_shape


@command("field.plan_installs", sentence="到货后生成安装任务 {count} 项：{numbers}")
def plan_installs(run: Run, *, shipment_id: UUID) -> list[UUID]:
    """Make a task for each unit of a shipment that arrived and has none yet; return the new ones.

    Done again it makes nothing anew.
    """
    run.require("field.plan")
    share_shape(shipment_facts(run.who, shipment_id).terminal_id)
    facts = shipment_facts(run.who, shipment_id)
    arrived_on = facts.arrived_on
    if arrived_on is None:
        raise NotFound
    run.require("field.plan", scope_id=facts.scope_id)
    wanted = units_arrived(run.who, shipment_id)
    known = Task.objects.filter(unit_id__in=wanted).values_list("unit_id", flat=True)
    units = units_of(set(wanted) - set(known))
    tasks = _tasks(run, facts, [units[pk] for pk in wanted if pk in units], arrived_on)
    Task.objects.bulk_create(tasks)
    for task in tasks:
        touch_task(run, task)
    run.touch("shipment", shipment_id, scope_id=facts.scope_id, name=facts.shipment_no)
    run.tell(count=len(tasks), numbers="、".join(task.task_no for task in tasks) or "—")
    return [task.pk for task in tasks]


def _tasks(run: Run, facts: ShipmentFacts, units: list[UnitFacts], arrived_on: date) -> list[Task]:
    first = take_numbers("task", len(units)) if units else 0
    models = models_named({unit.model_id for unit in units})
    return [
        Task(
            scope_id=facts.scope_id,
            terminal_id=facts.terminal_id,
            department_id=facts.department_id,
            deal_id=facts.deal_id,
            shipment_id=facts.id,
            unit_id=unit.id,
            unit_no=unit.unit_no,
            serial_no=unit.serial_no,
            device_name=f"{models[unit.model_id].product_name} {models[unit.model_id].model_name}",
            task_no=f"I{first + n:07d}",
            warranty_rule=facts.warranty_rule,
            warranty_months=facts.warranty_months,
            sla_class=facts.sla_class,
            arrived_on=arrived_on,
            checklist=blank_checklist(),
            created_at=run.now,
        )
        for n, unit in enumerate(units)
    ]
