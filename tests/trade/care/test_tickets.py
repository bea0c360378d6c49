from __future__ import annotations

import pytest
from django.db.utils import IntegrityError
from django.utils.timezone import localtime

from duan.core.kernel.context import acting
from duan.core.kernel.errors import Place, Stale
from duan.trade.assets.types import CoverKind, SlaClass
from duan.trade.care import commands
from duan.trade.care.models import FollowUp, Ticket
from duan.trade.care.policies import UnusableFollowUp, UnusableText, deadlines
from duan.trade.care.types import TicketStatus
from tests import make
from tests.trade.care import make as care


def test_a_report_takes_its_class_and_its_deadlines_from_todays_cover(world):
    deal_id = make.new_id()
    unit_id = world.unit("SN9", sla_class=SlaClass.B, deal_id=deal_id)

    ticket_id = commands.report_ticket(
        world.hospital_user, unit_id=unit_id, title=" 探头无信号 ", description="三号探头"
    )

    ticket = world.stored(ticket_id)
    due = deadlines(SlaClass.B, ticket.reported_at)
    assert ticket.ticket_no == "K0000001"
    assert (ticket.status, ticket.sla_class, ticket.covered) == ("NEW", "B", True)
    assert (ticket.respond_due_at, ticket.due_at) == (due.respond_at, due.fix_at)
    assert ticket.due_explained == due.explanation
    assert (ticket.title, ticket.description) == ("探头无信号", "三号探头")
    assert (ticket.scope_id, ticket.terminal_id, ticket.department_id, ticket.deal_id) == (
        world.assets.east,
        world.assets.hospital,
        world.assets.ward,
        deal_id,
    )
    assert ticket.reported_by == world.hospital_user.account_id
    assert care.facts() == [
        (
            "care.TicketReported",
            {
                "ticket_id": str(ticket_id),
                "unit_id": str(unit_id),
                "terminal_id": str(world.assets.hospital),
            },
        )
    ]


def test_a_report_stands_in_the_stories_of_the_ticket_the_unit_and_both_places(world):
    ticket_id = world.ticket(unit_id := world.unit("SN9"))

    due = f"{localtime(world.stored(ticket_id).due_at):%Y-%m-%d %H:%M}"
    assert world.last_told() == (
        f"为「甲医院」的设备 U0000001 报修 K0000001：探头无信号（C 级，{due}前修复）"
    )
    east = world.assets.east
    assert sorted(world.last_subjects()) == sorted(
        [
            ("ticket", ticket_id, east, "K0000001"),
            ("unit", unit_id, east, "U0000001"),
            ("terminal", world.assets.hospital, east, "甲医院"),
            ("terminal", world.assets.ward, east, "超声科"),
        ]
    )


@pytest.mark.parametrize("ends_in", [None, 0], ids=["never covered", "ended today"])
def test_without_a_cover_today_a_repair_is_not_covered_and_in_the_slowest_class(world, ends_in):
    unit_id = world.unit(sla_class=None)
    if ends_in is not None:
        world.cover(unit_id, sla_class=SlaClass.A, ends_on=care.today())

    ticket = world.stored(world.ticket(unit_id))

    assert (ticket.covered, ticket.sla_class) == (False, "D")


def test_of_two_covers_the_quicker_class_counts(world):
    unit_id = world.unit(sla_class=SlaClass.C)
    world.cover(
        unit_id,
        kind=CoverKind.SERVICE_CONTRACT,
        sla_class=SlaClass.A,
        ends_on=care.today() + care.DAY,
    )

    ticket = world.stored(world.ticket(unit_id))

    assert (ticket.covered, ticket.sla_class) == (True, "A")


def test_what_never_left_the_warehouse_cannot_be_reported(world):
    unit_id = world.assets.unit("SN9")

    with pytest.raises(commands.UnitNotAtATerminal) as refused:
        commands.report_ticket(world.engineer, unit_id=unit_id, title="坏了")

    assert str(refused.value) == (
        "设备 U0000001 还在「一号仓库」，没有送到医院，不能报修。请核对序列号。"
    )
    assert refused.value.where == (Place("unit_id", "还没有送到医院"),)


def test_a_report_says_what_is_wrong(world):
    unit_id = world.unit()

    with pytest.raises(UnusableText) as refused:
        commands.report_ticket(world.hospital_user, unit_id=unit_id, title=" \0 ")

    assert (str(refused.value), refused.value.where) == (
        "请填写故障现象。",
        (Place("title", "必填"),),
    )


