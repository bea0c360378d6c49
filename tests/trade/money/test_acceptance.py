"""From the signature to the last acceptance: each fact makes its part of the price due."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
import time_machine

from duan.core.kernel.context import acting
from duan.core.kernel.outbox import work_once
from duan.core.people.commands import automaton
from duan.trade.field.queries import installs_of
from duan.trade.money.models import Milestone
from tests import make
from tests.trade.field import make as field

DAY = timedelta(days=1)


@pytest.fixture
def site(db):
    return field.world()


def due(deal_id: UUID) -> dict[str, object]:
    with acting(automaton()):
        return dict(Milestone.objects.filter(deal_id=deal_id).values_list("kind", "due_on"))


def two_units(site) -> tuple[UUID, list[UUID]]:
    """A deal whose two units have come and wait for their installation."""
    deal_id = field.deal_of(site, field.arrived(site, units=2))
    work_once()
    with acting(automaton()):
        return deal_id, [each.task_id for each in installs_of(automaton(), deal_id=deal_id)]


def test_accepting_some_of_the_units_makes_nothing_due(site):
    deal_id, [first, _] = two_units(site)

    site.accepted(first)
    work_once()

    in_a_month = field.today() + 30 * DAY
    assert due(deal_id) == {
        "DEPOSIT": in_a_month, "ARRIVAL": in_a_month, "ACCEPTANCE": None, "RETENTION": None,
    }  # fmt: skip


def test_the_last_unit_accepted_sets_the_day_even_when_the_worker_comes_late(site):
    deal_id, [first, second] = two_units(site)
    site.accepted(first)
    site.installed(second)
    with time_machine.travel(make.database_now() + 2 * DAY, tick=False):
        field.accept(site, second)

    work_once()

    last = field.today() + 2 * DAY
    found = due(deal_id)
    assert (found["ACCEPTANCE"], found["RETENTION"]) == (last + 30 * DAY, last + 30 * DAY)
