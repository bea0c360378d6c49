from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import UUID

from duan.core.kernel.actor import Actor
from duan.trade.assets import commands as assets
from duan.trade.assets.types import CoverKind, SlaClass, UnitStatus
from duan.trade.care import commands
from tests import make
from tests.edge.api.leaks import Call
from tests.trade.assets.make import at_terminal, transit, warehouse
from tests.trade.catalog import make as catalog

SEEN = {"seen_version": 1}
TERMS = {"months": 12, "amount": "1.00", "sla_class": "C"}
CALLS = {
    "GET /care/tickets": Call(query={"queue": "ALL", "q": "机密"}, outsider_gets=200),
    "GET /care/tickets/count": Call(outsider_gets=200),
    "POST /care/tickets": Call({"unit_id": "{cared_unit_id}", "title": "黑屏"}, outsider_gets=403),
    "GET /care/tickets/{ticket_id}": Call(),
    "GET /care/units/{unit_id}/tickets": Call(outsider_gets=200),
    "POST /care/tickets/{ticket_id}/take": Call(SEEN),
    "POST /care/tickets/{ticket_id}/resolve": Call({**SEEN, "resolution": "好了"}),
    "POST /care/tickets/{ticket_id}/follow-up": Call(
        {**SEEN, "spoke_with": "王", "satisfaction": 5}
    ),
    "GET /care/renewals": Call(query={"within": 1000}, outsider_gets=403),
    "GET /care/renewals/signed": Call(outsider_gets=403),
    "POST /care/renewals": Call({"cover_id": "{cover_id}", **TERMS}, outsider_gets=403),
    "GET /care/renewals/{renewal_id}": Call(),
    "POST /care/renewals/{renewal_id}/revise": Call({**SEEN, **TERMS}),
    "POST /care/renewals/{renewal_id}/sign": Call(SEEN),
}


def make_things(*, by: Actor, region: int, terminal_id: UUID, model_id: UUID) -> dict[str, UUID]:
    """Report one of our units, and offer to renew what covers it."""
    keeper = make.somebody("warehouse_keeper", on=region, name="华中库管乙")
    unit_id = assets.enter_unit(
        keeper,
        scope_id=region,
        model_id=model_id,
        di=catalog.some_di(),
        serial_no="绝密在用机",
        lot_no="",
        produced_on=None,
        expires_on=None,
        place=warehouse(),
    )
    for status, place in (
        (UnitStatus.IN_TRANSIT, transit()),
        (UnitStatus.ARRIVED, at_terminal(terminal_id, "绝密科室")),
    ):
        assets.move_unit(
            keeper,
            unit_id=unit_id,
            status=status,
            place=place,
            scope_id=region,
            terminal_id=terminal_id,
        )
    cover_id = assets.start_cover(
        make.somebody("hospital_user", on=region),
        unit_id=unit_id,
        kind=CoverKind.WARRANTY,
        starts_on=date(2026, 1, 1),
        months=240,
        sla_class=SlaClass.C,
        source_id=make.new_id(),
    )
    return {
        "cared_unit_id": unit_id,
        "cover_id": cover_id,
        "ticket_id": commands.report_ticket(by, unit_id=unit_id, title="机密谈话故障"),
        "renewal_id": commands.propose_renewal(
            by, cover_id=cover_id, months=12, amount=Decimal("1.00"), sla_class=SlaClass.C
        ),
    }
