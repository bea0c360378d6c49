"""What people and the line of a deal are told of shipments."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import pytest
from django.utils.timezone import localdate, make_aware

from duan.core.kernel.context import acting
from duan.core.kernel.steps import Step
from duan.trade.delivery import commands
from duan.trade.delivery.models import Shipment
from duan.trade.delivery.queries import detail_of_shipment, page_of_shipments, steps_of
from duan.trade.delivery.types import ShipmentFilter
from tests import make
from tests.trade.catalog import make as catalog


def today():
    return localdate(make.database_now())


def found(world, **wanted):
    page = page_of_shipments(make.as_(world.checker), ShipmentFilter(**wanted), limit=10)
    return [row["shipment_no"] for row in page.items]


def test_a_list_tells_progress_and_what_is_late(world):
    world.shipment(quantity=3)
    world.received("SN-1")
    late = world.shipment(commit_on=today())
    world.check(late, "SN-1")
    with acting(world.overseer):
        Shipment.objects.filter(pk=late).update(commit_on=today() - timedelta(days=1))

    page = page_of_shipments(make.as_(world.checker), ShipmentFilter(), limit=10)

    assert [
        (row["shipment_no"], row["checked"], row["quantity"], row["late"], row["warehouse_name"])
        for row in page.items
    ] == [("D0000002", 1, 1, True, "一号仓库"), ("D0000001", 0, 3, False, "")]
    assert {(row["terminal_name"], row["department_name"]) for row in page.items} == {
        ("甲医院", "超声科")
    }


def test_shipments_are_found_by_number_waybill_hospital_and_status(world):
    world.shipment()
    world.shipped("SN-1")

    assert found(world) == ["D0000002", "D0000001"]
    assert found(world, status="IN_TRANSIT") == ["D0000002"]
    assert found(world, q="d0000001") == ["D0000001"]
    assert found(world, q="s0000002") == ["D0000002"]
    assert found(world, q="yd-1") == ["D0000002"]
    assert found(world, q="甲医") == ["D0000002", "D0000001"]
    assert found(world, terminal_id=world.deals.ward) == ["D0000002", "D0000001"]
    assert found(world, terminal_id=make.new_id()) == []
    assert found(world, q="没有") == []


@pytest.mark.parametrize("sort", ["-planned_at", "planned_at", "commit_on", "-commit_on"])
def test_every_shipment_is_on_one_page(world, sort):
    for days in (3, 1, 2, 1, 3):
        world.shipment(commit_on=today() + timedelta(days=days))
    actor = make.as_(world.checker)

    seen, cursor = [], ""
    while cursor is not None:
        page = page_of_shipments(actor, ShipmentFilter(), sort=sort, cursor=cursor, limit=2)
        seen += [row["shipment_no"] for row in page.items]
        cursor = page.next

    assert sorted(seen) == [f"D000000{n}" for n in range(1, 6)]


def test_a_card_shows_lines_units_and_scans_and_just_what_may_be_done(world):
    shipment_id = world.shipment(quantity=2)
    world.received("SN-1", "SN-2")
    world.check(shipment_id, "SN-1")
    world.check(shipment_id, "SN-1")

    card = detail_of_shipment(make.as_(world.checker), shipment_id)

    (line,) = card["lines"]
    assert (line["product_name"], line["model_name"], line["checked"], line["quantity"]) == (
        "彩色超声诊断系统",
        "UX-1",
        1,
        2,
    )
    assert [(unit["serial_no"], unit["checked_by_name"]) for unit in line["units"]] == [
        ("SN-1", "复核员")
    ]
    assert [(scan["verdict"], scan["code"]) for scan in card["scans"]] == [
        ("REFUSED", "already_on_shipment"),
        ("PASSED", ""),
    ]
    assert card["may"] == ["check", "drop"]
    world.check(shipment_id, "SN-2")
    assert detail_of_shipment(make.as_(world.checker), shipment_id)["may"] == [
        "check",
        "finish",
        "drop",
    ]


def test_at_each_step_just_the_one_whose_turn_it_is_may_go_on(world):
    steps = {
        "waiting": world.shipment(),
        "checked": world.checked("SN-1"),
        "shipped": world.shipped("SN-2"),
        "arrived": world.arrived("SN-3"),
    }
    people = {"checker": world.checker, "keeper": world.keeper, "engineer": world.engineer}

    may = {
        (step, person): detail_of_shipment(make.as_(actor), pk)["may"]
        for step, pk in steps.items()
        for person, actor in people.items()
    }

    assert {key: doings for key, doings in may.items() if doings} == {
        ("waiting", "checker"): ["check", "drop"],
        ("checked", "checker"): ["drop"],
        ("checked", "keeper"): ["ship"],
        ("shipped", "engineer"): ["confirm"],
    }


def steps(world, shipment_id):
    shipment = world.now(shipment_id)
    return steps_of(make.as_(world.engineer), shipment.deal_id)


def test_the_line_of_a_deal_tells_what_is_done_and_what_is_missing(world):
    shipment_id = world.shipment(quantity=2)
    world.received("SN-1", "SN-2")
    world.check(shipment_id, "SN-1")
    due_at = make_aware(datetime.combine(today() + timedelta(days=30), time(23, 59, 59)))

    assert steps(world, shipment_id) == [
        Step(
            stage="CHECK",
            state="NOW",
            title="D0000001 待复核",
            due_at=due_at,
            missing=("彩色超声诊断系统 UX-1 还差 1 台",),
            link=("shipment", shipment_id),
        )
    ]
    world.check(shipment_id, "SN-2")
    assert steps(world, shipment_id)[0].missing == ("完成复核",)
    commands.finish_check(world.checker, shipment_id=shipment_id)
    shipment = world.now(shipment_id)
    assert steps(world, shipment_id) == [
        Step(
            stage="CHECK",
            state="DONE",
            title="D0000001 已复核",
            at=shipment.checked_at,
            by=world.checker.account_id,
            link=("shipment", shipment_id),
        ),
        Step(
            stage="SHIP",
            state="NOW",
            title="D0000001 待发货",
            due_at=due_at,
            missing=("承运人和运单号",),
            link=("shipment", shipment_id),
        ),
    ]


def test_what_arrived_is_done_and_what_is_late_is_missing(world):
    there, late = world.arrived("SN-1"), world.shipped("SN-2")
    with acting(world.overseer):
        Shipment.objects.filter(pk=late).update(commit_on=today() - timedelta(days=1))

    assert [(step.stage, step.state) for step in steps(world, there)] == [
        ("CHECK", "DONE"),
        ("SHIP", "DONE"),
        ("ARRIVE", "DONE"),
    ]
    assert [(step.stage, step.state) for step in steps(world, late)] == [
        ("CHECK", "DONE"),
        ("SHIP", "DONE"),
        ("ARRIVE", "MISSING"),
    ]


@pytest.mark.parametrize("read", ["list", "card", "steps"])
def test_reading_asks_as_often_for_three_as_for_one(world, django_assert_num_queries, read):
    models = [catalog.goods(world.goods.steward) for _ in range(3)]
    one = world.shipment(models[0].model_id)
    three = world.shipment(*(goods.model_id for goods in models))
    for number, goods in enumerate(models):
        world.received(f"A{number}", f"B{number}", di=goods.di)
        if number == 0:
            world.check(one, "A0", di=goods.di)
        world.check(three, f"B{number}", di=goods.di)
    deals = {pk: world.now(pk).deal_id for pk in (one, three)}
    actor = make.as_(world.checker)
    ask = {
        "list": lambda pk: page_of_shipments(actor, ShipmentFilter(q=numbers[pk]), limit=10),
        "card": lambda pk: detail_of_shipment(actor, pk),
        "steps": lambda pk: steps_of(actor, deals[pk]),
    }[read]
    numbers = {one: "D0000001", three: "D000"}

    for pk in (one, three):
        with django_assert_num_queries({"list": 5, "card": 13, "steps": 4}[read]):
            ask(pk)
