from __future__ import annotations

from datetime import timedelta

import pytest

from duan.core.kernel.errors import Invalid, NotFound
from duan.trade.assets.types import SlaClass
from duan.trade.care import commands
from duan.trade.care.queries import renewals, tickets
from duan.trade.care.types import Queue, TicketFilter
from tests import make
from tests.trade.care import make as care

HOUR = timedelta(hours=1)


def listed(who, *, cursor="", limit=50, **wanted):
    make.as_(who)
    return tickets.page_of_tickets(who, TicketFilter(**wanted), cursor=cursor, limit=limit)


def numbers(page) -> list[str]:
    return [row["ticket_no"] for row in page.items]


def late_by(hours: int) -> dict[str, object]:
    """Set a ticket back so that its repair was due so many hours ago."""
    due_at = make.database_now() - hours * HOUR
    return {
        "reported_at": due_at - 9 * HOUR,
        "respond_due_at": due_at - 8 * HOUR,
        "due_at": due_at,
    }


def test_open_tickets_come_by_their_deadline(world):
    world.ticket(world.unit(sla_class=SlaClass.B))
    world.ticket(world.unit(sla_class=SlaClass.A))
    late = world.ticket(world.unit(), **late_by(1))
    world.resolve(world.take(world.ticket()))

    page = listed(world.engineer)

    assert numbers(page) == ["K0000003", "K0000002", "K0000001"]
    assert [row["overdue"] for row in page.items] == [True, False, False]
    assert page.items[0]["id"] == late


def test_pages_follow_each_other_without_a_gap(world):
    unit_id = world.unit()
    for _ in range(5):
        world.ticket(unit_id)

    for queue in (Queue.OPEN, Queue.ALL):
        found, cursor = [], ""
        for _ in range(3):
            page = listed(world.engineer, queue=queue, cursor=cursor, limit=2)
            found.extend(numbers(page))
            cursor = page.next
        assert sorted(found) == [f"K000000{n}" for n in range(1, 6)]
        assert cursor is None


def test_a_cursor_of_one_queue_opens_no_other(world):
    unit_id = world.unit()
    for _ in range(2):
        world.ticket(unit_id)
    cursor = listed(world.engineer, limit=1).next

    with pytest.raises(Invalid, match="与排序方式不符"):
        listed(world.engineer, queue=Queue.ALL, cursor=cursor)


def test_each_queue_holds_its_own(world):
    unit_id = world.unit()
    world.ticket(unit_id)
    world.take(world.ticket(unit_id))
    world.resolve(world.take(world.ticket(unit_id)))
    world.call(world.resolve(world.take(world.ticket(unit_id))))

    assert {queue: sorted(numbers(listed(world.desk, queue=queue))) for queue in Queue} == {
        Queue.OPEN: ["K0000001", "K0000002"],
        Queue.FOLLOW_UP: ["K0000003"],
        Queue.CLOSED: ["K0000004"],
        Queue.ALL: ["K0000001", "K0000002", "K0000003", "K0000004"],
    }
    assert tickets.count_waiting(make.as_(world.desk)) == {"open": 2, "overdue": 0, "follow_up": 1}


def test_an_unanswered_ticket_is_late_before_its_repair_is(world):
    ticket_id = world.ticket(
        reported_at=make.database_now() - HOUR, respond_due_at=make.database_now() - HOUR / 2
    )

    row = listed(world.engineer, overdue=True).items[0]
    assert (row["respond_state"], row["fix_state"], row["overdue"]) == ("LATE", "RUNNING", True)
    assert tickets.count_waiting(make.as_(world.desk))["overdue"] == 1

    world.take(ticket_id)
    row = listed(world.engineer).items[0]
    assert (row["respond_state"], row["fix_state"], row["overdue"]) == ("MISSED", "RUNNING", False)
    assert listed(world.engineer, overdue=True).items == []


def test_a_list_can_be_narrowed(world):
    first, second = world.unit("SN-A"), world.unit("SN-B")
    world.ticket(first, title="探头无信号")
    world.take(world.ticket(second, title="开机报错 E12"))

    def kept(**wanted):
        return numbers(listed(world.engineer, **wanted))

    assert kept(q="k0000002") == ["K0000002"]
    assert kept(q="SN-A") == ["K0000001"]
    assert kept(q="报错") == ["K0000002"]
    assert kept(q="甲医 探头") == ["K0000001"]
    assert kept(q="E1%") == []
    assert kept(unit_id=second) == ["K0000002"]
    assert kept(mine=True) == ["K0000002"]
    assert sorted(kept(terminal_id=world.assets.ward)) == ["K0000001", "K0000002"]
    assert kept(terminal_id=make.new_id()) == []


def test_rows_carry_the_names_that_people_know(world):
    world.take(world.ticket(world.unit("SN9")))

    row = listed(world.hospital_user).items[0]

    assert {key: value for key, value in row.items() if key.endswith(("_name", "_no"))} == {
        "ticket_no": "K0000001",
        "unit_no": "U0000001",
        "serial_no": "SN9",
        "product_name": "彩色超声诊断系统",
        "model_name": "UX-1",
        "terminal_name": "甲医院",
        "department_name": "超声科",
        "reported_by_name": "院方",
        "taken_by_name": "工程师",
        "resolved_by_name": "",
    }


