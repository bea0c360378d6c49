from __future__ import annotations

from datetime import timedelta

import pytest

from duan.core.kernel.steps import Step
from duan.trade.care import commands
from duan.trade.care.queries import steps_of
from tests import make
from tests.trade.care import make as care

HOUR = timedelta(hours=1)


@pytest.fixture
def deal_id():
    return make.new_id()


def told(who, deal_id) -> list[Step]:
    return steps_of(make.as_(who), deal_id)


def test_a_deal_without_repairs_and_with_long_covers_has_nothing_to_tell(world, deal_id):
    world.unit(deal_id=deal_id)

    assert told(world.sales, deal_id) == []


def test_each_open_ticket_is_a_step_and_the_closed_ones_together_one(world, deal_id):
    unit_id = world.unit(deal_id=deal_id)
    world.call(world.resolve(world.take(world.ticket(unit_id))))
    closed = world.call(world.resolve(world.take(world.ticket(unit_id))))
    late = world.ticket(
        unit_id,
        title="黑屏",
        reported_at=make.database_now() - 9 * HOUR,
        due_at=make.database_now() - HOUR,
    )
    waiting = world.resolve(world.take(world.ticket(unit_id, title="漏油")))

    done, missing, now = told(world.desk, deal_id)

    stored = world.stored(closed)
    assert done == Step(
        stage="CARE",
        state="DONE",
        title="2 次报修已修复并回访",
        at=stored.resolved_at,
        by=world.engineer.account_id,
        link=("ticket", closed),
    )
    assert missing == Step(
        stage="CARE",
        state="MISSING",
        title="K0000003 黑屏",
        due_at=world.stored(late).due_at,
        missing=("K0000003 等待受理",),
        link=("ticket", late),
    )
    assert now == Step(
        stage="CARE",
        state="NOW",
        title="K0000004 漏油",
        missing=("K0000004 等待回访",),
        link=("ticket", waiting),
    )


def test_an_end_in_sight_asks_for_a_renewal_and_a_signature_answers(world, deal_id):
    unit_id = world.unit(sla_class=None, deal_id=deal_id)
    ends_on = care.today() + 40 * care.DAY
    cover_id = world.cover(unit_id, ends_on=ends_on)

    assert told(world.sales, deal_id) == [
        Step(
            stage="RENEWAL",
            state="NOW",
            title=f"1 台设备的保障即将到期，最早 {ends_on - care.DAY}",
            missing=("U0000001 等待续保",),
        )
    ]

    renewal_id = world.offer(cover_id)
    commands.sign_renewal(world.sales, renewal_id=renewal_id, seen_version=1)
    (signed,) = told(world.sales, deal_id)
    assert (signed.stage, signed.state, signed.link) == ("RENEWAL", "DONE", ("renewal", renewal_id))
    assert signed.by == world.sales.account_id
    assert signed.title.startswith("1 份续保已签，最晚至 ")


def test_a_lapsed_cover_is_missing(world, deal_id):
    world.cover(world.unit(sla_class=None, deal_id=deal_id), ends_on=care.today())

    (step,) = told(world.sales, deal_id)

    assert (step.state, step.title) == (
        "MISSING",
        f"1 台设备的保障已经到期，最早 {care.today() - care.DAY}",
    )


def test_nothing_is_told_to_those_who_may_not_see_it(world, deal_id):
    unit_id = world.unit(sla_class=None, deal_id=deal_id)
    world.cover(unit_id, ends_on=care.today() + care.DAY)
    world.ticket(unit_id)

    stages = {
        name: [step.stage for step in told(who, deal_id)]
        for name, who in {
            "sales": world.sales,
            "desk": world.desk,
            "keeper": world.assets.keeper,
            "stranger": world.stranger,
        }.items()
    }

    assert stages == {
        "sales": ["CARE", "RENEWAL"],
        "desk": ["CARE"],
        "keeper": [],
        "stranger": [],
    }


@pytest.mark.parametrize("count", [1, 3])
def test_steps_cost_the_same_whatever_the_number_of_units(
    world, deal_id, count, django_assert_num_queries
):
    for _ in range(count):
        unit_id = world.unit(sla_class=None, deal_id=deal_id)
        world.cover(unit_id, ends_on=care.today() + care.DAY)
        world.ticket(unit_id)
    make.as_(world.sales)

    with django_assert_num_queries(8):
        steps = steps_of(world.sales, deal_id)

    assert len(steps) == count + 1
