from __future__ import annotations

from datetime import date, timedelta
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duan.core.audit.models import Entry
from duan.core.audit.queries import sentence
from duan.core.kernel.context import acting
from duan.core.kernel.errors import NotFound
from duan.core.kernel.models import Outbox
from duan.core.kernel.steps import Step
from duan.trade.assets import commands
from duan.trade.assets.models import Cover
from duan.trade.assets.policies import end_of_cover
from duan.trade.assets.queries import cover_at, covers_ending, get_unit, steps_of
from duan.trade.assets.types import CoverKind, SlaClass, UnitStatus
from tests import make
from tests.trade.assets import make as assets

DAY = timedelta(days=1)
START = date(2026, 11, 25)
CONTRACT = CoverKind.SERVICE_CONTRACT


@pytest.fixture
def world(db):
    return assets.world()


def covers(world, unit_id) -> list[tuple[str, date, date]]:
    with acting(world.manager):
        rows = Cover.objects.filter(unit_id=unit_id).order_by("starts_on", "kind")
        return list(rows.values_list("kind", "starts_on", "ends_on"))


def facts(world, unit_id):
    make.as_(world.manager)
    return get_unit(world.manager, unit_id)


@pytest.mark.parametrize(
    ("starts_on", "months", "ends_on"),
    [
        (date(2026, 11, 25), 24, date(2028, 11, 25)),
        (date(2026, 12, 31), 12, date(2027, 12, 31)),
        (date(2026, 1, 31), 1, date(2026, 3, 1)),
        (date(2028, 2, 29), 12, date(2029, 3, 1)),
        (date(2028, 2, 29), 48, date(2032, 2, 29)),
        (date(2026, 8, 31), 6, date(2027, 3, 1)),
    ],
)
def test_a_cover_ends_on_the_day_of_the_same_number(starts_on, months, ends_on):
    assert end_of_cover(starts_on, months) == ends_on


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, 239))
def test_a_longer_cover_ends_later_and_a_month_has_28_to_32_days(starts_on, months):
    ends_on, later = end_of_cover(starts_on, months), end_of_cover(starts_on, months + 1)

    assert starts_on < ends_on < later
    assert 28 <= (later - ends_on).days <= 32
    assert ends_on.day in (starts_on.day, 1)


@pytest.mark.parametrize("months", [0, -1, 241])
def test_a_cover_has_a_sensible_length(months, world):
    pk = world.arrived()

    with pytest.raises(commands.UnusableCover) as refusal:
        world.cover(pk, months=months)

    assert str(refusal.value) == f"期限应为 1 至 240 个月，填写的是 {months}。"
    assert facts(world, pk).status == UnitStatus.ARRIVED


def test_a_warranty_puts_the_unit_into_service_and_is_told(world):
    pk = world.arrived()

    cover_id = world.cover(pk)

    unit = facts(world, pk)
    assert unit.status == UnitStatus.IN_SERVICE
    assert covers(world, pk) == [("WARRANTY", START, date(2028, 11, 25))]
    with acting(world.manager):
        entry = Entry.objects.order_by("at", "pk").last()
    assert sentence(entry.command, entry.details) == (
        f"设备 {unit.unit_no} 的质保自 2026-11-25 起 24 个月，服务等级 C"
    )
    name, body = Outbox.objects.order_by("entry").values_list("name", "body").last()
    assert name == "assets.CoverStarted"
    assert {key: body[key] for key in ("cover_id", "unit_id", "kind", "starts_on", "ends_on")} == {
        "cover_id": str(cover_id),
        "unit_id": str(pk),
        "kind": "WARRANTY",
        "starts_on": "2026-11-25",
        "ends_on": "2028-11-25",
    }


def test_the_same_source_covers_a_unit_once_however_often_it_asks(world):
    pk, source = world.arrived(), make.new_id()

    first = world.cover(pk, source_id=source)
    published = Outbox.objects.count()
    again = world.cover(pk, source_id=source)

    assert first == again
    assert len(covers(world, pk)) == 1
    assert Outbox.objects.count() == published


@pytest.mark.parametrize("starts_on", [START - DAY, START, date(2028, 11, 24)])
def test_covers_of_one_kind_never_overlap(starts_on, world):
    pk = world.arrived()
    world.cover(pk)
    number = facts(world, pk).unit_no

    with pytest.raises(commands.CoverOverlaps) as refusal:
        world.cover(pk, starts_on=starts_on)

    assert str(refusal.value) == (
        f"设备 {number} 的质保在 2026-11-25 至 2028-11-24 已经有了，请从 2028-11-25 起。"
    )


def test_a_contract_goes_on_where_the_warranty_ends_or_stands_beside_it(world):
    pk = world.arrived()
    world.cover(pk)

    world.cover(pk, kind=CONTRACT, starts_on=date(2028, 11, 25), months=12)
    world.cover(pk, kind=CoverKind.WARRANTY, starts_on=date(2028, 11, 25), months=12)

    assert covers(world, pk) == [
        ("WARRANTY", START, date(2028, 11, 25)),
        ("SERVICE_CONTRACT", date(2028, 11, 25), date(2029, 11, 25)),
        ("WARRANTY", date(2028, 11, 25), date(2029, 11, 25)),
    ]


