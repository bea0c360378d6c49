"""What is owed for accepting all is not owed for some, and counts from the last day."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from uuid import UUID

import pytest
import time_machine

from duan.core.kernel.context import acting
from duan.core.people.commands import automaton
from duan.trade.field.commands import plan_installs
from duan.trade.field.events import InstallAccepted
from duan.trade.money import handlers
from duan.trade.money.models import Milestone
from tests import make
from tests.trade.field import make as field

DAY = timedelta(days=1)


@pytest.fixture
def site(db):
    return field.world()


def waiting(site, deal_id: UUID) -> None:
    """Two milestones of a deal that wait for its acceptance."""
    with acting(automaton()):
        for kind, days in (("ACCEPTANCE", 30), ("RETENTION", 365)):
            Milestone.objects.create(
                scope_id=site.east, terminal_id=site.hospital, deal_id=deal_id,
                contract_id=deal_id, contract_no="C0000001", kind=kind, percent=50, days=days,
                amount=Decimal(100), planned_at=make.database_now(),
            )  # fmt: skip


def due(deal_id: UUID) -> dict[str, object]:
    with acting(automaton()):
        return dict(Milestone.objects.filter(deal_id=deal_id).values_list("kind", "due_on"))


def tell(site, task_id: UUID, on) -> None:
    task = site.now(task_id)
    handlers.on_install_accepted(
        InstallAccepted(
            task_id=task_id,
            unit_id=task.unit_id,
            deal_id=task.deal_id,
            terminal_id=task.terminal_id,
            accepted_on=on,
            at=make.database_now(),
        )
    )


def test_the_last_unit_accepted_makes_acceptance_and_retention_due(site):
    deal_id = make.new_id()
    tasks = plan_installs(automaton(), shipment_id=field.arrived(site, units=2, deal=deal_id))
    waiting(site, deal_id)
    today, later = field.today(), field.today() + 2 * DAY

    site.accepted(tasks[0])
    tell(site, tasks[0], today)
    assert due(deal_id) == {"ACCEPTANCE": None, "RETENTION": None}

    site.installed(tasks[1])
    with time_machine.travel(make.database_now() + 2 * DAY, tick=False):
        field.accept(site, tasks[1])
    tell(site, tasks[0], today)  # a worker that comes late hears of the first one only now

    expected = {"ACCEPTANCE": later + 30 * DAY, "RETENTION": later + 365 * DAY}
    assert due(deal_id) == expected

    tell(site, tasks[1], later)
    assert due(deal_id) == expected
