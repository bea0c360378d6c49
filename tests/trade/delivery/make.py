"""Orders with goods in stock for them, and shipments as far as a test needs them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from duan.core.audit.models import Entry, Subject
from duan.core.audit.queries import sentence
from duan.core.kernel.actor import Actor
from duan.core.kernel.context import acting
from duan.core.kernel.models import Counter, Outbox
from duan.core.people.commands import automaton
from duan.trade.assets.models import Stay, Unit
from duan.trade.delivery import commands
from duan.trade.delivery.models import Scan, Shipment, ShipmentLine, ShipmentUnit
from duan.trade.delivery.types import Checked
from duan.trade.stock import commands as stock
from duan.trade.stock.models import Movement
from tests import make
from tests.trade.catalog import make as catalog
from tests.trade.sales import make as sales
from tests.trade.stock import make as goods_in

ALL_KEPT = (
    Shipment, ShipmentLine, ShipmentUnit, Scan, Unit, Stay, Movement, Entry, Subject, Counter,
)  # fmt: skip


@dataclass(frozen=True)
class World:
    """A region with a hospital that ordered, a warehouse, and whoever takes part in an outbound check."""

    deals: sales.World
    warehouse: UUID
    keeper: Actor
    checker: Actor
    engineer: Actor
    stranger: Actor
    overseer: Actor

    @property
    def goods(self) -> catalog.Goods:
        return self.deals.goods

    def shipment(self, *models: UUID, quantity: int = 1, commit_on: date | None = None) -> UUID:
        """Bring a deal to an order of so many of each model, and plan its shipment."""
        wanted = models or (self.goods.model_id,)
        lines = [self.deals.line(quantity, model=model) for model in wanted]
        return self.planned(self.deals.order(*lines, commit_on=commit_on))

    def planned(self, order_id: UUID) -> UUID:
        return commands.plan_shipment(automaton(), order_id=order_id)

    def scan(self, serial: str, **told: Any) -> str:
        return goods_in.scan(told.pop("di", self.goods.di), serial, **told)

    def received(self, *serials: str, at: UUID | None = None, **told: Any) -> list[UUID]:
        """Take units in at the warehouse; return their ids."""
        intake_id = stock.open_intake(
            self.keeper,
            warehouse_id=at or self.warehouse,
            supplier_name="江城医疗供应链有限公司",
            delivery_note_no="",
        )
        return [
            stock.receive_unit(self.keeper, intake_id=intake_id, scan=self.scan(serial, **told))
            for serial in serials
        ]

    def check(
        self, shipment_id: UUID, serial: str, *, by: Actor | None = None, **told: Any
    ) -> Checked:
        return commands.check_unit(
            by or self.checker, shipment_id=shipment_id, scan=self.scan(serial, **told)
        )

    def checked(self, *serials: str, shipment_id: UUID | None = None) -> UUID:
        """Receive units, and check them all onto a shipment; return the shipment's id."""
        serials = serials or ("SN-1",)
        pk = shipment_id or self.shipment(quantity=len(serials))
        self.received(*serials)
        for serial in serials:
            self.check(pk, serial)
        commands.finish_check(self.checker, shipment_id=pk)
        return pk

    def shipped(self, *serials: str) -> UUID:
        pk = self.checked(*serials)
        commands.ship(
            self.keeper,
            shipment_id=pk,
            seen_version=self.version(pk),
            carrier="顺达物流",
            waybill_no="YD-100",
        )
        return pk

    def arrived(self, *serials: str) -> UUID:
        """Bring a shipment all the way to the hospital."""
        pk = self.shipped(*serials)
        commands.confirm_arrival(
            self.engineer, shipment_id=pk, seen_version=self.version(pk), receiver_name="王建国"
        )
        return pk

    def now(self, shipment_id: UUID) -> Shipment:
        with acting(self.overseer):
            return Shipment.objects.get(pk=shipment_id)

    def version(self, shipment_id: UUID) -> int:
        return self.now(shipment_id).version

    def scans(self, shipment_id: UUID) -> list[tuple[str, str]]:
        """Return the verdict and the code of every scan kept, the oldest first."""
        with acting(self.overseer):
            rows = Scan.objects.filter(shipment_id=shipment_id).order_by("scanned_at", "pk")
            return list(rows.values_list("verdict", "code"))

    def on_it(self, shipment_id: UUID) -> Sequence[str]:
        """Return the serials of the units on a shipment, sorted."""
        with acting(self.overseer):
            rows = ShipmentUnit.objects.filter(shipment_id=shipment_id).order_by("serial_no")
            return list(rows.values_list("serial_no", flat=True))

    def everything(self) -> dict[str, list[Any]]:
        """Return every row that a command could have changed, and every fact it published."""
        with acting(self.overseer):
            kept = {model.__name__: rows(model) for model in ALL_KEPT}
        return kept | {"Outbox": rows(Outbox)}

    def told(self) -> list[str]:
        """Return what the log says of deliveries, the oldest first."""
        with acting(self.overseer):
            entries = Entry.objects.filter(command__startswith="delivery.").order_by("at", "pk")
            return [sentence(entry.command, entry.details) for entry in entries]


def world() -> World:
    goods = catalog.goods(product_name="彩色超声诊断系统", model_name="UX-1")
    return delivering(replace(sales.world(), goods=goods))


def delivering(deals: sales.World) -> World:
    """Put a warehouse, and whoever takes part in an outbound check, into the region of some deals."""
    return World(
        deals,
        warehouse=goods_in.add_warehouse(deals.goods.steward, deals.east),
        keeper=make.somebody("warehouse_keeper", on=deals.east, name="库管员"),
        checker=make.somebody("outbound_checker", on=deals.east, name="复核员"),
        engineer=make.somebody("engineer", on=deals.east, name="工程师"),
        stranger=make.somebody("outbound_checker", on=deals.west, name="西复核"),
        overseer=everywhere("warehouse_keeper", "data_steward", name="总部"),
    )


def everywhere(*roles: str, name: str) -> Actor:
    """Make somebody who holds these roles for the whole company."""
    who = make.nobody_special(name)
    for role in roles:
        make.grant(who, role, on=make.ROOT)
    return who


def rows(model: Any) -> list[Any]:
    return list(model.objects.order_by("pk").values_list())
