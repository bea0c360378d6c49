"""Goods come in by scan; what may not come in is refused with a code and leaves nothing behind."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from duan.core.kernel.context import acting
from duan.core.kernel.errors import Place
from duan.lib import udi
from duan.trade.assets.commands import SerialTaken
from duan.trade.assets.queries import get_unit
from duan.trade.assets.types import PlaceKind, UnitStatus
from duan.trade.stock import commands
from duan.trade.stock.models import IntakeUnit, Movement
from duan.trade.stock.queries import (
    MissingElement,
    NotCovered,
    UnitExpired,
    UnknownIdentifier,
    UnreadableScan,
)
from tests import make
from tests.trade.catalog import make as catalog
from tests.trade.stock import make as trade


def refused(world, refusal, scan, *, intake_id=None):
    """Try to receive a scan; return how it was refused, and that nothing came of it."""
    intake_id = intake_id or world.intake()
    before = world.everything()
    with pytest.raises(refusal) as caught:
        commands.receive_unit(world.keeper, intake_id=intake_id, scan=scan)
    assert world.everything() == before
    return caught.value


def test_a_unit_comes_in_by_its_scan_and_the_record_keeps_what_the_label_said(world):
    intake_id = world.intake()
    scan = world.scan("SN-7")

    unit_id = commands.receive_unit(world.keeper, intake_id=intake_id, scan=scan)

    with acting(world.keeper):
        unit = get_unit(world.keeper, unit_id)
        row = IntakeUnit.objects.get(unit_id=unit_id)
        moved = Movement.objects.get(unit_id=unit_id)
    assert (unit.status, unit.place_kind, unit.place_id, unit.place_name, unit.scope_id) == (
        UnitStatus.IN_STOCK,
        PlaceKind.WAREHOUSE,
        world.warehouse,
        "一号仓库",
        world.east,
    )
    assert (row.unit_no, row.serial_no, row.produced_on, row.scan, row.received_by) == (
        unit.unit_no,
        "SN-7",
        trade.MADE_ON,
        scan,
        world.keeper.account_id,
    )
    assert row.certificate_no.startswith("国械注准")
    assert (moved.direction, moved.source_id, moved.source_no) == ("IN", intake_id, "W0000001")


def test_the_log_tells_of_an_intake_from_its_opening_to_its_end(world):
    intake_id = world.intake()
    commands.receive_unit(world.keeper, intake_id=intake_id, scan=world.scan("SN-7"))
    commands.close_intake(world.keeper, intake_id=intake_id)

    assert world.told()[1:] == [
        "开始收货 W0000001：供应商「江城医疗供应链有限公司」，仓库「一号仓库」",
        "收货 W0000001：彩色超声诊断系统 UX-1，序列号 SN-7",
        "完成收货 W0000001，共 1 台",
    ]


@pytest.mark.parametrize(
    ("scan", "code"),
    [
        ("hello", "udi_unknown_ai"),
        ("(01)06901234567891(21)A1", "udi_check_digit"),
        ("   ", "udi_empty"),
        ("(21)A1", "udi_no_di"),
    ],
)
def test_what_is_no_device_code_is_refused_with_the_reason_of_the_reader(world, scan, code):
    refusal = refused(world, UnreadableScan, scan)

    assert refusal.code == code
    assert refusal.where == (Place("scan", str(refusal)),)


def test_an_identifier_that_is_not_in_the_catalogue_is_unknown(world):
    di = catalog.some_di(987654321)

    refusal = refused(world, UnknownIdentifier, trade.scan(di, "A1"))

    assert str(refusal) == (
        f"产品标识 {di} 不在产品档案里，请核对标签；确是新产品的，请主数据管理员先登记。"
    )


def test_a_lost_separator_is_noticed_and_the_likely_reading_is_proposed(world):
    goods = catalog.goods(world.steward, product_name="血液透析机", has_lot=True)
    whole = trade.scan(goods.di, "SN9", lot="L7")

    refusal = refused(world, MissingElement, whole.replace("\x1d", ""))

    assert str(refusal) == (
        "没有读到序列号。请重新扫码；仍读不到时，请检查扫描枪是否发送了分隔符（GS）。"
    )
    assert Place("scan", f"可能是 (01){goods.di}(11)260401(10)L7(21)SN9") in refusal.where


def test_a_label_without_what_the_maker_says_is_on_it_is_refused(world):
    refusal = refused(world, MissingElement, f"(01){world.goods.di}(21)A1")

    assert refusal.where == (Place("scan", "缺少生产日期"),)


def test_an_expired_unit_stays_out_and_one_on_its_last_day_comes_in(world):
    today = localdate(make.database_now())
    yesterday = today - timedelta(days=1)

    refusal = refused(world, UnitExpired, world.scan("A1", expires_on=yesterday))
    assert str(refusal) == (
        f"有效期到 {yesterday}，已过期，不能收发。请移入不合格区，并联系质管人员。"
    )
    assert world.received("A1", expires_on=today)


def test_what_counts_is_that_it_was_made_while_a_certificate_held(world):
    """A certificate that lapsed since makes no difference, one that began later does."""
    model_id = catalog.commands.add_model(
        world.steward, product_id=world.goods.product_id, name="UX-0"
    )
    di = catalog.some_di()
    catalog.identifier(world.steward, model_id, di)
    first, last = trade.MADE_ON - timedelta(days=30), trade.MADE_ON
    catalog.certificate(
        world.steward, world.goods.product_id, model_id, starts_on=first, through_on=last
    )
    day = timedelta(days=1)

    for number, made_on in enumerate((first - day, last + day)):
        refusal = refused(world, NotCovered, trade.scan(di, f"B{number}", produced_on=made_on))
        assert str(refusal) == (
            f"生产日期 {made_on} 不在任何注册证版本的有效期内，不能收发。请隔离，并联系质管人员。"
        )
    for number, made_on in enumerate((first, last)):
        assert commands.receive_unit(
            world.keeper,
            intake_id=world.intake(),
            scan=trade.scan(di, f"A{number}", produced_on=made_on),
        )


def test_without_a_day_of_production_a_certificate_must_hold_today(world):
    goods = catalog.goods(world.steward, product_name="监护仪", has_produced=False)
    assert commands.receive_unit(
        world.keeper, intake_id=world.intake(), scan=udi.compose(di=goods.di, serial="A1")
    )
    model_id = catalog.commands.add_model(world.steward, product_id=goods.product_id, name="旧款")
    di = catalog.some_di()
    catalog.identifier(world.steward, model_id, di, has_produced=False)
    today = localdate(make.database_now())

    refusal = refused(world, NotCovered, udi.compose(di=di, serial="A1"))

    assert str(refusal).startswith(f"标签没有生产日期，今天 {today} 不在任何注册证版本")


def test_the_same_unit_comes_in_once(world):
    world.received("SN-7")

    refusal = refused(world, SerialTaken, world.scan("SN-7"))

    assert refusal.code == "serial_taken"


def test_nothing_comes_in_on_an_intake_that_is_closed(world):
    intake_id = world.intake()
    commands.close_intake(world.keeper, intake_id=intake_id)

    refusal = refused(world, commands.IntakeIsClosed, world.scan("A1"), intake_id=intake_id)

    assert str(refusal) == "收货单 W0000001 已经完成，不能再改。还有货到，请另开一张收货单。"


def test_two_scans_of_one_unit_at_once_let_it_in_once(own_database):
    world = trade.world()
    first, second = world.intake(), world.intake()
    scan = world.scan("SN-7")

    results = make.together(
        *(
            lambda at=at: commands.receive_unit(world.keeper, intake_id=at, scan=scan)
            for at in (first, second)
        )
    )

    assert sorted(type(result).__name__ for result in results) == ["SerialTaken", "UUID"]
    with acting(world.overseer):
        assert IntakeUnit.objects.count() == 1
