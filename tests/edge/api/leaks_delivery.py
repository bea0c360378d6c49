"""Stock and deliveries of ours, as far as a shipment that is being checked."""

from __future__ import annotations

from uuid import UUID

from duan.core.people.commands import automaton
from duan.trade.delivery import commands as delivery
from duan.trade.stock import commands as stock
from tests import make
from tests.edge.api.leaks import Call
from tests.trade.sales import make as sales
from tests.trade.stock import make as goods_in

SEEN = {"seen_version": 1}
CALLS = {
    "GET /stock/warehouses": Call(outsider_gets=200),
    "POST /stock/warehouses": Call({"scope_id": "{scope_id}", "code": "SPY", "name": "新仓库"}),
    "GET /stock/levels": Call(outsider_gets=200),
    "GET /stock/intakes": Call(query={"q": "绝密"}, outsider_gets=200),
    "POST /stock/intakes": Call(
        {"warehouse_id": "{warehouse_id}", "supplier_name": "供应商"}, outsider_gets=403
    ),
    "GET /stock/intakes/{intake_id}": Call(),
    "POST /stock/intakes/{intake_id}/receive": Call({"scan": "(01)06901234567892(21)A1"}),
    "POST /stock/intakes/{intake_id}/close": Call(),
    "GET /stock/movements": Call(query={"q": "W0000001"}, outsider_gets=200),
    "GET /delivery/shipments": Call(query={"q": "绝密"}, outsider_gets=200),
    "GET /delivery/shipments/{shipment_id}": Call(),
    "POST /delivery/shipments/{shipment_id}/check": Call({"scan": "(01)06901234567892(21)A1"}),
    "POST /delivery/shipments/{shipment_id}/drop-unit": Call({"unit_id": "{unit_id}"}),
    "POST /delivery/shipments/{shipment_id}/finish-check": Call(),
    "POST /delivery/shipments/{shipment_id}/ship": Call(
        {**SEEN, "carrier": "顺达物流", "waybill_no": "YD-1"}
    ),
    "POST /delivery/shipments/{shipment_id}/confirm-arrival": Call(
        {**SEEN, "receiver_name": "王建国"}
    ),
}


def make_things(*, region: int, terminal_id: UUID) -> dict[str, UUID]:
    """A unit of ours in stock, checked for a shipment to our terminal."""
    keeper = make.somebody("warehouse_keeper", on=region, name="华中库管二")
    checker = make.somebody("outbound_checker", on=region, name="华中复核")
    deals = sales.selling(region, terminal_id, None, elsewhere=make.scope("别处"))
    warehouse_id = goods_in.add_warehouse(deals.goods.steward, region, "绝密仓库")
    intake_id = stock.open_intake(
        keeper, warehouse_id=warehouse_id, supplier_name="绝密仓库供应商", delivery_note_no=""
    )
    scan = goods_in.scan(deals.goods.di, "SECRET-1")
    stock.receive_unit(keeper, intake_id=intake_id, scan=scan)
    shipment_id = delivery.plan_shipment(automaton(), order_id=deals.order(deals.line(1)))
    delivery.check_unit(checker, shipment_id=shipment_id, scan=scan)
    return {"warehouse_id": warehouse_id, "intake_id": intake_id, "shipment_id": shipment_id}
