"""What every command of a deal has in common: the deal is held first, and at last it has moved.

Locks are taken in one order: the institution, shared, so that nobody moves the hospital to another
region meanwhile; the lead, which stands for its deal, so that what is decided within one deal is
decided one after another; the row itself.
"""

from __future__ import annotations

from typing import Final, TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet

from duan.core.access.commands import reach
from duan.core.kernel.commands import Run
from duan.core.kernel.errors import NotFound, Stale, refuse_stale
from duan.trade.sales.models import Lead
from duan.trade.sales.policies import WrongStep
from duan.trade.sales.types import DealStage
from duan.trade.terminals.commands.tree import share_shape

M = TypeVar("M", bound=Model)

WORK: Final = "sales.work"
APPROVE: Final = "sales.approve"


def hold_lead(run: Run, lead_id: UUID) -> Lead:
    """Load and lock a lead, and with it its deal, if the actor may work on it now."""
    return _held(run, Lead.objects.filter(pk=lead_id).values_list("pk", "terminal_id"), WORK)


def hold(run: Run, rows: QuerySet[M], *, action: str = WORK) -> tuple[M, Lead]:
    """Load and lock one row of a deal, the deal before it. Missing and forbidden look alike."""
    lead = _held(run, rows.values_list("deal_id", "terminal_id"), action)
    row = rows.select_for_update(of=("self",)).order_by("pk").first()
    if row is None:
        raise NotFound
    return row, lead


def refuse_closed(lead: Lead) -> None:
    if lead.stage == DealStage.CLOSED:
        raise WrongStep(f"项目「{lead.title}」已经结束，不能再往下办。请新建线索。")


def refuse_unseen(name: str, version: int, seen_version: int) -> None:
    refuse_stale(name, version, seen_version, then="再办")


def move(run: Run, lead: Lead, *, to: DealStage) -> None:
    """Say how far the deal is, and name it with its terminal in the log."""
    lead.stage, lead.updated_at = to, run.now
    lead.save(update_fields=["stage", "updated_at"])
    touch(run, lead)


def touch(run: Run, lead: Lead) -> None:
    run.touch("lead", lead.pk, scope_id=lead.scope_id, name=lead.title)
    run.touch("terminal", lead.terminal_id, scope_id=lead.scope_id, name=lead.terminal.name)


def _held(run: Run, found: QuerySet[Model, tuple[UUID, UUID]], action: str) -> Lead:
    row = found.first()
    if row is None:
        raise NotFound
    deal_id, terminal_id = row
    share_shape(terminal_id)
    lead = reach(run, Lead.objects.filter(pk=deal_id).select_related("terminal"), action=action)
    if lead.terminal_id != terminal_id:
        raise Stale("这家医院刚刚被并入别的终端，请刷新后重试。")
    return lead
