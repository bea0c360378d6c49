from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import UUID

from django.utils.timezone import localdate

from duan.core.kernel.commands import Run, command
from duan.core.kernel.errors import NotFound, Place
from duan.core.kernel.numbers import take_numbers
from duan.trade.sales import policies
from duan.trade.sales.commands import deals
from duan.trade.sales.events import LeadAdded
from duan.trade.sales.models import Lead, Opportunity
from duan.trade.sales.policies import UnusableLead, WrongStep
from duan.trade.sales.types import DealStage, LeadStatus, OpportunityStatus
from duan.trade.terminals.commands.tree import refuse_merged, share_shape
from duan.trade.terminals.queries import Spot, places_of


@command("sales.add_lead", sentence="在「{terminal}」新增线索「{title}」")
def add_lead(
    run: Run, *, terminal_id: UUID, department_id: UUID | None, title: str, need: str
) -> UUID:
    """Begin a deal at a hospital, for one of its departments or for the whole; return its id.

    Whoever adds a lead owns it. Raises `UnusableLead`.
    """
    run.require(deals.WORK)
    share_shape(terminal_id)
    spots = places_of({terminal_id} | ({department_id} if department_id else set()))
    spot = spots.get(terminal_id)
    if spot is None:
        raise NotFound
    run.require(deals.WORK, scope_id=spot.scope_id)
    _refuse_place(spot, department_id, spots)
    lead = Lead(
        scope_id=spot.scope_id,
        terminal_id=terminal_id,
        department_id=department_id,
        title=policies.checked_title(title, need),
        need=need.strip(),
        owner_id=run.who.account_id,
        created_at=run.now,
        updated_at=run.now,
    )
    refuse_merged(lead.terminal)
    if lead.department is not None:
        refuse_merged(lead.department)
    lead.lead_no = f"L{take_numbers('lead'):07d}"
    lead.save(force_insert=True)
    run.tell(terminal=spot.name, title=lead.title)
    deals.touch(run, lead)
    run.publish(LeadAdded(deal_id=lead.pk, terminal_id=terminal_id, at=run.now))
    return lead.pk


@command("sales.qualify_lead", sentence="把「{terminal}」的线索「{title}」转为商机 {number}")
def qualify_lead(
    run: Run, *, lead_id: UUID, seen_version: int, budget: Decimal | None, expected_on: date | None
) -> UUID:
    """Take a lead as worth the work; return the opportunity's id.

    Raises `Stale`, `WrongStep`, `UnusableOpportunity`.
    """
    lead = _hold_open(run, lead_id, seen_version)
    policies.refuse_prospect(budget, expected_on, today=localdate(run.now))
    opportunity = Opportunity(
        scope_id=lead.scope_id,
        terminal_id=lead.terminal_id,
        department_id=lead.department_id,
        deal_id=lead.pk,
        opportunity_no=f"O{take_numbers('opportunity'):07d}",
        budget=budget,
        expected_on=expected_on,
        created_by=run.who.account_id,
        created_at=run.now,
    )
    opportunity.save(force_insert=True)
    _save(lead, LeadStatus.QUALIFIED)
    number = opportunity.opportunity_no
    run.tell(terminal=lead.terminal.name, title=lead.title, number=number)
    run.touch("opportunity", opportunity.pk, scope_id=lead.scope_id, name=number)
    deals.move(run, lead, to=DealStage.OPPORTUNITY)
    return opportunity.pk


@command("sales.drop_lead", sentence="放弃「{terminal}」的线索「{title}」")
def drop_lead(run: Run, *, lead_id: UUID, seen_version: int, reason: str) -> None:
    """End a lead that comes to nothing; why is for those who see sales, not for the log.

    Raises `Stale`, `WrongStep`, `MissingReason`.
    """
    lead = _hold_open(run, lead_id, seen_version)
    lead.dropped_reason = policies.checked_reason(reason)
    _save(lead, LeadStatus.DROPPED)
    run.tell(terminal=lead.terminal.name, title=lead.title)
    deals.move(run, lead, to=DealStage.CLOSED)


@command("sales.lose_opportunity", sentence="「{terminal}」的商机 {number}「{title}」丢单")
def lose_opportunity(run: Run, *, opportunity_id: UUID, seen_version: int, reason: str) -> None:
    """End an opportunity that others won or nobody; no more can be signed on it.

    Raises `Stale`, `WrongStep`, `MissingReason`.
    """
    opportunity, lead = deals.hold(run, Opportunity.objects.filter(pk=opportunity_id))
    number = opportunity.opportunity_no
    deals.refuse_unseen(f"商机 {number} ", opportunity.version, seen_version)
    if opportunity.status != OpportunityStatus.OPEN:
        label = OpportunityStatus(opportunity.status).label
        raise WrongStep(f"商机 {number} 已是「{label}」，不能再标记丢单。请刷新页面。")
    opportunity.status = OpportunityStatus.LOST
    opportunity.lost_reason = policies.checked_reason(reason)
    opportunity.version += 1
    opportunity.save(update_fields=["status", "lost_reason", "version"])
    run.tell(terminal=lead.terminal.name, title=lead.title, number=number)
    run.touch("opportunity", opportunity.pk, scope_id=lead.scope_id, name=number)
    deals.move(run, lead, to=DealStage.CLOSED)


def _hold_open(run: Run, lead_id: UUID, seen_version: int) -> Lead:
    lead = deals.hold_lead(run, lead_id)
    deals.refuse_unseen(f"线索「{lead.title}」", lead.version, seen_version)
    if lead.status != LeadStatus.OPEN:
        label = LeadStatus(lead.status).label
        raise WrongStep(f"线索「{lead.title}」{label}，不能再办这一步。请刷新页面。")
    return lead


def _save(lead: Lead, status: LeadStatus) -> None:
    lead.status = status
    lead.version += 1
    lead.save(update_fields=["status", "dropped_reason", "version"])


def _refuse_place(spot: Spot, department_id: UUID | None, spots: dict[UUID, Spot]) -> None:
    if spot.root_id != spot.id:
        raise UnusableLead(
            f"「{spot.name}」属于「{spot.institution_name}」，请先选机构，再把它选作科室。",
            where=[Place("terminal_id", "请选择机构")],
        )
    if department_id is None:
        return
    department = spots.get(department_id)
    if department is None or department.root_id != spot.id or department.id == spot.id:
        raise UnusableLead(
            f"选的科室不在「{spot.name}」里，请重新选择，或留空。",
            where=[Place("department_id", "请选择这家机构的科室")],
        )
