from __future__ import annotations

from duan.core.people.commands import automaton
from duan.trade.delivery.events import Arrived
from duan.trade.field import commands


def on_arrived(fact: Arrived) -> None:
    commands.plan_installs(automaton(), shipment_id=fact.shipment_id)
