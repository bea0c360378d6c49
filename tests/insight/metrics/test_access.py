"""Whose numbers somebody sees: never those over rows that he may not see."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from duan.core.access.commands import NotAllowed
from duan.core.kernel.errors import NotFound
from duan.edge.config.roles import ROLES
from duan.insight.metrics import queries
from duan.insight.metrics.types import Period
from tests import make

TODAY = timezone.localdate()
DAY = timedelta(days=1)
MONTH = Period(starts_on=TODAY - 31 * DAY, ends_on=TODAY + 31 * DAY)
SEEN = {
    "sales_manager": ["fulfilment", "sla", "depth", "receivables"],
    "sales": ["fulfilment", "sla", "depth", "receivables"],
    "finance": ["fulfilment", "receivables"],
    "service_desk": ["sla", "depth"],
}


@pytest.fixture
def filled(world):
    """A row of each figure in the north, and of each but one in the south."""
    now = timezone.now()
    for hospital in (world.northern, world.southern):
        world.delivered(hospital, commit_on=TODAY - DAY, arrived_on=TODAY - DAY)
        world.ticket(hospital, respond=(now, now), fix=(now + DAY, None))
        world.unit(hospital, world.department(hospital, "外科"))
        world.milestone(hospital, "100.00", due_on=TODAY)
    return world


@pytest.mark.parametrize("role", sorted(ROLES))
def test_each_role_is_told_the_figures_whose_rows_it_may_see(filled, role):
    who = make.nobody_special()
    if role != "automaton":
        make.grant(who, role, on=filled.region)
    make.as_(who)

    if role not in SEEN:
        with pytest.raises(NotAllowed):
            queries.dashboard_of(who, None, MONTH)
        return
    board = queries.dashboard_of(who, None, MONTH)

    assert {kpi.id for kpi in board.kpis} == set(SEEN[role])
    assert [board.values[kpi.id].denominator for kpi in board.kpis if kpi.id != "receivables"] == [
        2 for kpi in board.kpis if kpi.id != "receivables"
    ]
    for kpi in queries.KPIS:
        if kpi.id not in SEEN[role]:
            with pytest.raises(NotFound):
                queries.rows(who, kpi, None, MONTH)


def test_a_scope_out_of_reach_does_not_exist(filled):
    northerner = make.as_(make.somebody("sales_manager", on=filled.north))
    kpi = queries.kpi_called("depth")

    board = queries.dashboard_of(northerner, None, MONTH)

    assert (board.name, board.above, board.values["depth"].denominator) == ("北片", (), 1)
    for scope in (filled.region, filled.south, make.ROOT, 10**9):
        with pytest.raises(NotFound):
            queries.dashboard_of(northerner, scope, MONTH)
        with pytest.raises(NotFound):
            queries.value(northerner, kpi, scope, MONTH)


def test_a_figure_counts_only_where_every_permission_it_needs_is_held(filled):
    """Seeing figures of the whole region adds nothing to seeing sales in its north only."""
    who = make.nobody_special()
    make.grant(who, "service_desk", on=filled.region)
    make.grant(who, "finance", on=filled.north)
    make.as_(who)

    board = queries.dashboard_of(who, None, MONTH)

    found = {kpi.id: board.values[kpi.id].denominator for kpi in board.kpis}
    assert found == {"fulfilment": 1, "sla": 2, "depth": 2, "receivables": 100}


def test_two_regions_without_a_common_top_are_both_on_top(filled):
    who = make.nobody_special()
    for scope in (filled.north, filled.south):
        make.grant(who, "finance", on=scope)
    make.as_(who)

    board = queries.dashboard_of(who, None, MONTH)

    assert (board.scope_id, [region.name for region in board.regions]) == (None, ["北片", "南片"])
    assert board.values["receivables"].denominator == 200


@pytest.mark.parametrize("hospitals", [1, 3])
def test_a_dashboard_asks_as_many_questions_whatever_there_is(
    world, django_assert_num_queries, hospitals
):
    for number in range(hospitals):
        scope = make.scope(under=world.north)
        hospital = world.hospital(f"医院{number}", on=scope)
        world.delivered(hospital, commit_on=TODAY, arrived_on=TODAY)
        world.milestone(hospital, "1.00", due_on=TODAY)
    make.as_(world.manager)

    with django_assert_num_queries(12):
        queries.dashboard_of(world.manager, world.north, MONTH)
    with django_assert_num_queries(6):
        page = queries.rows(world.manager, queries.kpi_called("receivables"), None, MONTH)
    assert len(page.items) == hospitals
