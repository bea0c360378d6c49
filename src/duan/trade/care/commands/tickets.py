from __future__ import annotations

from uuid import UUID

from django.utils.timezone import localdate, localtime

from duan.core.access.commands import reach
from duan.core.kernel.commands import Run, command
from duan.core.kernel.errors import Conflict, NotFound, Place, Stale, refuse_stale
from duan.core.kernel.numbers import take_numbers
from duan.trade.assets.queries import cover_at, get_unit, units_of
from duan.trade.assets.types import SlaClass, UnitFacts
from duan.trade.care import policies
from duan.trade.care.events import TicketReported, TicketResolved
from duan.trade.care.models import FollowUp, Ticket
from duan.trade.care.types import TicketStatus
from duan.trade.care.workflow import CLASS_WITHOUT_COVER
from duan.trade.terminals.commands.tree import share_shape
from duan.trade.terminals.queries import places_of

_WORK = "care.work"


class UnitNotAtATerminal(Conflict):
    code = "unit_not_at_a_terminal"


class WrongTicketStatus(Conflict):
    code = "wrong_ticket_status"


@command(
    "care.report_ticket",
    sentence="为「{terminal}」的设备 {unit} 报修 {ticket}：{title}（{sla_class} 级，{due}前修复）",
)
def report_ticket(run: Run, *, unit_id: UUID, title: str, description: str = "") -> UUID:
    """Report that something is wrong with a unit; return the ticket's id.

    The cover of today gives the class of care, and the class the deadlines; without any cover it is
    the slowest class and the repair is not covered. Raises `UnitNotAtATerminal`, `UnusableText`.
    """
    unit = _reported(run, unit_id)
    title = policies.checked_text(title, "title", "故障现象", most=120)
    description = policies.checked_text(
        description, "description", "详细描述", most=1000, needed=False
    )
    cover = cover_at(unit.id, on=localdate(run.now))
    sla_class = SlaClass(cover.sla_class) if cover else CLASS_WITHOUT_COVER
    due = policies.deadlines(sla_class, run.now)
    ticket = Ticket(
        scope_id=unit.scope_id,
        terminal_id=_terminal_of(unit),
        department_id=unit.department_id,
        unit_id=unit.id,
        deal_id=unit.deal_id,
        ticket_no=f"K{take_numbers('ticket'):07d}",
        title=title,
        description=description,
        covered=cover is not None,
        sla_class=sla_class,
        reported_by=run.who.account_id,
        reported_at=run.now,
        respond_due_at=due.respond_at,
        due_at=due.fix_at,
        due_explained=due.explanation,
        due_is_provisional=due.provisional,
    )
    ticket.save(force_insert=True)
    run.tell(
        title=title,
        sla_class=str(sla_class),
        due=f"{localtime(due.fix_at):%Y-%m-%d %H:%M}",
    )
    _touch(run, ticket)
    run.publish(
        TicketReported(
            ticket_id=ticket.pk,
            unit_id=unit.id,
            terminal_id=ticket.terminal_id,
            due_at=ticket.due_at,
            at=run.now,
        )
    )
    return ticket.pk


@command("care.take_ticket", sentence="受理「{terminal}」的报修单 {ticket}")
def take_ticket(run: Run, *, ticket_id: UUID, seen_version: int) -> None:
    """Answer a ticket: its repair is mine from now on. Raises `Stale`, `WrongTicketStatus`."""
    ticket = _reach_seen(run, ticket_id, seen_version, action=_WORK)
    _refuse_unless(ticket, TicketStatus.NEW, "受理")
    ticket.status = TicketStatus.TAKEN
    ticket.taken_by, ticket.taken_at = run.who.account_id, run.now
    _save(ticket)
    _touch(run, ticket)


@command("care.resolve_ticket", sentence="修复「{terminal}」的报修单 {ticket}：{resolution}")
def resolve_ticket(run: Run, *, ticket_id: UUID, seen_version: int, resolution: str) -> None:
    """Say that a unit works again and what was done. Raises `Stale`, `WrongTicketStatus`, `UnusableText`."""
    ticket = _reach_seen(run, ticket_id, seen_version, action=_WORK)
    _refuse_unless(ticket, TicketStatus.TAKEN, "填写修复结果")
    ticket.resolution = policies.checked_text(resolution, "resolution", "处理结果", most=1000)
    ticket.status = TicketStatus.RESOLVED
    ticket.resolved_by, ticket.resolved_at = run.who.account_id, run.now
    _save(ticket)
    run.tell(resolution=ticket.resolution)
    _touch(run, ticket)
    run.publish(
        TicketResolved(
            ticket_id=ticket.pk,
            unit_id=ticket.unit_id,
            terminal_id=ticket.terminal_id,
            at=run.now,
        )
    )


