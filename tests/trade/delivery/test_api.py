"""A shipment over HTTP, as the scan page runs it: each answer is the whole shipment."""

from __future__ import annotations

from tests import make


def post(who, path, body=None, *, expected=200):
    answer = make.client(who).post(f"/api{path}", body or {}, content_type="application/json")
    assert answer.status_code == expected, answer.content.decode()
    return answer.json()


def get(who, path, **query):
    answer = make.client(who).get(f"/api{path}", query)
    assert answer.status_code == 200, answer.content.decode()
    return answer.json()


def test_goods_come_in_are_checked_leave_and_arrive(world):
    shipment_id = world.shipment()
    intake = post(
        world.keeper,
        "/stock/intakes",
        {"warehouse_id": str(world.warehouse), "supplier_name": "江城医疗"},
        expected=201,
    )
    path = f"/stock/intakes/{intake['id']}"
    received = post(world.keeper, f"{path}/receive", {"scan": world.scan("SN-1")})
    assert [unit["serial_no"] for unit in received["units"]] == ["SN-1"]
    assert post(world.keeper, f"{path}/close")["status"] == "CLOSED"
    assert get(world.keeper, "/stock/levels")["items"][0]["count"] == 1

    path = f"/delivery/shipments/{shipment_id}"
    bad = post(world.checker, f"{path}/check", {"scan": "坏码"})
    assert (bad["verdict"], bad["code"], bad["shipment"]["checked"]) == (
        "REFUSED",
        "udi_unknown_ai",
        0,
    )
    good = post(world.checker, f"{path}/check", {"scan": world.scan("SN-1")})
    assert (good["verdict"], good["code"], good["shipment"]["may"]) == (
        "PASSED",
        "",
        ["check", "finish", "drop"],
    )
    checked = post(world.checker, f"{path}/finish-check")
    shipped = post(
        world.keeper,
        f"{path}/ship",
        {"seen_version": checked["version"], "carrier": "顺达物流", "waybill_no": "YD-1"},
    )
    arrived = post(
        world.engineer,
        f"{path}/confirm-arrival",
        {"seen_version": shipped["version"], "receiver_name": "王建国"},
    )

    assert (arrived["status"], arrived["checked_by_name"], arrived["receiver_name"]) == (
        "ARRIVED",
        "复核员",
        "王建国",
    )
    assert get(world.keeper, "/stock/levels")["items"] == []
    rows = get(world.keeper, "/delivery/shipments", status="ARRIVED")["items"]
    assert [row["id"] for row in rows] == [str(shipment_id)]
    moved = get(world.keeper, "/stock/movements")["items"]
    assert [row["direction"] for row in moved] == ["OUT", "IN"]


def test_a_unit_can_be_put_back(world):
    shipment_id = world.shipment()
    (unit_id,) = world.received("SN-1")
    world.check(shipment_id, "SN-1")

    answer = post(
        world.checker,
        f"/delivery/shipments/{shipment_id}/drop-unit",
        {"unit_id": str(unit_id)},
    )

    assert (answer["checked"], answer["warehouse_id"]) == (0, None)


def test_a_refused_receipt_is_a_problem_that_names_the_scan(world):
    intake = post(
        world.keeper,
        "/stock/intakes",
        {"warehouse_id": str(world.warehouse), "supplier_name": "江城医疗"},
        expected=201,
    )

    answer = post(
        world.keeper,
        f"/stock/intakes/{intake['id']}/receive",
        {"scan": world.goods.di},
        expected=422,
    )

    assert (answer["code"], answer["where"][0]["field"]) == ("missing_element", "scan")
