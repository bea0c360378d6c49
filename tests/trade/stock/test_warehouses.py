from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction
from django.db.utils import ProgrammingError
from django.utils.timezone import localdate

from duan.core.kernel.errors import Place
from duan.trade.stock import commands
from duan.trade.stock.models import Movement
from duan.trade.stock.queries import (
    intake_of,
    levels,
    page_of_intakes,
    page_of_movements,
    warehouses,
)
from tests import make
from tests.trade.catalog import make as catalog
from tests.trade.stock import make as trade


def today():
    return localdate(make.database_now())


def test_a_warehouse_code_is_used_once_in_the_company_also_where_nobody_looks(world):
    code = warehouses(make.as_(world.keeper))[0]["code"]
    local = make.somebody("data_steward", on=world.west, name="西主数据")

    with pytest.raises(commands.WarehouseCodeTaken) as caught:
        commands.add_warehouse(local, scope_id=world.west, code=code.lower(), name="西仓库")

    assert str(caught.value) == f"仓库编号 {code} 已被使用，请换一个。"


def test_a_warehouse_needs_a_code_and_a_name_that_fit(world):
    with pytest.raises(commands.UnusableWarehouse) as caught:
        commands.add_warehouse(world.steward, scope_id=world.east, code=" ", name="仓" * 61)

    assert str(caught.value) == "仓库的内容有误：请填写编号；名称最多 60 个字。"
    assert caught.value.where == (Place("code", "请填写编号"), Place("name", "名称最多 60 个字"))


def test_a_code_is_measured_as_it_is_kept(world):
    with pytest.raises(commands.UnusableWarehouse) as caught:
        commands.add_warehouse(world.steward, scope_id=world.east, code="ß" * 11, name="仓")

    assert caught.value.where == (Place("code", "编号最多 20 个字"),)


def test_an_intake_needs_its_supplier_and_not_always_a_paper(world):
    with pytest.raises(commands.UnusableIntake) as caught:
        world.intake(supplier_name=" ")

    assert caught.value.where == (Place("supplier_name", "请填写供应商"),)
    assert world.intake(delivery_note_no="")


def test_stock_is_told_by_model_with_the_count_in_each_warehouse(world):
    second = world.another("二号仓库")
    other = catalog.goods(world.steward, product_name="呼吸机", model_name="V-2")
    for _ in range(2):
        world.received()
    world.received(at=second, expires_on=today())
    commands.receive_unit(world.keeper, intake_id=world.intake(), scan=trade.scan(other.di, "V1"))

    found = levels(make.as_(world.keeper), on=today() + timedelta(days=1))

    assert [
        (row["product_name"], row["model_name"], row["count"], row["expired"]) for row in found
    ] == [
        ("呼吸机", "V-2", 1, 0),
        ("彩色超声诊断系统", "UX-1", 3, 1),
    ]
    places = {place["warehouse_id"]: place for place in found[1]["warehouses"]}
    assert (places[world.warehouse]["count"], places[second]["count"]) == (2, 1)
    assert (places[world.warehouse]["expired"], places[second]["expired"]) == (0, 1)


def test_what_left_is_no_longer_in_stock_and_the_movement_says_with_which_paper(world):
    unit_id = world.received("SN-7")
    paper = make.new_id()

    commands.release_unit(
        world.keeper,
        unit_id=unit_id,
        warehouse_id=world.warehouse,
        source_id=paper,
        source_no="D0000001",
    )

    page = page_of_movements(make.as_(world.keeper), limit=10)
    assert [(row["direction"], row["source_no"], row["unit_no"]) for row in page.items] == [
        ("OUT", "D0000001", "U0000001"),
        ("IN", "W0000001", "U0000001"),
    ]
    assert world.told()[-1] == "设备 U0000001 从「一号仓库」出库，单据 D0000001"


def test_a_unit_leaves_only_the_warehouse_where_it_stands(world):
    unit_id, second = world.received("SN-7"), world.another("二号仓库")
    before = world.everything()

    with pytest.raises(commands.NotInStock) as caught:
        commands.release_unit(
            world.keeper,
            unit_id=unit_id,
            warehouse_id=second,
            source_id=make.new_id(),
            source_no="D0000001",
        )

    assert str(caught.value) == (
        "设备 U0000001 不在「二号仓库」，现在在「一号仓库」，不能从这里出库。请刷新后核对。"
    )
    assert world.everything() == before


def test_the_database_keeps_a_movement_as_it_was_written(world):
    world.received("SN-7")

    make.as_(world.keeper)

    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        Movement.objects.update(source_no="X")


def test_an_intake_tells_what_came_on_it_and_what_may_be_done(world):
    intake_id = world.intake()
    commands.receive_unit(world.keeper, intake_id=intake_id, scan=world.scan("SN-7"))

    intake = intake_of(make.as_(world.keeper), intake_id)

    assert (intake["intake_no"], intake["count"], intake["opened_by_name"], intake["may"]) == (
        "W0000001",
        1,
        "库管员",
        ["receive", "close"],
    )
    assert [(unit["serial_no"], unit["model_name"]) for unit in intake["units"]] == [
        ("SN-7", "UX-1")
    ]
    commands.close_intake(world.keeper, intake_id=intake_id)
    assert intake_of(make.as_(world.keeper), intake_id)["may"] == []


def test_intakes_are_found_by_number_paper_and_supplier(world):
    first = world.intake(supplier_name="甲供应商", delivery_note_no="AA-1")
    second = world.intake(supplier_name="乙供应商", delivery_note_no="BB-2")
    commands.close_intake(world.keeper, intake_id=first)
    actor = make.as_(world.keeper)

    def found(**wanted):
        return [row["id"] for row in page_of_intakes(actor, limit=10, **wanted).items]

    assert found() == [second, first]
    assert found(status="CLOSED") == [first]
    assert found(q="w0000002") == [second]
    assert found(q="bb") == [second]
    assert found(q="甲") == [first]
    assert found(q="没有") == []


def test_every_intake_is_on_one_page(world):
    intakes = [world.intake() for _ in range(5)]
    actor = make.as_(world.keeper)

    seen, cursor = [], ""
    while cursor is not None:
        page = page_of_intakes(actor, cursor=cursor, limit=2)
        seen += [row["id"] for row in page.items]
        cursor = page.next

    assert seen == intakes[::-1]


@pytest.mark.parametrize("read", ["levels", "warehouses", "intakes", "intake", "movements"])
def test_a_list_asks_as_often_for_three_as_for_one(world, django_assert_num_queries, read):
    intake_id = world.intake()

    def more():
        world.another()
        goods = catalog.goods(world.steward)
        commands.receive_unit(
            world.keeper, intake_id=intake_id, scan=trade.scan(goods.di, goods.di[-5:])
        )
        world.intake()

    def ask():
        return {
            "levels": lambda: levels(actor, on=day),
            "warehouses": lambda: warehouses(actor),
            "intakes": lambda: page_of_intakes(actor, limit=10),
            "intake": lambda: intake_of(actor, intake_id),
            "movements": lambda: page_of_movements(actor, limit=10),
        }[read]()

    counts = {"levels": 3, "warehouses": 4, "intakes": 3, "intake": 6, "movements": 4}
    more()
    actor, day = make.as_(world.keeper), today()
    with django_assert_num_queries(counts[read]):
        ask()
    more()
    more()
    make.as_(world.keeper)
    with django_assert_num_queries(counts[read]):
        ask()
