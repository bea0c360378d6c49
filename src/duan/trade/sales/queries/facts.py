"""What other modules ask of a deal; whoever may not see it is told that there is none."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import F

from duan.core.access.queries import scopes_in_reach, within_reach
from duan.core.kernel.actor import Actor
from duan.core.kernel.errors import NotFound
from duan.trade.assets.types import SlaClass, WarrantyRule
from duan.trade.sales.models import Contract, Order, OrderLine, ScheduleItem
from duan.trade.sales.types import (
    ContractFacts,
    LineDue,
    MilestoneKind,
    OrderFacts,
    OrderLineFacts,
    ScheduleLine,
)

SEE: Final = "sales.see"
_LINE = ("id", "position", "model_id", "quantity")
_DUE = (
    "id", "order_id", "order__order_no", "order__deal_id", "scope_id", "terminal_id",
    "terminal__name", "order__commit_on", "model_id", "quantity",
)  # fmt: skip
_KINDS = list(MilestoneKind)


def order_facts(actor: Actor, order_id: UUID) -> OrderFacts:
    """Return what is to be delivered and what was promised with it; raise `NotFound`."""
    rows = Order.objects.filter(pk=order_id).select_related("contract")
    order = within_reach(rows, actor, action=SEE).first()
    if order is None:
        raise NotFound
    lines = OrderLine.objects.filter(order=order).order_by("position").values_list(*_LINE)
    return OrderFacts(
        order_id=order.pk,
        order_no=order.order_no,
        contract_id=order.contract_id,
        deal_id=order.deal_id,
        scope_id=order.scope_id,
        terminal_id=order.terminal_id,
        department_id=order.department_id,
        commit_on=order.commit_on,
        warranty_rule=WarrantyRule(order.contract.warranty_rule),
        warranty_months=order.contract.warranty_months,
        sla_class=SlaClass(order.contract.sla_class),
        lines=tuple(
            OrderLineFacts(id=pk, position=position, model_id=model_id, quantity=quantity)
            for pk, position, model_id, quantity in lines
        ),
    )


def contract_facts(actor: Actor, contract_id: UUID) -> ContractFacts:
    """Return what a contract comes to and when which part of it is due; raise `NotFound`."""
    contract = within_reach(Contract.objects.filter(pk=contract_id), actor, action=SEE).first()
    if contract is None:
        raise NotFound
    return ContractFacts(
        contract_id=contract.pk,
        contract_no=contract.contract_no,
        deal_id=contract.deal_id,
        scope_id=contract.scope_id,
        terminal_id=contract.terminal_id,
        department_id=contract.department_id,
        total=contract.total,
        signed_on=contract.signed_on,
        schedule=schedule_of(contract.pk),
    )


def schedule_of(contract_id: UUID) -> tuple[ScheduleLine, ...]:
    """Return the parts of a contract's price in the order in which they usually fall due."""
    items = ScheduleItem.objects.filter(contract_id=contract_id)
    lines = [
        ScheduleLine(kind=MilestoneKind(item.kind), percent=item.percent, days=item.days)
        for item in items
    ]
    return tuple(sorted(lines, key=lambda line: _KINDS.index(line.kind)))


def order_lines_due(
    actor: Actor, *, starts_on: date, ends_on: date, scopes: Collection[int] | None = None
) -> list[LineDue]:
    """Return the order lines promised for a day in `[starts_on, ends_on)`, the earliest first.

    `scopes` narrows to these of the actor's; one query more than the question of his reach.
    """
    reach = set(scopes_in_reach(actor, SEE))
    rows = OrderLine.objects.filter(
        scope_id__in=reach if scopes is None else reach & set(scopes),
        order__commit_on__gte=starts_on,
        order__commit_on__lt=ends_on,
    ).order_by(F("order__commit_on"), "pk")
    return [
        LineDue(
            id=row["id"],
            order_id=row["order_id"],
            order_no=row["order__order_no"],
            deal_id=row["order__deal_id"],
            scope_id=row["scope_id"],
            terminal_id=row["terminal_id"],
            terminal_name=row["terminal__name"],
            commit_on=row["order__commit_on"],
            model_id=row["model_id"],
            quantity=row["quantity"],
        )
        for row in rows.values(*_DUE)
    ]
