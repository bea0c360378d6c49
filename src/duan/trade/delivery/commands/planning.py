from __future__ import annotations

from uuid import UUID

from duan.core.kernel.commands import Run, command
from duan.core.kernel.numbers import take_numbers
from duan.trade.delivery.commands.reaching import touch
from duan.trade.delivery.models import Shipment, ShipmentLine
from duan.trade.sales.queries import order_facts
from duan.trade.sales.types import OrderFacts
from duan.trade.terminals.commands.tree import share_shape

_PLAN = "delivery.plan"


@command("delivery.plan_shipment", sentence="为订单 {order_no} 生成出库单 {shipment_no}，待复核")
def plan_shipment(run: Run, *, order_id: UUID) -> UUID:
    """Prepare the shipment of an order; return its id. Done again it returns the same one."""
    run.require(_PLAN)
    share_shape(order_facts(run.who, order_id).terminal_id)
    order = order_facts(run.who, order_id)
    run.require(_PLAN, scope_id=order.scope_id)
    shipment = Shipment.objects.filter(order_id=order_id).first() or _plan(run, order)
    run.tell(order_no=shipment.order_no, shipment_no=shipment.shipment_no)
    touch(run, shipment)
    return shipment.pk


def _plan(run: Run, order: OrderFacts) -> Shipment:
    shipment = Shipment(
        scope_id=order.scope_id,
        terminal_id=order.terminal_id,
        department_id=order.department_id,
        deal_id=order.deal_id,
        order_id=order.order_id,
        order_no=order.order_no,
        shipment_no=f"D{take_numbers('shipment'):07d}",
        commit_on=order.commit_on,
        warranty_rule=order.warranty_rule,
        warranty_months=order.warranty_months,
        sla_class=order.sla_class,
        planned_at=run.now,
    )
    shipment.save(force_insert=True)
    ShipmentLine.objects.bulk_create(
        ShipmentLine(
            scope_id=shipment.scope_id,
            terminal_id=shipment.terminal_id,
            shipment=shipment,
            order_line_id=line.id,
            position=line.position,
            model_id=line.model_id,
            quantity=line.quantity,
        )
        for line in order.lines
    )
    return shipment
