from __future__ import annotations

from datetime import date
from uuid import UUID

from django.utils.timezone import localdate

from duan.core.kernel.commands import Run, command
from duan.core.kernel.errors import Invalid, Place
from duan.core.kernel.numbers import take_numbers
from duan.trade.sales.commands import deals
from duan.trade.sales.events import OrderConfirmed
from duan.trade.sales.models import Contract, Order, OrderLine, QuoteLine
from duan.trade.sales.policies import WrongStep
from duan.trade.sales.types import ContractStatus, DealStage


class UnusableOrder(Invalid):
    code = "unusable_order"


@command("sales.confirm_order", sentence="确认「{terminal}」的订单 {number}，承诺 {commit_on} 到货")
def confirm_order(run: Run, *, contract_id: UUID, commit_on: date) -> UUID:
    """Promise to deliver what a signed contract names by a day; return the order's id.

    Raises `WrongStep`, `UnusableOrder`.
    """
    contract, lead = deals.hold(run, Contract.objects.filter(pk=contract_id))
    _refuse_unsigned(contract)
    if commit_on < localdate(run.now):
        raise UnusableOrder(
            f"承诺到货日期 {commit_on} 已经过去，请选择今天或以后的日期。",
            where=[Place("commit_on", "不能早于今天")],
        )
    order = Order(
        scope_id=lead.scope_id,
        terminal_id=lead.terminal_id,
        department_id=lead.department_id,
        deal_id=lead.pk,
        contract=contract,
        order_no=f"S{take_numbers('order'):07d}",
        commit_on=commit_on,
        confirmed_by=run.who.account_id,
        confirmed_at=run.now,
    )
    order.save(force_insert=True)
    _write_lines(order, contract)
    run.tell(terminal=lead.terminal.name, number=order.order_no, commit_on=commit_on.isoformat())
    run.touch("order", order.pk, scope_id=order.scope_id, name=order.order_no)
    deals.move(run, lead, to=DealStage.ORDER)
    run.publish(
        OrderConfirmed(order_id=order.pk, deal_id=lead.pk, terminal_id=lead.terminal_id, at=run.now)
    )
    return order.pk


def _refuse_unsigned(contract: Contract) -> None:
    if contract.status != ContractStatus.SIGNED:
        raise WrongStep(
            f"合同 {contract.contract_no} 现在是「{ContractStatus(contract.status).label}」，"
            "签订之后才能确认订单。"
        )
    there = Order.objects.filter(contract=contract).first()
    if there is not None:
        raise WrongStep(f"合同 {contract.contract_no} 已有订单 {there.order_no}。请刷新页面。")


def _write_lines(order: Order, contract: Contract) -> None:
    """Take over the lines of the quote: it can't be revised any more."""
    OrderLine.objects.bulk_create(
        OrderLine(
            scope_id=order.scope_id,
            terminal_id=order.terminal_id,
            order=order,
            position=line.position,
            model_id=line.model_id,
            quantity=line.quantity,
            unit_price=line.unit_price,
        )
        for line in QuoteLine.objects.filter(quote_id=contract.quote_id).order_by("position")
    )
