"""Warehouses and goods in them, made by the product's own commands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import count
from typing import Any
from uuid import UUID

from duan.core.audit.models import Entry, Subject
from duan.core.audit.queries import sentence
from duan.core.kernel.actor import Actor
from duan.core.kernel.context import acting
from duan.core.kernel.models import Counter, Outbox
from duan.lib import udi
from duan.trade.assets.models import Stay, Unit
from duan.trade.stock import commands
from duan.trade.stock.models import Intake, IntakeUnit, Movement, Warehouse
from tests import make
from tests.trade.catalog import make as catalog

MADE_ON = date(2026, 4, 1)
ALL_KEPT = (Warehouse, Intake, IntakeUnit, Movement, Unit, Stay, Entry, Subject, Counter)
_numbers = count(1)


def scan(di: str, serial: str = "", **told: Any) -> str:
    """Return what a scanner sends of a label: with a day of production, unless told otherwise."""
    values = {"produced_on": MADE_ON} | told
    return udi.compose(di=di, serial=serial, **values)


@dataclass(frozen=True)
class World:
    """Two regions; in the east a warehouse with its keeper, and goods that may come in."""

    east: int
    west: int
    steward: Actor
    keeper: Actor
    stranger: Actor
    overseer: Actor
    warehouse: UUID
    goods: catalog.Goods

    def another(self, name: str = "二号仓库", *, on: int | None = None) -> UUID:
        return add_warehouse(self.steward, on or self.east, name)

    def intake(self, *, by: Actor | None = None, at: UUID | None = None, **told: Any) -> UUID:
        values = {"supplier_name": "江城医疗供应链有限公司", "delivery_note_no": "SH-0001"}
        return commands.open_intake(
            by or self.keeper, warehouse_id=at or self.warehouse, **(values | told)
        )

    def scan(self, serial: str = "", **told: Any) -> str:
        return scan(self.goods.di, serial or f"SN{next(_numbers):04d}", **told)

    def received(self, serial: str = "", *, at: UUID | None = None, **told: Any) -> UUID:
        """Take a unit in at a warehouse, on an intake of its own; return the unit's id."""
        return commands.receive_unit(
            self.keeper, intake_id=self.intake(at=at), scan=self.scan(serial, **told)
        )

    def everything(self) -> dict[str, list[Any]]:
        """Return every row that a command could have changed, and every fact it published."""
        with acting(self.overseer):
            kept = {model.__name__: rows(model) for model in ALL_KEPT}
        return kept | {"Outbox": rows(Outbox)}

    def told(self) -> list[str]:
        """Return what the log says of stock, the oldest first."""
        with acting(self.overseer):
            entries = Entry.objects.filter(command__startswith="stock.").order_by("at", "pk")
            return [sentence(entry.command, entry.details) for entry in entries]


def add_warehouse(by: Actor, scope: int, name: str = "一号仓库") -> UUID:
    return commands.add_warehouse(
        by, scope_id=scope, code=f"WH{next(_numbers):03d}", name=name, address="江城市光谷一路 1 号"
    )


def world() -> World:
    return storing(make.scope("华东"), elsewhere=make.scope("华西"))


def storing(region: int, *, elsewhere: int, goods: catalog.Goods | None = None) -> World:
    """Put a warehouse, its keeper, and goods that may come in, into a region that is there."""
    steward = make.somebody("data_steward", on=make.ROOT, name="主数据")
    return World(
        region,
        elsewhere,
        steward=steward,
        keeper=make.somebody("warehouse_keeper", on=region, name="库管员"),
        stranger=make.somebody("warehouse_keeper", on=elsewhere, name="西库管"),
        overseer=steward,
        warehouse=add_warehouse(steward, region),
        goods=goods or catalog.goods(steward, product_name="彩色超声诊断系统", model_name="UX-1"),
    )


def rows(model: Any) -> list[Any]:
    return list(model.objects.order_by("pk").values_list())
