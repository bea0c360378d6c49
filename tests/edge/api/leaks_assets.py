from __future__ import annotations

from uuid import UUID

from duan.trade.assets import commands
from tests import make
from tests.edge.api.leaks import Call
from tests.trade.assets import make as assets
from tests.trade.catalog import make as catalog

CALLS = {
    "GET /assets/units": Call(query={"q": "绝密序列号"}, outsider_gets=200),
    "GET /assets/units/{unit_id}": Call(),
}


def make_things(*, region: int, model_id: UUID) -> dict[str, UUID]:
    keeper = make.somebody("warehouse_keeper", on=region, name="华中库管")
    unit_id = commands.enter_unit(
        keeper,
        scope_id=region,
        model_id=model_id,
        di=catalog.some_di(),
        serial_no="绝密序列号",
        lot_no="",
        produced_on=None,
        expires_on=None,
        place=assets.warehouse("绝密仓库"),
    )
    return {"unit_id": unit_id}
