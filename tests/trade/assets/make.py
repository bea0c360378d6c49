"""Units, made by the product's own commands, and a small world for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import count
from typing import Any
from uuid import UUID

from duan.core.kernel.actor import Actor
from duan.trade.assets import commands
from duan.trade.assets.types import CoverKind, Place, PlaceKind, SlaClass, UnitStatus
from duan.trade.catalog.queries import find_identifier
from duan.trade.terminals.types import Kind
from tests import make
from tests.trade.catalog import make as catalog

_numbers = count(1)
MADE_ON = date(2026, 4, 1)


def warehouse(name: str = "一号仓库", pk: UUID | None = None) -> Place:
    return Place(kind=PlaceKind.WAREHOUSE, id=pk or make.new_id(), name=name)


def transit(name: str = "出库单 D0000001", pk: UUID | None = None) -> Place:
    return Place(kind=PlaceKind.TRANSIT, id=pk or make.new_id(), name=name)


def at_terminal(terminal_id: UUID, name: str = "甲医院") -> Place:
    return Place(kind=PlaceKind.TERMINAL, id=terminal_id, name=name)


@dataclass(frozen=True)
class World:
    """A region with a hospital, a keeper and an engineer; goods; somebody who sees all, and a stranger."""

    east: int
    west: int
    goods: catalog.Goods
    keeper: Actor
    engineer: Actor
    manager: Actor
    acceptor: Actor
    stranger: Actor
    hospital: UUID
    ward: UUID

    def unit(self, serial: str = "", *, by: Actor | None = None, **told: Any) -> UUID:
        """Take a unit in at the warehouse of the region."""
        found = find_identifier(self.goods.di)
        assert found is not None
        values = {
            "scope_id": self.east,
            "model_id": found.model_id,
            "di": self.goods.di,
            "serial_no": serial or f"SN{next(_numbers):04d}",
            "lot_no": "",
            "produced_on": MADE_ON,
            "expires_on": None,
            "place": warehouse(),
        }
        return commands.enter_unit(by or self.keeper, **(values | told))

    def ship(self, unit_id: UUID, *, by: Actor | None = None, deal_id: UUID | None = None) -> None:
        commands.move_unit(
            by or self.keeper,
            unit_id=unit_id,
            status=UnitStatus.IN_TRANSIT,
            place=transit(),
            scope_id=self.east,
            terminal_id=self.hospital,
            department_id=self.ward,
            deal_id=deal_id,
        )

    def arrive(self, unit_id: UUID, *, by: Actor | None = None) -> None:
        commands.move_unit(
            by or self.engineer,
            unit_id=unit_id,
            status=UnitStatus.ARRIVED,
            place=at_terminal(self.ward, "超声科"),
            scope_id=self.east,
            terminal_id=self.hospital,
            department_id=self.ward,
        )

    def arrived(self, serial: str = "", *, deal_id: UUID | None = None) -> UUID:
        """Take a unit in, ship it and let it arrive at the ward."""
        unit_id = self.unit(serial)
        self.ship(unit_id, deal_id=deal_id)
        self.arrive(unit_id)
        return unit_id

    def cover(self, unit_id: UUID, *, by: Actor | None = None, **told: Any) -> UUID:
        values = {
            "kind": CoverKind.WARRANTY,
            "starts_on": date(2026, 11, 25),
            "months": 24,
            "sla_class": SlaClass.C,
            "source_id": make.new_id(),
        }
        return commands.start_cover(by or self.acceptor, unit_id=unit_id, **(values | told))


def world() -> World:
    east, west = make.scope("华东"), make.scope("华西")
    manager = make.somebody("sales_manager", on=east, name="东经理")
    hospital = make.terminal("甲医院", by=manager, on=east)
    return World(
        east,
        west,
        goods=catalog.goods(product_name="彩色超声诊断系统", model_name="UX-1"),
        keeper=make.somebody("warehouse_keeper", on=east, name="库管员"),
        engineer=make.somebody("engineer", on=east, name="工程师"),
        manager=manager,
        acceptor=make.somebody("hospital_user", on=east, name="院方"),
        stranger=make.somebody("warehouse_keeper", on=west, name="西库管"),
        hospital=hospital,
        ward=make.terminal("超声科", by=manager, kind=Kind.DEPARTMENT, under=hospital),
    )
