"""Each figure on rows where every way to count wrongly gives another number."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.utils import timezone

from duan.insight.metrics import queries
from duan.insight.metrics.types import Period
from duan.trade.terminals.types import Kind
from tests import make

ROOT = Path(__file__).resolve().parents[3]
TODAY = timezone.localdate()
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
MONTH = Period(starts_on=TODAY - 31 * DAY, ends_on=TODAY + 31 * DAY)
KPIS = {kpi.id: kpi for kpi in queries.KPIS}
BY_ID = pytest.mark.parametrize("kpi", queries.KPIS, ids=lambda kpi: kpi.id)


def figure(world, kpi_id: str, scope: int | None = None, period: Period = MONTH):
    actor = make.as_(world.manager)
    found = queries.value(actor, KPIS[kpi_id], scope, period)
    return found.numerator, found.denominator, found.value, dict(found.parts)


def test_an_order_line_counts_when_it_arrived_in_full_by_the_day_promised(world):
    promised = TODAY - 5 * DAY
    line = {"commit_on": promised, "arrived_on": promised}
    world.delivered(world.northern, **line)
    world.delivered(world.southern, **line, quantity=2, units=2)
    world.delivered(world.northern, **line, quantity=10, units=9)
    world.delivered(world.northern, commit_on=promised, arrived_on=promised + DAY)
    world.delivered(world.northern, commit_on=promised, arrived_on=None)
    world.order(world.northern, commit_on=TODAY - DAY)

    assert figure(world, "fulfilment") == (
        2, 6, Decimal("0.3333"), {"MET": 2, "SHORT": 1, "LATE": 1, "NOTHING": 2},
    )  # fmt: skip
    assert figure(world, "fulfilment", world.south) == (1, 1, 1, {"MET": 1})


def test_an_order_line_that_is_not_due_counts_only_once_it_is_complete(world):
    world.order(world.northern, commit_on=TODAY)
    world.order(world.northern, commit_on=TODAY + DAY)
    world.delivered(world.northern, commit_on=TODAY + DAY, arrived_on=TODAY, quantity=2, units=1)
    assert figure(world, "fulfilment") == (0, 0, None, {})

    world.delivered(world.northern, commit_on=TODAY + DAY, arrived_on=TODAY)

    assert figure(world, "fulfilment") == (1, 1, 1, {"MET": 1})


def test_a_period_holds_its_first_day_and_not_its_last(world):
    first, end = TODAY - 10 * DAY, TODAY - 5 * DAY
    for day in (first - DAY, first, end - DAY, end):
        world.delivered(world.northern, commit_on=day, arrived_on=day)

    assert figure(world, "fulfilment", period=Period(starts_on=first, ends_on=end))[:2] == (2, 2)


def test_a_clock_is_met_late_or_overdue_and_a_running_one_is_left_out(world):
    now = timezone.now()
    world.ticket(
        world.northern, respond=(now - 9 * HOUR, now - 10 * HOUR), fix=(now - 2 * HOUR, now - HOUR)
    )
    world.ticket(world.northern, respond=(now - HOUR, None), fix=(now + HOUR, None))
    world.ticket(
        world.southern, respond=(now - 3 * HOUR, now - 3 * HOUR), fix=(now + DAY, now - HOUR)
    )

    assert figure(world, "sla") == (3, 5, Decimal("0.6"), {"MET": 3, "LATE": 1, "OVERDUE": 1})


def test_a_clock_belongs_to_the_day_on_which_it_runs_out_in_china(world):
    """Half past midnight in Shanghai is still the day before in UTC."""
    late = datetime(2026, 5, 1, 0, 30, tzinfo=timezone.get_default_timezone())
    world.ticket(world.northern, respond=(late, late), fix=(late + 40 * DAY, None))

    def during(first: date, end: date):
        return figure(world, "sla", period=Period(starts_on=first, ends_on=end))[:2]

    assert during(date(2026, 4, 1), date(2026, 5, 1)) == (0, 0)
    assert during(date(2026, 5, 1), date(2026, 6, 1)) == (1, 1)


def test_depth_counts_departments_of_hospitals_where_a_device_works(world):
    surgery, medicine = (world.department(world.northern, name) for name in ("外科", "内科"))
    ward = world.department(medicine, "一病区", Kind.WARD)
    world.department(world.northern, "儿科")
    world.department(world.northern, "采购办", Kind.PURCHASING_OFFICE)
    world.department(world.southern, "南医院内科")
    for department in (surgery, surgery, ward):
        world.unit(world.northern, department)
    world.unit(world.southern, status="ARRIVED")

    assert figure(world, "depth") == (2, 3, Decimal("0.6667"), {"COVERED": 2, "EMPTY": 1})
    assert figure(world, "depth", world.south) == (0, 0, None, {})

    world.unit(world.southern)

    assert figure(world, "depth", world.south) == (0, 1, 0, {"EMPTY": 1})


def test_money_is_late_from_the_day_after_it_was_due_and_ages(world):
    world.milestone(world.northern, "100.00", due_on=TODAY)
    for amount, days in (("1.01", 1), ("2", 30), ("4", 31), ("8", 61), ("16", 91), ("32", 181)):
        world.milestone(world.northern, amount, due_on=TODAY - days * DAY)
    world.milestone(world.southern, "900.00", due_on=TODAY - DAY, received="899.50")
    world.milestone(world.southern, "500.00", due_on=TODAY - DAY, received="500.00")
    world.milestone(world.southern, "700.00", due_on=None)

    assert figure(world, "receivables") == (
        Decimal("63.51"), Decimal("163.51"), Decimal("0.3884"),
        {
            "NOT_YET": Decimal(100), "D1_30": Decimal("3.51"), "D31_60": Decimal(4),
            "D61_90": Decimal(8), "D91_180": Decimal(16), "D181": Decimal(32),
        },
    )  # fmt: skip


def fill(world) -> None:
    """Some rows of each figure in both scopes."""
    now = timezone.now()
    for hospital, many in ((world.northern, 3), (world.southern, 2)):
        for number in range(many):
            day = TODAY - (number + 1) * DAY
            world.delivered(hospital, commit_on=day, arrived_on=day + (number % 2) * DAY)
            world.ticket(hospital, respond=(now - HOUR, now - 2 * HOUR), fix=(now - HOUR, None))
            world.milestone(hospital, f"{number + 1}00.50", due_on=day)
            world.unit(hospital, world.department(hospital, f"科室{number}"))
        world.department(hospital, "空科室")


@BY_ID
def test_the_number_is_the_sum_of_its_rows_and_the_regions_sum_to_it(world, kpi):
    fill(world)
    make.as_(world.manager)

    rows, cursor = [], ""
    while cursor is not None:
        page = queries.rows(world.manager, kpi, world.region, MONTH, cursor=cursor, limit=2)
        rows += page.items
        cursor = page.next
    board = queries.dashboard_of(world.manager, None, MONTH)
    found = board.values[kpi.id]

    assert len({row["id"] for row in rows}) == len(rows) > 4
    assert found.numerator == sum(row["numerator"] for row in rows) > 0
    assert found.denominator == sum(row["denominator"] for row in rows)
    assert found == queries.value(world.manager, kpi, world.region, MONTH)
    assert {region.name for region in board.regions} == {"北片", "南片"}
    for side in ("numerator", "denominator"):
        assert getattr(found, side) == sum(
            getattr(region.values[kpi.id], side) for region in board.regions
        )
    for state, part in found.parts.items():
        only = queries.rows(world.manager, kpi, world.region, MONTH, state=state, limit=200)
        assert sum(row["denominator"] for row in only.items) == part
    assert set(found.parts) <= set(kpi.states)


def test_what_hangs_on_the_region_itself_is_told_beside_the_scopes_below_it(world):
    direct = world.hospital("直属医院", on=world.region)
    for hospital in (world.northern, direct, direct):
        world.delivered(hospital, commit_on=TODAY - DAY, arrived_on=TODAY - DAY)
    make.as_(world.manager)

    board = queries.dashboard_of(world.manager, world.region, MONTH)

    told = [(r.name, r.own, r.values["fulfilment"].denominator) for r in board.regions]
    assert told == [("北片", False, 1), ("南片", False, 0), ("华中", True, 2)]


def test_shares_are_added_up_by_their_parts_and_never_averaged(world):
    for arrived in (0, 0, 0):
        world.delivered(
            world.northern, commit_on=TODAY - DAY, arrived_on=TODAY - DAY + arrived * DAY
        )
    world.delivered(world.southern, commit_on=TODAY - DAY, arrived_on=TODAY)
    make.as_(world.manager)

    board = queries.dashboard_of(world.manager, world.region, MONTH)

    shares = {region.name: region.values["fulfilment"].value for region in board.regions}
    assert shares == {"北片": 1, "南片": 0}
    assert board.values["fulfilment"].value == Decimal("0.75")


def test_each_figure_is_explained_in_the_docs():
    page = (ROOT / "docs/metrics.md").read_text()

    for kpi in queries.KPIS:
        said = [kpi.code, kpi.id, kpi.name, kpi.name_en, kpi.formula, kpi.source, kpi.owner]
        said += [label for label, _ in kpi.states.values()]
        assert [text for text in said if text not in page] == [], kpi.id
