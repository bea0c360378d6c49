"""Which day it is where the company is decides which regions are in force."""

from __future__ import annotations

from datetime import UTC, date, datetime

from duan.core.kernel.actor import Nobody
from duan.core.kernel.commands import Run
from duan.edge.exchange import carrying
from duan.edge.exchange.models import Import


def test_regions_are_checked_on_the_day_it_is_here_and_not_in_greenwich():
    late = datetime(2026, 12, 31, 16, 30, tzinfo=UTC)
    run = Run(command="exchange.carry_out_load", actor=Nobody(), now=late)

    assert carrying._plan(run, Import(), choices={}).on == date(2027, 1, 1)
