"""What shipments make of what happened below them."""

from __future__ import annotations

from duan.core.people.commands import automaton
from duan.trade.delivery.commands import plan_shipment
from duan.trade.sales.events import OrderConfirmed


def on_order_confirmed(fact: OrderConfirmed) -> None:
    plan_shipment(automaton(), order_id=fact.order_id)