def test_a_ticket_goes_from_report_to_the_call_that_closes_it(world):
    ticket_id = world.ticket()

    world.take(ticket_id)
    taken = world.stored(ticket_id)
    assert (taken.status, taken.taken_by) == ("TAKEN", world.engineer.account_id)
    assert taken.taken_at is not None
    assert world.last_told() == "受理「甲医院」的报修单 K0000001"

    world.resolve(ticket_id, "更换探头线")
    resolved = world.stored(ticket_id)
    assert (resolved.status, resolved.resolution) == ("RESOLVED", "更换探头线")
    assert resolved.resolved_by == world.engineer.account_id
    assert world.last_told() == "修复「甲医院」的报修单 K0000001：更换探头线"

    world.call(ticket_id, satisfaction=2)
    assert world.stored(ticket_id).status == "CLOSED"
    assert world.last_told() == "回访「甲医院」的报修单 K0000001：2 星"
    with acting(world.overseer):
        call = FollowUp.objects.get(ticket_id=ticket_id)
    assert (call.spoke_with, call.satisfaction, call.called_by) == (
        "王主任",
        2,
        world.desk.account_id,
    )
    assert [name for name, _ in care.facts()] == ["care.TicketReported", "care.TicketResolved"]


@pytest.mark.parametrize(
    ("done", "doing", "message"),
    [
        ((), "resolve", "现在是「待受理」，「处理中」时才能填写修复结果。请刷新页面。"),
        ((), "call", "现在是「待受理」，「待回访」时才能回访。请刷新页面。"),
        (("take",), "take", "现在是「处理中」，「待受理」时才能受理。请刷新页面。"),
        (
            ("take", "resolve", "call"),
            "call",
            "现在是「已关闭」，「待回访」时才能回访。请刷新页面。",
        ),
    ],
)
def test_no_step_is_left_out_and_none_is_done_twice(world, done, doing, message):
    ticket_id = world.ticket()
    for step in done:
        getattr(world, step)(ticket_id)
    before = world.everything()

    with pytest.raises(commands.WrongTicketStatus) as refused:
        getattr(world, doing)(ticket_id)

    assert str(refused.value) == f"报修单 K0000001 {message}"
    assert world.everything() == before


def test_whoever_decides_on_an_old_version_is_told(world):
    ticket_id = world.take(world.ticket())

    with pytest.raises(Stale, match="已被别人更新到第 2 版，您看到的是第 1 版"):
        commands.resolve_ticket(
            world.engineer, ticket_id=ticket_id, seen_version=1, resolution="好了"
        )


@pytest.mark.parametrize("satisfaction", [0, 6])
def test_satisfaction_is_one_to_five_stars(world, satisfaction):
    ticket_id = world.resolve(world.take(world.ticket()))

    with pytest.raises(UnusableFollowUp, match="满意度请选 1 到 5 星"):
        world.call(ticket_id, satisfaction=satisfaction)


def test_the_database_too_knows_that_a_repaired_ticket_has_a_time(world):
    ticket_id = world.ticket()

    with pytest.raises(IntegrityError, match="ticket_resolved_has_a_time"), care.undoing():
        world.reset(
            ticket_id,
            status=TicketStatus.RESOLVED,
            taken_by=make.new_id(),
            taken_at=make.database_now(),
        )


def test_tickets_go_along_with_their_terminal(world):
    ticket_id = world.call(world.resolve(world.take(world.ticket())))
    make.grant(world.assets.manager, "administrator", on=make.ROOT)

    scope_id = make.terminals.open_scope(world.assets.manager, terminal_id=world.assets.hospital)

    with acting(world.overseer):
        assert Ticket.objects.get(pk=ticket_id).scope_id == scope_id
        assert FollowUp.objects.get(ticket_id=ticket_id).scope_id == scope_id


def test_a_call_written_down_while_the_hospital_moves_goes_along(own_database):
    world = care.world()
    ticket_id = world.resolve(world.take(world.ticket()))

    _, scope_id = make.meanwhile(
        lambda: world.call(ticket_id),
        lambda: make.terminals.open_scope(make.admin(), terminal_id=world.assets.hospital),
    )

    with acting(world.overseer):
        assert FollowUp.objects.get(ticket_id=ticket_id).scope_id == scope_id


def test_of_two_engineers_who_take_a_ticket_at_once_one_is_told(own_database):
    world = care.world()
    ticket_id = world.ticket()
    second = make.somebody("engineer", on=world.assets.east, name="二号")

    results = make.together(
        *(
            lambda who=who: commands.take_ticket(who, ticket_id=ticket_id, seen_version=1)
            for who in (world.engineer, second)
        )
    )

    assert sorted(type(result).__name__ for result in results) == ["NoneType", "Stale"]
    assert world.stored(ticket_id).version == 2
