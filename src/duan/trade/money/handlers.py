"""Reactions to what happens in lower modules.

All of them share one name, and so one place in the feed: a milestone is planned before anything
makes it due, whatever had to be tried again.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.utils.timezone import localdate

from duan.core.kernel.context import acting
from duan.core.people.commands import automaton
from duan.trade.delivery.events import Arrived
from duan.trade.field.events import InstallAccepted
from duan.trade.field.queries import installs_of
from duan.trade.money.commands import plan_milestones, reach_milestones
from duan.trade.money.queries import waits_for
from duan.trade.sales.events import ContractSigned
from duan.trade.sales.types import MilestoneKind

_AFTER_ARRIVAL = (MilestoneKind.ARRIVAL,)
_AFTER_ACCEPTANCE = (MilestoneKind.ACCEPTANCE, MilestoneKind.RETENTION)


def on_contract_signed(fact: ContractSigned) -> None:
    plan_milestones(automaton(), contract_id=fact.contract_id)


def on_arrived(fact: Arrived) -> None:
    _reach(fact.deal_id, _AFTER_ARRIVAL, fact.arrived_on)


def on_install_accepted(fact: InstallAccepted) -> None:
    """What is owed for accepting all is not owed for some: the last unit's day counts.

    The worker may come late, so that day is asked for and not taken from this fact.
    """
    actor = automaton()
    with acting(actor):
        installs = installs_of(actor, deal_id=fact.deal_id)
    accepted = [localdate(each.accepted_at) for each in installs if each.accepted_at]
    if accepted and len(accepted) == len(installs):
        _reach(fact.deal_id, _AFTER_ACCEPTANCE, max(accepted))


def _reach(deal_id: UUID, kinds: Sequence[MilestoneKind], on: date) -> None:
    actor = automaton()
    with acting(actor):
        waiting = waits_for(deal_id, kinds)
    if waiting:
        reach_milestones(actor, deal_id=deal_id, kinds=kinds, on=on)