def test_what_has_not_arrived_has_no_warranty(world):
    shipped, stocked = world.unit(), world.unit()
    world.ship(shipped)

    with pytest.raises(commands.WrongUnitStatus):
        world.cover(shipped)
    with pytest.raises(commands.UnusableCover) as refusal:
        world.cover(stocked)

    assert str(refusal.value) == (
        f"设备 {facts(world, stocked).unit_no} 不在任何终端，不能开始质保。"
    )
    with pytest.raises(NotFound):
        world.cover(make.new_id())


def test_of_several_covers_the_quickest_class_answers_then_the_longest(world):
    pk = world.arrived()
    make.as_(world.manager)
    assert cover_at(pk, on=START) is None
    warranty = world.cover(pk, sla_class=SlaClass.C)
    contract = world.cover(pk, kind=CONTRACT, sla_class=SlaClass.A, starts_on=START, months=1)
    make.as_(world.manager)

    assert cover_at(pk, on=START - DAY) is None
    assert cover_at(pk, on=START).id == contract
    assert cover_at(pk, on=date(2026, 12, 24)).id == contract
    assert cover_at(pk, on=date(2026, 12, 25)).id == warranty
    assert cover_at(pk, on=date(2028, 11, 24)).sla_class == SlaClass.C
    assert cover_at(pk, on=date(2028, 11, 25)) is None


@pytest.mark.parametrize("count", [1, 3])
def test_covers_that_end_are_listed_with_names_in_four_questions(
    count, world, django_assert_num_queries
):
    units = [world.arrived() for _ in range(count)]
    for number, pk in enumerate(units):
        world.cover(pk, months=count - number)
    make.as_(world.manager)

    with django_assert_num_queries(4):
        page = covers_ending(world.manager, since=START, through=date(2027, 2, 24), limit=50)

    assert [row["unit_id"] for row in page.items] == units[::-1]
    assert {
        (row["product_name"], row["model_name"], row["terminal_name"], row["department_name"])
        for row in page.items
    } == {("彩色超声诊断系统", "UX-1", "甲医院", "超声科")}


def test_covers_end_on_their_last_day_and_what_goes_on_is_left_out(world):
    ends, goes_on = world.arrived(), world.arrived()
    world.cover(ends, months=12)
    world.cover(goes_on, months=12)
    world.cover(goes_on, kind=CONTRACT, starts_on=date(2027, 11, 25), months=12)
    make.as_(world.manager)

    def ending(since: date, through: date) -> list:
        page = covers_ending(world.manager, since=since, through=through, limit=50)
        return [row["unit_id"] for row in page.items]

    last = date(2027, 11, 24)
    assert ending(START, last - DAY) == []
    assert ending(START, last) == [ends]
    assert ending(last, last) == [ends]
    assert ending(last + DAY, date(2029, 1, 1)) == [goes_on]


def test_a_deals_warranties_are_one_step_however_many_units(world, django_assert_num_queries):
    deal = make.new_id()
    make.as_(world.manager)
    assert steps_of(world.manager, deal) == []
    on_the_way = world.unit()
    world.ship(on_the_way, deal_id=deal)
    make.as_(world.manager)
    assert steps_of(world.manager, deal) == []
    world.arrive(on_the_way)
    other = world.arrived(deal_id=deal)
    numbers = [facts(world, pk).unit_no for pk in (on_the_way, other)]

    assert steps_of(make.as_(world.manager), deal) == [
        Step(
            stage="WARRANTY",
            state="NOW",
            title="2 台设备的质保尚未开始",
            missing=tuple(f"{number} 等待验收" for number in numbers),
        )
    ]

    world.cover(on_the_way)
    world.cover(other, months=12)
    make.as_(world.manager)
    with django_assert_num_queries(3):
        [step] = steps_of(world.manager, deal)

    assert (step.state, step.by) == ("DONE", world.acceptor.account_id)
    assert step.title == "2 台设备在质保内，至 2027-11-24 起陆续到期，最晚 2028-11-24"


def test_a_deal_out_of_reach_has_no_steps(world):
    deal = make.new_id()
    pk = world.arrived(deal_id=deal)

    assert steps_of(make.as_(world.stranger), deal) == []
    [step] = steps_of(make.as_(world.acceptor), deal)
    assert step.link == ("unit", pk)


def test_of_two_who_start_a_warranty_at_once_one_does(own_database):
    world = assets.world()
    pk = world.arrived()

    results = make.together(*[partial(world.cover, pk)] * 3)

    assert [type(result) for result in results].count(commands.CoverOverlaps) == 2
    assert len(covers(world, pk)) == 1
