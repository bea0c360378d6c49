"""The demo company's deals stand at every point of a device's life, by the product's own commands."""

from __future__ import annotations

from collections import Counter

from duan.core.access.queries import scopes_in_reach
from duan.trade.assets.models import Cover, Unit
from duan.trade.assets.types import UnitStatus
from duan.trade.care.models import Ticket
from duan.trade.care.types import TicketStatus
from duan.trade.delivery.models import Scan, Shipment
from duan.trade.delivery.types import ShipmentStatus, Verdict
from duan.trade.field.models import Task
from duan.trade.field.types import TaskStatus
from duan.trade.money.models import Milestone
from duan.trade.money.types import MilestoneStatus
from duan.trade.sales.models import Contract, Lead, Order, Quote
from duan.trade.terminals.models import Terminal
from duan.trade.terminals.types import Kind


def statuses(model):
    return Counter(model.objects.values_list("status", flat=True))


def test_deals_stand_at_every_stage(company):
    company.account("hq.finance")

    assert (Lead.objects.count(), Quote.objects.count()) == (11, 10)
    assert (Contract.objects.count(), Order.objects.count()) == (9, 7)


def test_goods_are_in_stock_on_the_way_and_in_service(company):
    company.account("md.steward")

    assert statuses(Unit) == {
        UnitStatus.IN_STOCK: 70,
        UnitStatus.IN_TRANSIT: 6,
        UnitStatus.ARRIVED: 2,
        UnitStatus.IN_SERVICE: 5,
    }
    assert Cover.objects.count() == 5


def test_every_unit_that_left_was_scanned_by_a_checker(company):
    company.account("hz.checker")

    assert statuses(Shipment) == {
        ShipmentStatus.WAITING: 1,
        ShipmentStatus.IN_TRANSIT: 1,
        ShipmentStatus.ARRIVED: 3,
    }
    assert Counter(Scan.objects.values_list("verdict", flat=True)) == {Verdict.PASSED: 11}


def test_the_hospitals_person_sees_his_own_house_only(company):
    patron = company.account("hz.hospital")

    assert Terminal.objects.filter(kind=Kind.HOSPITAL).count() == 1
    assert len(scopes_in_reach(patron, "field.accept")) == 1
    assert statuses(Task) == {
        TaskStatus.WAITING: 1,
        TaskStatus.INSTALLED: 1,
        TaskStatus.ACCEPTED: 3,
    }
    assert statuses(Ticket) == {TicketStatus.CLOSED: 1, TicketStatus.NEW: 1}
    assert not Contract.objects.exists()
    assert not Milestone.objects.exists()


def test_what_was_reached_is_due_and_what_was_paid_is_closed(company):
    company.account("hq.finance")

    assert statuses(Milestone) == {
        MilestoneStatus.PAID: 9,
        MilestoneStatus.DUE: 6,
        MilestoneStatus.PLANNED: 13,
    }
