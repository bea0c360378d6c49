from __future__ import annotations

from datetime import timedelta

import pytest

from duan.trade.care.queries import attainment, clocks_due
from duan.trade.care.types import Attainment
from tests import make

HOUR = timedelta(hours=1)


@pytest.fixture
def now(db):
    return make.database_now()


def stage(world, now, *, respond=None, fix=None, taken=None, resolved=None):
    """Make a ticket whose clocks end, and were stopped, so many hours from now."""
    ticket_id = world.ticket()
    if taken is not None:
        world.take(ticket_id)
    if resolved is not None:
        world.resolve(ticket_id)
    at = {
        "respond_due_at": respond,
        "due_at": fix,
        "taken_at": taken,
        "resolved_at": resolved,
    }
    told = {name: now + hours * HOUR for name, hours in at.items() if hours is not None}
    return world.reset(ticket_id, reported_at=now - 100 * HOUR, **told)


def counted(world, now, **asked):
    make.as_(world.desk)
    period = {"starts_at": now - 24 * HOUR, "ends_at": now + 24 * HOUR} | asked
    return attainment(world.desk, **period)


def listed(world, now, *, limit=50, **asked):
    make.as_(world.desk)
    period = {"starts_at": now - 24 * HOUR, "ends_at": now + 24 * HOUR} | asked
    return clocks_due(world.desk, **period, limit=limit)


def test_a_clock_counts_once_its_deadline_has_come_met_or_missed(world, now):
    stage(world, now, respond=-10, fix=-5, taken=-10, resolved=-5)  # both at the very moment
    stage(world, now, respond=-9, fix=-4, taken=-8, resolved=-3)  # both too late
    stage(world, now, respond=-8, fix=5, taken=-9)  # answered, repair not yet due
    stage(world, now, respond=-7, fix=6)  # nobody answered
    stage(world, now, respond=3, fix=7)  # nothing is due
    stage(world, now, respond=-50, fix=-40, taken=-51, resolved=-41)  # another period

    rows = listed(world, now).items

    assert counted(world, now) == {world.assets.east: Attainment(met=3, due=6)}
    assert [(row["ticket_no"], row["clock"], row["met"]) for row in rows] == [
        ("K0000001", "RESPOND", True),
        ("K0000002", "RESPOND", False),
        ("K0000003", "RESPOND", True),
        ("K0000004", "RESPOND", False),
        ("K0000001", "FIX", True),
        ("K0000002", "FIX", False),
    ]


def test_the_count_is_what_all_pages_of_rows_add_up_to(world, now):
    for hour in range(5):
        stage(world, now, respond=-20 + hour, fix=-10 + hour, taken=-20 + hour + hour % 2)

    rows, cursor = [], ""
    while cursor is not None:
        page = listed(world, now, cursor=cursor, limit=3)
        rows.extend(page.items)
        cursor = page.next

    assert len({(row["id"], row["clock"]) for row in rows}) == len(rows) == 10
    assert counted(world, now) == {
        world.assets.east: Attainment(met=sum(row["met"] for row in rows), due=len(rows))
    }


def test_a_period_holds_its_first_moment_and_not_its_last(world, now):
    stage(world, now, respond=-20, fix=-10)

    first = {"starts_at": now - 20 * HOUR, "ends_at": now - 10 * HOUR}

    assert counted(world, now, **first) == {world.assets.east: Attainment(met=0, due=1)}
    assert [row["clock"] for row in listed(world, now, **first).items] == ["RESPOND"]


def test_only_scopes_that_are_asked_for_and_in_reach_count(world, now):
    stage(world, now, respond=-20, fix=-10)

    assert counted(world, now, scope_ids=[world.assets.west]) == {}
    assert counted(world, now, scope_ids=[world.assets.east, world.assets.west]) == {
        world.assets.east: Attainment(met=0, due=2)
    }
    make.as_(world.stranger)
    assert attainment(world.stranger, starts_at=now - 24 * HOUR, ends_at=now, scope_ids=None) == {}


@pytest.mark.parametrize("count", [1, 3])
def test_counting_and_listing_cost_the_same_whatever_there_is(
    world, now, count, django_assert_num_queries
):
    for hour in range(count):
        stage(world, now, respond=-20 + hour, fix=-10 + hour)
    make.as_(world.desk)

    with django_assert_num_queries(3):
        attainment(world.desk, starts_at=now - 24 * HOUR, ends_at=now)
    with django_assert_num_queries(7):
        page = clocks_due(world.desk, starts_at=now - 24 * HOUR, ends_at=now, limit=50)

    assert len(page.items) == 2 * count
