"""A checked shipment leaves its warehouse and arrives at the hospital, and its units with it."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.utils.timezone import localdate

from duan.core.kernel.context import acting
from duan.core.kernel.errors import Place, Stale
from duan.core.kernel.models import Outbox
from duan.core.kernel.outbox import work_once
from duan.trade.assets.models import Stay
from duan.trade.assets.queries import units_of
from duan.trade.assets.types import UnitStatus
from duan.trade.delivery import commands
from duan.trade.delivery.models import Scan, Shipment, ShipmentLine, ShipmentUnit
from duan.trade.delivery.queries import (
    LineDelivered,
    lines_delivered,
    shipment_facts,
    units_arrived,
)
from duan.trade.delivery.types import ShipmentStatus
from duan.trade.stock.queries import UnitExpired, levels
from duan.trade.terminals.commands import open_scope
from tests import make
from tests.trade.delivery import make as trade


def ship(world, shipment_id, **told):
    values = {
        "seen_version": world.version(shipment_id),
        "carrier": "顺达物流",
        "waybill_no": "YD-1",
    }
    commands.ship(world.keeper, shipment_id=shipment_id, **(values | told))


def facts():
    """Return what delivery published, without the moments."""
    rows = Outbox.objects.filter(name__startswith="delivery.").order_by("entry")
    return [
        (name, {key: value for key, value in body.items() if key != "at"})
        for name, body in rows.values_list("name", "body")
    ]


def test_shipping_takes_the_units_out_of_stock_into_the_terminals_scope(world):
    shipment_id = world.checked("SN-1", "SN-2")

    ship(world, shipment_id)

    shipment = world.now(shipment_id)
    with acting(world.keeper):
        units = units_of(shipment_units(shipment_id)).values()
        assert levels(world.keeper, on=today()) == []
    assert {(unit.status, unit.scope_id, unit.terminal_id, unit.deal_id) for unit in units} == {
        (UnitStatus.IN_TRANSIT, world.deals.east, world.deals.hospital, shipment.deal_id)
    }
    assert {unit.place_name for unit in units} == {"D0000001 顺达物流 YD-1"}
    assert (shipment.status, shipment.shipped_by) == (
        ShipmentStatus.IN_TRANSIT,
        world.keeper.account_id,
    )
    assert facts() == [
        (
            "delivery.Shipped",
            {
                "shipment_id": str(shipment_id),
                "order_id": str(shipment.order_id),
                "deal_id": str(shipment.deal_id),
                "terminal_id": str(world.deals.hospital),
            },
        )
    ]


def test_arrival_puts_the_units_into_the_department_and_tells_who_took_them(world):
    shipment_id = world.arrived("SN-1")

    shipment = world.now(shipment_id)
    with acting(world.engineer):
        (unit,) = units_of(shipment_units(shipment_id)).values()
    with acting(world.overseer):
        stays = list(
            Stay.objects.filter(unit_id=unit.id)
            .order_by("since_at")
            .values_list("place_kind", "place_name")
        )
    assert (unit.status, unit.place_id, unit.place_name, unit.department_id) == (
        UnitStatus.ARRIVED,
        world.deals.ward,
        "甲医院 超声科",
        world.deals.ward,
    )
    assert stays == [
        ("WAREHOUSE", "一号仓库"),
        ("TRANSIT", "D0000001 顺达物流 YD-100"),
        ("TERMINAL", "甲医院 超声科"),
    ]
    assert (shipment.receiver_name, shipment.arrived_by) == ("王建国", world.engineer.account_id)
    assert world.told()[-3:] == [
        "完成出库复核 D0000001，共 1 台",
        "发货 D0000001，共 1 台，承运人「顺达物流」，运单 YD-100",
        "确认到货 D0000001，共 1 台，签收人「王**」",
    ]
    assert facts()[-1] == (
        "delivery.Arrived",
        {
            "shipment_id": str(shipment_id),
            "order_id": str(shipment.order_id),
            "deal_id": str(shipment.deal_id),
            "terminal_id": str(world.deals.hospital),
            "arrived_on": str(today()),
        },
    )


@pytest.mark.parametrize(
    ("told", "places"),
    [
        ({"carrier": " "}, [Place("carrier", "请填写承运人")]),
        ({"waybill_no": ""}, [Place("waybill_no", "请填写运单号")]),
        ({"waybill_no": "1" * 41}, [Place("waybill_no", "运单号最多 40 个字")]),
    ],
)
def test_a_carrier_and_a_waybill_are_needed(world, told, places):
    shipment_id = world.checked()
    before = world.everything()

    with pytest.raises(commands.UnusableShipping) as caught:
        ship(world, shipment_id, **told)

    assert caught.value.where == tuple(places)
    assert world.everything() == before


def test_whoever_saw_an_older_version_is_told_so(world):
    shipment_id = world.checked()
    before = world.everything()
    version = world.version(shipment_id)

    with pytest.raises(Stale) as caught:
        ship(world, shipment_id, seen_version=version - 1)

    assert str(caught.value) == (
        f"出库单 D0000001 已被别人更新到第 {version} 版，您看到的是第 {version - 1} 版。请刷新后再办。"
    )
    assert world.everything() == before


def test_what_expired_since_the_check_does_not_leave(world):
    last = today() + timedelta(days=1)
    shipment_id = world.shipment()
    world.received("SN-1", expires_on=last)
    world.check(shipment_id, "SN-1")
    commands.finish_check(world.checker, shipment_id=shipment_id)
    before = world.everything()

    with (
        time_machine.travel(last + timedelta(days=1, hours=9), tick=False),
        pytest.raises(UnitExpired) as caught,
    ):
        ship(world, shipment_id)

    assert str(caught.value) == (
        "设备 U0000001 在复核之后过期了，不能发货。请复核员把它从出库单撤下，另取一台复核。"
    )
    assert world.everything() == before


def test_nothing_ships_unchecked_or_twice_nor_arrives_before_it_left(world):
    waiting, checked, gone = world.shipment(), world.checked("SN-1"), world.shipped("SN-2")

    for shipment_id, doing in ((waiting, ship), (gone, ship), (waiting, arrive), (checked, arrive)):
        before = world.everything()
        with pytest.raises(commands.WrongShipmentStatus):
            doing(world, shipment_id)
        assert world.everything() == before


def test_an_arrival_needs_the_name_of_who_took_the_goods(world):
    shipment_id = world.shipped()

    with pytest.raises(commands.UnusableArrival) as caught:
        arrive(world, shipment_id, receiver_name="  ")

    assert caught.value.where == (Place("receiver_name", "请填写签收人"),)


def test_two_who_ship_at_once_ship_once(own_database):
    world = trade.world()
    shipment_id = world.checked("SN-1")
    version = world.version(shipment_id)

    results = make.together(
        lambda: ship(world, shipment_id, seen_version=version),
        lambda: ship(world, shipment_id, seen_version=version),
    )

    assert sorted(type(result).__name__ for result in results) == [
        "NoneType",
        "WrongShipmentStatus",
    ]


def test_a_confirmed_order_plans_its_shipment_once_however_often_it_is_told(own_database):
    world = trade.world()
    order_id = world.deals.order(world.deals.line(3))
    work_once()
    first = set(shipments(world))

    again = world.planned(order_id)

    assert first == {again}
    with acting(world.overseer):
        shipment = Shipment.objects.get(order_id=order_id)
        lines = list(ShipmentLine.objects.values_list("position", "model_id", "quantity"))
    assert (shipment.status, shipment.order_no, shipment.terminal_id, shipment.department_id) == (
        ShipmentStatus.WAITING,
        "S0000001",
        world.deals.hospital,
        world.deals.ward,
    )
    assert lines == [(1, world.goods.model_id, 3)]


def test_other_modules_learn_what_was_delivered_only_once_it_has_arrived(world):
    on_the_way, there = world.shipped("SN-1"), world.arrived("SN-2", "SN-3")
    with acting(world.overseer):
        lines = dict(ShipmentLine.objects.values_list("shipment_id", "order_line_id"))

    actor = make.as_(world.engineer)
    found = lines_delivered(actor, lines.values())

    assert units_arrived(actor, on_the_way) == []
    assert len(units_arrived(actor, there)) == 2
    assert shipment_facts(actor, on_the_way).arrived_on is None
    assert shipment_facts(actor, there).arrived_on == today()
    assert found == {
        lines[on_the_way]: LineDelivered(
            order_line_id=lines[on_the_way],
            shipment_id=on_the_way,
            shipment_no="D0000001",
            quantity=1,
            delivered=0,
            arrived_on=None,
        ),
        lines[there]: LineDelivered(
            order_line_id=lines[there],
            shipment_id=there,
            shipment_no="D0000002",
            quantity=2,
            delivered=2,
            arrived_on=today(),
        ),
    }


def test_a_hospital_that_moves_to_another_scope_takes_its_shipments_along(world):
    """What was scanned and shipped stays with the hospital, wherever it belongs."""
    shipment_id = world.arrived("SN-1")
    administrator = make.somebody("administrator", on=make.ROOT)

    scope_id = open_scope(administrator, terminal_id=world.deals.hospital)

    with acting(world.overseer):
        scopes = {
            model: set(model.objects.values_list("scope_id", flat=True))
            for model in (Shipment, ShipmentLine, ShipmentUnit, Scan)
        }
        assert Scan.objects.filter(shipment_id=shipment_id).count() == 1
    assert list(scopes.values()) == [{scope_id}] * 4


def arrive(world, shipment_id, **told):
    values = {"seen_version": world.version(shipment_id), "receiver_name": "王建国"}
    commands.confirm_arrival(world.engineer, shipment_id=shipment_id, **(values | told))


def today():
    return localdate(make.database_now())


def shipments(world):
    with acting(world.overseer):
        return list(Shipment.objects.values_list("pk", flat=True))


def shipment_units(shipment_id):
    return set(Shipment.objects.filter(pk=shipment_id).values_list("units__unit_id", flat=True))
