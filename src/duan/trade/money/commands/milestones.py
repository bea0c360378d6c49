"""What the product does by itself when a contract is signed, goods arrive, a unit is accepted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from duan.core.access.queries import within_reach
from duan.core.kernel.commands import Run, command
from duan.core.kernel.errors import NotFound
from duan.trade.money import policies
from duan.trade.money.events import MilestoneClosed, MilestoneReached
from duan.trade.money.models import Milestone
from duan.trade.money.types import MilestoneStatus
from duan.trade.sales.queries import contract_facts
from duan.trade.sales.types import ContractFacts, MilestoneKind
from duan.trade.terminals.commands.tree import share_shape
from duan.trade.terminals.queries import find_spot

_PLAN = "money.plan"
_ORDER = list(MilestoneKind)


@command("money.plan_milestones", sentence="按合同 {contract_no} 的付款计划建立回款节点：{kinds}")
def plan_milestones(run: Run, *, contract_id: UUID) -> list[UUID]:
    """Make a milestone of each share of a signed contract's price; return their ids in order.

    The deposit waits for nothing but the signature. A second call changes nothing.
    """
    share_shape(contract_facts(run.who, contract_id).terminal_id)
    contract = contract_facts(run.who, contract_id)
    run.require(_PLAN, scope_id=contract.scope_id)
    _touch(run, contract.terminal_id, contract.scope_id)
    there = _of_deal(run, contract.deal_id)
    if not there:
        there = _planned(run, contract)
        Milestone.objects.bulk_create(there)
    if contract.signed_on is not None:
        _reach(run, [row for row in there if row.kind == MilestoneKind.DEPOSIT], contract.signed_on)
    run.tell(contract_no=contract.contract_no, kinds=_named(there))
    for row in there:
        run.touch("milestone", row.pk, scope_id=row.scope_id, name=str(row))
    return [row.pk for row in there]


@command("money.reach_milestones", sentence="合同 {contract_no} 的回款条件已满足：{kinds}")
def reach_milestones(
    run: Run, *, deal_id: UUID, kinds: Sequence[MilestoneKind], on: date
) -> list[UUID]:
    """Let what waited for this become due, counted from the day it happened; return their ids.

    What is due or paid already stays as it is. Raises `NotFound` when the deal has no milestones.
    """
    run.require(_PLAN)
    there = _of_deal(run, deal_id)
    if not there:
        raise NotFound
    reached = _reach(run, [row for row in there if row.kind in kinds], on)
    run.tell(contract_no=there[0].contract_no, kinds=_named(reached) or "（此前已满足）")
    _touch(run, there[0].terminal_id, there[0].scope_id)
    for row in reached:
        run.touch("milestone", row.pk, scope_id=row.scope_id, name=str(row))
    return [row.pk for row in reached]


def _planned(run: Run, contract: ContractFacts) -> list[Milestone]:
    lines = sorted(contract.schedule, key=lambda line: _ORDER.index(MilestoneKind(line.kind)))
    amounts = policies.shares(contract.total, [line.percent for line in lines])
    return [
        Milestone(
            scope_id=contract.scope_id,
            terminal_id=contract.terminal_id,
            deal_id=contract.deal_id,
            contract_id=contract.contract_id,
            contract_no=contract.contract_no,
            kind=line.kind,
            percent=line.percent,
            days=line.days,
            amount=amount,
            planned_at=run.now,
        )
        for line, amount in zip(lines, amounts, strict=True)
    ]


def _of_deal(run: Run, deal_id: UUID) -> list[Milestone]:
    """Load the milestones of a deal, locked, in the order of the payment schedule."""
    rows = within_reach(Milestone.objects.filter(deal_id=deal_id), run.who, action=_PLAN)
    found = list(rows.select_for_update(of=("self",)).order_by("pk"))
    return sorted(found, key=lambda row: _ORDER.index(MilestoneKind(row.kind)))


def _reach(run: Run, rows: Sequence[Milestone], on: date) -> list[Milestone]:
    waiting = [row for row in rows if row.status == MilestoneStatus.PLANNED]
    for row in waiting:
        row.status, row.reached_at = MilestoneStatus.DUE, run.now
        row.due_on = on + timedelta(days=row.days)
        row.version += 1
        whose = {"milestone_id": row.pk, "deal_id": row.deal_id, "terminal_id": row.terminal_id}
        run.publish(MilestoneReached(**whose, at=run.now))
        if row.amount == 0:  # nobody can pay nothing, and nobody waits for it
            row.status, row.closed_at = MilestoneStatus.PAID, run.now
            run.publish(MilestoneClosed(**whose, at=run.now))
        row.save(update_fields=["status", "reached_at", "due_on", "closed_at", "version"])
    return waiting


def _named(rows: Sequence[Milestone]) -> str:
    return "、".join(str(MilestoneKind(row.kind).label) for row in rows)


def _touch(run: Run, terminal_id: UUID, scope_id: int) -> None:
    spot = find_spot(terminal_id)
    run.touch("terminal", terminal_id, scope_id=scope_id, name=spot.name if spot else "")
