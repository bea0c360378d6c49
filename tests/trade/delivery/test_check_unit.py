"""The outbound check: one code and one Chinese reason for each way in which goods must not leave."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from duan.core.audit.models import Subject
from duan.core.kernel.context import acting
from duan.core.kernel.errors import NotFound
from duan.trade.assets import commands as assets
from duan.trade.assets.types import UnitStatus
from duan.trade.delivery import commands
from duan.trade.delivery.models import Scan, Shipment, ShipmentUnit
from duan.trade.delivery.types import Checked, ShipmentStatus, Verdict
from tests import make
from tests.trade.assets.make import warehouse as standing
from tests.trade.catalog import make as catalog
from tests.trade.delivery import make as trade
from tests.trade.stock import make as goods_in


def refused(world, shipment_id, scan, code):
    """Check a scan that must not pass; return the reason. It is kept, and nothing else happens."""
    before = world.on_it(shipment_id), world.version(shipment_id)
    kept = world.scans(shipment_id)

    checked = commands.check_unit(world.checker, shipment_id=shipment_id, scan=scan)

    assert (checked.verdict, checked.code, checked.line_id) == (Verdict.REFUSED, code, None)
    assert world.scans(shipment_id) == [*kept, ("REFUSED", code)]
    assert (world.on_it(shipment_id), world.version(shipment_id)) == before
    return checked.message


def test_a_unit_of_the_order_passes_and_its_record_says_who_checked_what(world):
    shipment_id = world.shipment()
    (unit_id,) = world.received("SN-1")

    checked = world.check(shipment_id, "SN-1")

    with acting(world.overseer):
        row = ShipmentUnit.objects.get(shipment_id=shipment_id)
        scan = Scan.objects.get(shipment_id=shipment_id)
        shipment = Shipment.objects.get(pk=shipment_id)
    assert checked == Checked(
        verdict=Verdict.PASSED,
        code="",
        message="",
        unit_id=unit_id,
        unit_no="U0000001",
        serial_no="SN-1",
        line_id=row.line_id,
    )
    assert (row.unit_id, row.unit_no, row.serial_no, row.checked_by) == (
        unit_id,
        "U0000001",
        "SN-1",
        world.checker.account_id,
    )
    assert row.certificate_no.startswith("国械注准")
    assert (scan.verdict, scan.text, scan.unit_id, scan.scanned_by) == (
        "PASSED",
        world.scan("SN-1"),
        unit_id,
        world.checker.account_id,
    )
    assert (shipment.warehouse_id, shipment.status) == (world.warehouse, ShipmentStatus.WAITING)


def test_a_text_that_is_no_device_code(world):
    assert "校验" in refused(world, world.shipment(), "(01)06901234567891(21)A1", "udi_check_digit")


def test_an_identifier_that_nobody_entered(world):
    scan = goods_in.scan(catalog.some_di(987654321), "A1")

    assert refused(world, world.shipment(), scan, "unknown_identifier").startswith("产品标识 ")


def test_a_code_of_the_model_without_a_serial(world):
    message = refused(world, world.shipment(), world.goods.di, "missing_element")

    assert message.startswith("没有读到序列号。")


def test_a_unit_that_never_came_in(world):
    message = refused(world, world.shipment(), world.scan("SN-404"), "unknown_unit")

    assert message == (
        "没有收过序列号为 SN-404 的彩色超声诊断系统，不能出库。请核对标签；确是新到的货，请先入库。"
    )


def test_a_unit_that_stands_where_the_checker_may_not_look_is_as_unknown_as_none(world):
    other = goods_in.add_warehouse(world.goods.steward, world.deals.west)
    keeper = make.somebody("warehouse_keeper", on=world.deals.west)
    intake = goods_in.commands.open_intake(
        keeper, warehouse_id=other, supplier_name="西供应商", delivery_note_no=""
    )
    goods_in.commands.receive_unit(keeper, intake_id=intake, scan=world.scan("SN-W"))

    message = refused(world, world.shipment(), world.scan("SN-W"), "unknown_unit")

    assert message.startswith("没有收过序列号为 SN-W 的")


def test_a_product_that_is_not_on_the_order(world):
    other = catalog.goods(world.goods.steward, product_name="呼吸机", model_name="V-2")
    world.received("V-1", di=other.di)

    message = refused(world, world.shipment(), world.scan("V-1", di=other.di), "wrong_product")

    assert message == "「呼吸机 V-2」不在订单 S0000001 里，不能出库。请放回原处，按出库单取货。"


def test_one_more_than_was_ordered(world):
    shipment_id = world.shipment(quantity=2)
    world.received("SN-1", "SN-2", "SN-3")
    world.check(shipment_id, "SN-1")
    world.check(shipment_id, "SN-2")

    message = refused(world, shipment_id, world.scan("SN-3"), "line_is_full")

    assert message == "这个型号订了 2 台，已经复核够了。请把多取的放回原处。"


def test_a_unit_after_its_last_day_and_not_on_it(world):
    last = localdate(make.database_now()) + timedelta(days=3)
    world.received("SN-1", expires_on=last)
    shipment_id = world.shipment()

    with time_machine.travel(last + timedelta(days=1, hours=9), tick=False):
        message = refused(world, shipment_id, world.scan("SN-1"), "unit_expired")
    assert message == f"有效期到 {last}，已过期，不能收发。请移入不合格区，并联系质管人员。"

    assert world.check(shipment_id, "SN-1", expires_on=last).verdict == Verdict.PASSED


def test_a_unit_made_when_no_certificate_covered_it(world):
    """It came in before somebody noticed: the check asks the catalogue anew."""
    model_id = catalog.commands.add_model(
        world.goods.steward, product_id=world.goods.product_id, name="UX-9"
    )
    di = catalog.some_di()
    catalog.identifier(world.goods.steward, model_id, di)
    made_on = goods_in.MADE_ON
    assets.enter_unit(
        world.keeper,
        scope_id=world.deals.east,
        model_id=model_id,
        di=di,
        serial_no="UX9-1",
        lot_no="",
        produced_on=made_on,
        expires_on=None,
        place=standing("一号仓库", world.warehouse),
    )
    shipment_id = world.shipment(model_id)

    message = refused(world, shipment_id, world.scan("UX9-1", di=di), "not_covered")

    assert message == (
        f"生产日期 {made_on} 不在任何注册证版本的有效期内，不能收发。请隔离，并联系质管人员。"
    )


def test_a_label_that_says_something_else_than_what_was_received(world):
    world.received("SN-1")
    other = goods_in.MADE_ON + timedelta(days=1)

    message = refused(
        world, world.shipment(), world.scan("SN-1", produced_on=other), "label_differs"
    )

    assert message == (
        f"标签上的生产日期是 {other}，入库时登记的是 {goods_in.MADE_ON}，不一致，不能出库。"
        "请隔离，并上报质管人员。"
    )


def test_a_unit_that_is_on_this_shipment_already(world):
    shipment_id = world.shipment(quantity=2)
    world.received("SN-1")
    world.check(shipment_id, "SN-1")

    message = refused(world, shipment_id, world.scan("SN-1"), "already_on_shipment")

    assert message == "设备 U0000001 已经在本单里，不必再扫。请扫下一台。"


def test_a_unit_that_is_on_another_shipment(world):
    first, second = world.shipment(), world.shipment()
    world.received("SN-1")
    world.check(first, "SN-1")

    message = refused(world, second, world.scan("SN-1"), "already_on_shipment")

    assert message == "设备 U0000001 已复核到出库单 D0000001，不能再出。请放回原处，另取一台。"


def test_a_unit_that_somebody_took_for_a_shipment_of_another_region(world):
    """Row security hides that shipment; the unique index knows it."""
    west = replace(
        world.deals,
        seller=make.somebody("sales", on=world.deals.west, name="西销售"),
        manager=world.deals.stranger,
        hospital=make.terminal("西医院", by=world.deals.stranger, on=world.deals.west),
        ward=None,
    )
    theirs, ours = world.planned(west.order()), world.shipment()
    world.received("SN-1")
    both = trade.everywhere("outbound_checker", name="总部复核")
    assert world.check(theirs, "SN-1", by=both).verdict == Verdict.PASSED

    message = refused(world, ours, world.scan("SN-1"), "already_on_shipment")

    assert message == "设备 U0000001 刚被复核到另一张出库单，不能再出。请放回原处，另取一台。"


def test_a_unit_that_was_shipped(world):
    world.shipped("SN-1")

    message = refused(world, world.shipment(), world.scan("SN-1"), "already_shipped")

    assert message == "设备 U0000001 已随 D0000001 发出，不能再出库。请核对标签，并上报质管人员。"


def test_a_unit_that_was_scrapped(world):
    (unit_id,) = world.received("SN-1")
    assets.move_unit(
        world.keeper,
        unit_id=unit_id,
        status=UnitStatus.SCRAPPED,
        place=standing("不合格区", world.warehouse),
        scope_id=world.deals.east,
    )

    message = refused(world, world.shipment(), world.scan("SN-1"), "not_in_stock")

    assert message == "设备 U0000001 已报废，不能出库。请移入不合格区。"


def test_the_first_unit_that_passes_says_from_which_warehouse_all_leave(world):
    second = goods_in.add_warehouse(world.goods.steward, world.deals.east, "二号仓库")
    shipment_id = world.shipment(quantity=2)
    world.received("SN-1")
    world.received("SN-2", at=second)
    world.check(shipment_id, "SN-1")

    message = refused(world, shipment_id, world.scan("SN-2"), "other_warehouse")

    assert (
        message
        == "本单从「一号仓库」出库，设备 U0000002 在「二号仓库」。请在「一号仓库」另取一台。"
    )


def test_a_warehouse_that_the_checker_may_not_know_is_not_named(world):
    central = goods_in.add_warehouse(world.goods.steward, make.ROOT, "总仓")
    everywhere = trade.everywhere("warehouse_keeper", "outbound_checker", name="总部库管")
    shipment_id = world.shipment(quantity=2)
    replace(world, keeper=everywhere).received("SN-1", at=central)
    world.received("SN-2")
    world.check(shipment_id, "SN-1", by=everywhere)

    told = refused(world, shipment_id, world.scan("SN-2"), "other_warehouse")
    assert told == "本单从另一个仓库出库，设备 U0000002 在「一号仓库」。请在另一个仓库另取一台。"


def test_what_is_dropped_frees_its_place_and_the_warehouse(world):
    second = goods_in.add_warehouse(world.goods.steward, world.deals.east, "二号仓库")
    shipment_id = world.shipment()
    (first,) = world.received("SN-1")
    world.received("SN-2", at=second)
    world.check(shipment_id, "SN-1")

    commands.drop_unit(world.checker, shipment_id=shipment_id, unit_id=first)

    assert (world.on_it(shipment_id), world.now(shipment_id).warehouse_id) == ([], None)
    assert world.check(shipment_id, "SN-2").verdict == Verdict.PASSED
    assert world.scans(shipment_id) == [("PASSED", ""), ("PASSED", "")]
    with pytest.raises(NotFound):
        commands.drop_unit(world.checker, shipment_id=shipment_id, unit_id=first)


def test_a_check_is_finished_only_when_every_line_is_full(world):
    other = catalog.goods(world.goods.steward, product_name="呼吸机", model_name="V-2")
    shipment_id = world.shipment(world.goods.model_id, other.model_id, quantity=2)
    world.received("SN-1", "SN-2", "SN-3")
    world.check(shipment_id, "SN-1")
    before = world.everything()

    with pytest.raises(commands.ShipmentIncomplete) as caught:
        commands.finish_check(world.checker, shipment_id=shipment_id)

    assert str(caught.value) == (
        "出库单 D0000001 还没有复核齐：「彩色超声诊断系统 UX-1」还差 1 台、「呼吸机 V-2」还差 2 台。"
        "请继续扫码。"
    )
    assert world.everything() == before


def test_after_the_check_no_more_scans_until_a_unit_is_dropped(world):
    shipment_id = world.checked("SN-1")
    (spare,) = world.received("SN-2")
    before = world.everything()

    with pytest.raises(commands.WrongShipmentStatus) as caught:
        world.check(shipment_id, "SN-2")

    assert str(caught.value) == (
        "出库单 D0000001 现在「已复核」，只有「待复核」的才能复核。请刷新。"
    )
    assert world.everything() == before
    assert world.now(shipment_id).checked_by == world.checker.account_id

    with acting(world.overseer):
        unit_id = ShipmentUnit.objects.get(shipment_id=shipment_id).unit_id
    commands.drop_unit(world.checker, shipment_id=shipment_id, unit_id=unit_id)
    shipment = world.now(shipment_id)
    assert (shipment.status, shipment.checked_by) == (ShipmentStatus.WAITING, None)
    assert world.check(shipment_id, "SN-2").unit_id == spare


def test_each_scan_is_told_in_the_log_and_names_unit_and_terminal(world):
    shipment_id = world.shipment()
    world.received("SN-1")
    commands.check_unit(world.checker, shipment_id=shipment_id, scan="坏码")
    world.check(shipment_id, "SN-1")

    told = world.told()
    assert told[0] == "为订单 S0000001 生成出库单 D0000001，待复核"
    assert told[1].startswith("出库复核 D0000001，扫码拒绝：未能识别的编码（")
    assert told[2] == "出库复核 D0000001，扫码通过：U0000001 序列号 SN-1"
    with acting(world.overseer):
        last = Subject.objects.filter(kind="shipment").order_by("at", "pk").last()
        named = Subject.objects.filter(entry=last.entry).order_by("pk")
        assert list(named.values_list("kind", "name")) == [
            ("shipment", "D0000001"),
            ("terminal", "甲医院"),
            ("unit", "U0000001"),
        ]


def test_two_checkers_who_scan_one_unit_for_two_shipments_at_once(own_database):
    world = trade.world()
    first, second = world.shipment(), world.shipment()
    world.received("SN-1")
    other = make.somebody("outbound_checker", on=world.deals.east, name="另一复核员")

    results = make.together(
        lambda: world.check(first, "SN-1"),
        lambda: world.check(second, "SN-1", by=other),
    )

    assert sorted((result.verdict, result.code) for result in results) == [
        ("PASSED", ""),
        ("REFUSED", "already_on_shipment"),
    ]
    assert sorted([*world.on_it(first), *world.on_it(second)]) == ["SN-1"]


def test_two_checkers_who_scan_one_unit_for_one_shipment_at_once(own_database):
    world = trade.world()
    shipment_id = world.shipment(quantity=2)
    world.received("SN-1")
    other = make.somebody("outbound_checker", on=world.deals.east, name="另一复核员")

    results = make.together(
        lambda: world.check(shipment_id, "SN-1"),
        lambda: world.check(shipment_id, "SN-1", by=other),
    )

    assert sorted((result.verdict, result.code) for result in results) == [
        ("PASSED", ""),
        ("REFUSED", "already_on_shipment"),
    ]
    assert sorted(world.scans(shipment_id)) == [
        ("PASSED", ""),
        ("REFUSED", "already_on_shipment"),
    ]


def test_the_database_lets_no_unit_leave_unchecked(world):
    shipment_id = world.shipment()
    make.as_(world.overseer)

    with (
        pytest.raises(IntegrityError, match="shipment_leaves_only_after_a_check"),
        transaction.atomic(),
    ):
        Shipment.objects.filter(pk=shipment_id).update(status=ShipmentStatus.IN_TRANSIT)
