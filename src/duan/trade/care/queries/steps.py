from __future__ import annotations

from datetime import timedelta
from typing import Final
from uuid import UUID

from django.utils.timezone import localdate

from duan.core.access.queries import database_now, scopes_in_reach
from duan.core.kernel.actor import Actor
from duan.core.kernel.steps import Step
from duan.trade.assets.queries import units_of_deal
from duan.trade.assets.queries.covers import last_covers, last_day
from duan.trade.care.models import Renewal, Ticket
from duan.trade.care.types import RenewalStatus, TicketStatus

_IN_SIGHT = timedelta(days=180)
_WAITS_FOR: Final = {
    TicketStatus.NEW: "等待受理",
    TicketStatus.TAKEN: "等待修复",
    TicketStatus.RESOLVED: "等待回访",
}
_MOST_NAMED = 3


def steps_of(actor: Actor, deal_id: UUID) -> list[Step]:
    """Return what care tells of a deal: how its repairs stand, and what follows its covers."""
    return [*_repairs(actor, deal_id), *_renewals(actor, deal_id)]


def _repairs(actor: Actor, deal_id: UUID) -> list[Step]:
    """One step for all that is closed, one for each ticket that is not."""
    reach = scopes_in_reach(actor, "care.see")
    if not reach:
        return []
    tickets = list(
        Ticket.objects.filter(deal_id=deal_id, scope_id__in=reach).order_by("reported_at", "pk")
    )
    closed = [ticket for ticket in tickets if ticket.status == TicketStatus.CLOSED]
    now = database_now()
    steps = []
    if closed:
        last = max(closed, key=lambda ticket: ticket.resolved_at or ticket.reported_at)
        steps.append(
            Step(
                stage="CARE",
                state="DONE",
                title=f"{len(closed)} 次报修已修复并回访",
                at=last.resolved_at,
                by=last.resolved_by,
                link=("ticket", last.pk),
            )
        )
    for ticket in tickets:
        status = TicketStatus(ticket.status)
        if status == TicketStatus.CLOSED:
            continue
        late = status != TicketStatus.RESOLVED and now > ticket.due_at
        steps.append(
            Step(
                stage="CARE",
                state="MISSING" if late else "NOW",
                title=f"{ticket.ticket_no} {ticket.title}",
                due_at=None if status == TicketStatus.RESOLVED else ticket.due_at,
                missing=(f"{ticket.ticket_no} {_WAITS_FOR[status]}",),
                link=("ticket", ticket.pk),
            )
        )
    return steps


def _renewals(actor: Actor, deal_id: UUID) -> list[Step]:
    """One step for what is signed, and one for the units whose last cover ends in sight."""
    if not scopes_in_reach(actor, "care.renew"):
        return []
    units = {unit.id: unit.unit_no for unit in units_of_deal(deal_id)}
    signed = list(
        Renewal.objects.filter(deal_id=deal_id, status=RenewalStatus.SIGNED).order_by("signed_at")
    )
    steps = []
    if signed:
        last = signed[-1]
        steps.append(
            Step(
                stage="RENEWAL",
                state="DONE",
                title=f"{len(signed)} 份续保已签，最晚至 {last_day(max(r.ends_on for r in signed))}",
                at=last.signed_at,
                by=last.signed_by,
                link=("renewal", last.pk),
            )
        )
    today = localdate(database_now())
    ending = [cover for cover in last_covers(units).values() if cover.ends_on <= today + _IN_SIGHT]
    if ending:
        soonest = min(cover.ends_on for cover in ending)
        lapsed = soonest <= today
        steps.append(
            Step(
                stage="RENEWAL",
                state="MISSING" if lapsed else "NOW",
                title=f"{len(ending)} 台设备的保障{'已经到期' if lapsed else '即将到期'}，最早 {last_day(soonest)}",
                missing=tuple(
                    sorted(f"{units[cover.unit_id]} 等待续保" for cover in ending)[:_MOST_NAMED]
                ),
            )
        )
    return steps