@command("care.follow_up", sentence="回访「{terminal}」的报修单 {ticket}：{satisfaction} 星")
def follow_up(
    run: Run,
    *,
    ticket_id: UUID,
    seen_version: int,
    spoke_with: str,
    satisfaction: int,
    note: str = "",
) -> UUID:
    """Write down the call after a repair, which closes the ticket; return the call's id.

    Raises `Stale`, `WrongTicketStatus`, `UnusableText`, `UnusableFollowUp`.
    """
    ticket = _reach_seen(run, ticket_id, seen_version, action="care.follow_up")
    _refuse_unless(ticket, TicketStatus.RESOLVED, "回访")
    call = FollowUp(
        scope_id=ticket.scope_id,
        terminal_id=ticket.terminal_id,
        ticket=ticket,
        spoke_with=policies.checked_text(spoke_with, "spoke_with", "回访对象", most=60),
        satisfaction=policies.checked_stars(satisfaction),
        note=policies.checked_text(note, "note", "备注", most=400, needed=False),
        called_by=run.who.account_id,
        called_at=run.now,
    )
    call.save(force_insert=True)
    ticket.status = TicketStatus.CLOSED
    _save(ticket)
    run.tell(satisfaction=satisfaction)
    _touch(run, ticket)
    return call.pk


def _reported(run: Run, unit_id: UUID) -> UnitFacts:
    """Return a unit that the actor may report, at a terminal that nobody reshapes meanwhile."""
    run.require("care.report")
    seen = get_unit(run.who, unit_id)
    run.require("care.report", scope_id=seen.scope_id)
    terminal_id = _terminal_of(seen)
    share_shape(terminal_id)
    unit = get_unit(run.who, unit_id)
    if unit.terminal_id != terminal_id:
        raise Stale(f"设备 {unit.unit_no} 刚刚换了地方，请刷新后重试。")
    return unit


def _terminal_of(unit: UnitFacts) -> UUID:
    if unit.terminal_id is None:
        raise UnitNotAtATerminal(
            f"设备 {unit.unit_no} 还在「{unit.place_name}」，没有送到医院，不能报修。请核对序列号。",
            where=[Place("unit_id", "还没有送到医院")],
        )
    return unit.terminal_id


def _reach_seen(run: Run, ticket_id: UUID, seen_version: int, *, action: str) -> Ticket:
    found = Ticket.objects.filter(pk=ticket_id)
    terminal_id = found.values_list("terminal_id", flat=True).first()
    if terminal_id is None:
        raise NotFound
    share_shape(terminal_id)
    ticket = reach(run, found, action=action)
    refuse_stale(f"报修单 {ticket.ticket_no} ", ticket.version, seen_version)
    return ticket


def _refuse_unless(ticket: Ticket, status: TicketStatus, doing: str) -> None:
    if ticket.status != status:
        raise WrongTicketStatus(
            f"报修单 {ticket.ticket_no} 现在是「{TicketStatus(ticket.status).label}」，"
            f"「{status.label}」时才能{doing}。请刷新页面。"
        )


def _save(ticket: Ticket) -> None:
    ticket.version += 1
    ticket.save(force_update=True)


def _touch(run: Run, ticket: Ticket) -> None:
    """Name the ticket, its unit and its terminal, each with its own story."""
    spots = places_of({ticket.terminal_id, *filter(None, [ticket.department_id])})
    terminal = spots.get(ticket.terminal_id)
    name = terminal.name if terminal else ""
    unit = units_of({ticket.unit_id}).get(ticket.unit_id)
    unit_no = unit.unit_no if unit else ""
    run.tell(ticket=ticket.ticket_no, terminal=name, unit=unit_no)
    run.touch("ticket", ticket.pk, scope_id=ticket.scope_id, name=ticket.ticket_no)
    run.touch("unit", ticket.unit_id, scope_id=ticket.scope_id, name=unit_no)
    for spot in spots.values():
        run.touch("terminal", spot.id, scope_id=ticket.scope_id, name=spot.name)
