"""A deal and its devices, made by the product's own commands: the sales' world with goods on the way."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from uuid import UUID

from duan.core.kernel.actor import Actor
from duan.trade.assets import commands as assets
from duan.trade.assets.types import Place, PlaceKind, UnitStatus
from tests import make
from tests.trade.assets.make import MADE_ON, transit, warehouse
from tests.trade.sales import make as sales

_numbers = count(1)


@dataclass(frozen=True)
class World:
    """The deals of two regions, and in the east who keeps, installs and takes over the goods."""

    sales: sales.World
    keeper: Actor
    engineer: Actor
    hospital_user: Actor

    def deal(self, title: str = "超声更新") -> UUID:
        return self.sales.lead(title)

    def unit(self, deal_id: UUID) -> UUID:
        """Take a unit in and bring it to the ward for a deal."""
        goods, east = self.sales.goods, self.sales.east
        unit_id = assets.enter_unit(
            self.keeper,
            scope_id=east,
            model_id=goods.model_id,
            di=goods.di,
            serial_no=f"J{next(_numbers):04d}",
            lot_no="",
            produced_on=MADE_ON,
            expires_on=None,
            place=warehouse(),
        )
        ward = Place(kind=PlaceKind.TERMINAL, id=self.sales.ward, name="超声科")
        for status, place in ((UnitStatus.IN_TRANSIT, transit()), (UnitStatus.ARRIVED, ward)):
            assets.move_unit(
                self.keeper,
                unit_id=unit_id,
                status=status,
                place=place,
                scope_id=east,
                terminal_id=self.sales.hospital,
                department_id=self.sales.ward,
                deal_id=deal_id,
            )
        return unit_id


def world() -> World:
    deals = sales.world()
    return World(
        deals,
        keeper=make.somebody("warehouse_keeper", on=deals.east, name="库管员"),
        engineer=make.somebody("engineer", on=deals.east, name="工程师"),
        hospital_user=make.somebody("hospital_user", on=deals.east, name="院方"),
    )