@pytest.mark.parametrize("count", [1, 3])
def test_a_list_of_tickets_costs_the_same_whatever_its_length(
    world, count, django_assert_num_queries
):
    for _ in range(count):
        world.take(world.ticket())
    make.as_(world.engineer)

    with django_assert_num_queries(7):
        page = tickets.page_of_tickets(world.engineer, TicketFilter(), cursor="", limit=50)

    assert len(page.items) == count


def test_a_ticket_tells_its_reckoning_and_what_may_be_done(world):
    ticket_id = world.ticket()

    def may(who) -> list[str]:
        return list(tickets.ticket_of(make.as_(who), ticket_id)["may"])

    assert (may(world.engineer), may(world.desk), may(world.hospital_user)) == (["take"], [], [])
    world.take(ticket_id)
    assert (may(world.engineer), may(world.desk), may(world.hospital_user)) == (["resolve"], [], [])
    world.resolve(ticket_id)
    assert (may(world.engineer), may(world.desk)) == ([], ["follow_up"])
    world.call(ticket_id)
    assert (may(world.engineer), may(world.desk)) == ([], [])

    told = tickets.ticket_of(make.as_(world.desk), ticket_id)
    assert told["due_explained"].startswith("C 级：工作日服务")
    assert {k: v for k, v in told["follow_up"].items() if k != "called_at"} == {
        "spoke_with": "王主任",
        "satisfaction": 5,
        "note": "",
        "called_by_name": "客服",
    }


def test_a_stranger_finds_no_ticket(world):
    ticket_id = world.ticket()

    assert listed(world.stranger, queue=Queue.ALL).items == []
    with pytest.raises(NotFound):
        tickets.ticket_of(make.as_(world.stranger), ticket_id)


def test_a_unit_lists_its_tickets_those_open_first(world):
    unit_id = world.unit()
    world.resolve(world.take(world.ticket(unit_id)))
    world.ticket(unit_id)
    world.ticket()

    found = tickets.tickets_of_unit(make.as_(world.engineer), unit_id)

    assert [row["ticket_no"] for row in found] == ["K0000002", "K0000001"]
    assert tickets.tickets_of_unit(make.as_(world.stranger), unit_id) == []


def ending(who, within: int, **wanted):
    make.as_(who)
    return renewals.covers_to_renew(who, within_days=within, cursor="", limit=50, **wanted).items


def test_covers_in_sight_come_by_their_end_with_what_was_offered(world):
    ends = {days: care.today() + days * care.DAY for days in (-10, 20, 100, 400)}
    covers = {
        days: world.cover(world.unit(f"SN{days}", sla_class=None), ends_on=ends_on)
        for days, ends_on in ends.items()
    }
    offer = world.offer(covers[20])

    assert [row["serial_no"] for row in ending(world.sales, 30)] == ["SN-10", "SN20"]
    assert [row["serial_no"] for row in ending(world.sales, 365)] == ["SN-10", "SN20", "SN100"]
    assert [row["serial_no"] for row in ending(world.sales, 365, q="甲医 SN1")] == ["SN100"]
    assert ending(world.sales, 365, q="乙医院") == []
    lapsed, offered = ending(world.sales, 30)
    assert (lapsed["days_left"], lapsed["renewal"], lapsed["may"]) == (-10, None, ["propose"])
    assert (offered["days_left"], offered["renewal"]["id"]) == (20, offer)
    assert (offered["renewal"]["renewal_no"], offered["may"]) == ("R0000001", ["revise", "sign"])
    assert offered["through_on"] == ends[20] - care.DAY


def test_a_signed_renewal_leaves_the_list_and_stands_among_the_signed(world):
    cover_id = world.cover(world.unit("SN9", sla_class=None), ends_on=care.today() + 20 * care.DAY)
    renewal_id = world.offer(cover_id)
    commands.sign_renewal(world.sales, renewal_id=renewal_id, seen_version=1)

    assert ending(world.sales, 365) == []
    signed = renewals.signed_renewals(make.as_(world.sales), cursor="", limit=50).items
    assert [(row["id"], row["serial_no"], row["signed_by_name"]) for row in signed] == [
        (renewal_id, "SN9", "销售")
    ]
    assert renewals.renewal_of(make.as_(world.sales), renewal_id)["may"] == []
    searched = {
        text: len(renewals.signed_renewals(world.sales, q=text, cursor="", limit=50).items)
        for text in ("r0000001", "SN9", "甲医院", "乙医院")
    }
    assert searched == {"r0000001": 1, "SN9": 1, "甲医院": 1, "乙医院": 0}


@pytest.mark.parametrize("count", [1, 3])
def test_lists_of_renewals_cost_the_same_whatever_their_length(
    world, count, django_assert_num_queries
):
    for days in range(count):
        ends_on = care.today() + (days + 1) * care.DAY
        world.offer(world.cover(world.unit(sla_class=None), ends_on=ends_on))
        other = world.offer(world.cover(world.unit(sla_class=None), ends_on=ends_on))
        commands.sign_renewal(world.sales, renewal_id=other, seen_version=1)
    make.as_(world.sales)

    with django_assert_num_queries(9):
        found = renewals.covers_to_renew(world.sales, within_days=90, cursor="", limit=50)
    with django_assert_num_queries(7):
        signed = renewals.signed_renewals(world.sales, cursor="", limit=50)

    assert (len(found.items), len(signed.items)) == (count, count)
