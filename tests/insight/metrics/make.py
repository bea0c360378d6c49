"""Rows of the trade as they would be after months of work.

The figures only read, and what they read depends on days long gone; so the rows are written as
they would stand in the tables, by somebody whom row security lets write them all.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import count
from typing import Any
from uuid import UUID

from django.utils import timezone

from duan.core.kernel.actor import Actor
from duan.core.kernel.context import acting
from duan.core.kernel.ids import new_id
from duan.core.people.commands import automaton
from duan.trade.assets.models import Unit
from duan.trade.care.models import Ticket
from duan.trade.catalog.models import Model, Product, Registrant
from duan.trade.delivery.models import Shipment, ShipmentLine, ShipmentUnit
from duan.trade.money.models import Milestone
from duan.trade.sales.models import Contract, Opportunity, Order, OrderLine, Quote
from duan.trade.terminals.types import Kind
from tests import make

WRITERS = (
    "sales_manager",
    "warehouse_keeper",
    "outbound_checker",
    "engineer",
    "service_desk",
    "finance",
    "data_steward",
)
_numbers = count(1)


def number(letter: str) -> str:
    return f"{letter}{next(_numbers):07d}"


def noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))


@dataclass(frozen=True)
class World:
    """A region of two scopes, one hospital in each, and who may write or look."""

    region: int
    north: int
    south: int
    northern: UUID
    southern: UUID
    writer: Actor
    manager: Actor
    model_id: UUID
    places: dict[UUID, int]

    def hospital(self, name: str, *, on: int) -> UUID:
        terminal_id = make.terminal(name, by=self.writer, on=on)
        self.places[terminal_id] = on
        return terminal_id

    def department(self, hospital: UUID, name: str, kind: Kind = Kind.DEPARTMENT) -> UUID:
        return make.terminal(name, by=self.writer, kind=kind, under=hospital)

    def unit(
        self, hospital: UUID, department: UUID | None = None, status: str = "IN_SERVICE"
    ) -> UUID:
        with acting(self.writer):
            unit = Unit.objects.create(
                **self._at(hospital),
                department_id=department,
                unit_no=number("U"),
                model_id=self.model_id,
                di="06901234567892",
                serial_no=number("SN"),
                status=status,
                place_kind="TERMINAL",
                place_id=hospital,
                place_name="医院",
                created_at=timezone.now(),
            )
        return unit.pk

    def order(self, hospital: UUID, *, commit_on: date, quantity: int = 1) -> OrderLine:
        """An order of one line, with all that an order hangs on."""
        where, at, by = self._at(hospital), timezone.now(), self.writer.account_id
        deal = {"deal_id": new_id()}
        with acting(self.writer):
            opportunity = Opportunity.objects.create(
                **where, **deal, opportunity_no=number("O"), created_by=by, created_at=at
            )
            quote = Quote.objects.create(
                **where, **deal, opportunity=opportunity, quote_no=number("Q"), total=1,
                valid_through=commit_on, created_by=by, created_at=at,
            )  # fmt: skip
            contract = Contract.objects.create(
                **where, **deal, quote=quote, contract_no=number("C"), total=1, warranty_months=12,
                warranty_rule="ARRIVAL", sla_class="C", drafted_by=by, drafted_at=at,
            )  # fmt: skip
            order = Order.objects.create(
                **where, **deal, contract=contract, order_no=number("S"), commit_on=commit_on,
                confirmed_by=by, confirmed_at=at,
            )  # fmt: skip
            return OrderLine.objects.create(
                **where, order=order, position=1, model_id=self.model_id, quantity=quantity,
                unit_price=1,
            )  # fmt: skip

    def arrival(self, line: OrderLine, *, units: int, on: date | None) -> None:
        """So many units of a line were checked and shipped, and arrived on a day, or not yet."""
        hospital = line.terminal_id
        unit_ids = [self.unit(hospital, status="ARRIVED") for _ in range(units)]
        where, at, by = self._at(hospital), timezone.now(), self.writer.account_id
        with acting(automaton()):
            shipment = Shipment.objects.create(
                **where, deal_id=line.order.deal_id, order=line.order, order_no=line.order.order_no,
                shipment_no=number("D"), status="ARRIVED" if on else "IN_TRANSIT",
                commit_on=line.order.commit_on, warranty_rule="ARRIVAL", warranty_months=12,
                sla_class="C", planned_at=at, checked_by=by, checked_at=at,
                arrived_at=noon(on) if on else None,
            )  # fmt: skip
            shipped = ShipmentLine.objects.create(
                **where, shipment=shipment, order_line_id=line.pk, position=1,
                model_id=self.model_id, quantity=line.quantity,
            )  # fmt: skip
        with acting(self.writer):
            for unit_id in unit_ids:
                ShipmentUnit.objects.create(
                    **where, shipment=shipment, line=shipped, unit_id=unit_id, checked_by=by,
                    checked_at=at,
                )  # fmt: skip

    def delivered(self, hospital: UUID, *, commit_on: date, arrived_on: date | None, **counts: int):
        """An order line, delivered as told: `quantity` ordered, `units` that arrived."""
        line = self.order(hospital, commit_on=commit_on, quantity=counts.get("quantity", 1))
        self.arrival(line, units=counts.get("units", 1), on=arrived_on)
        return line

    def ticket(
        self,
        hospital: UUID,
        *,
        respond: tuple[datetime, datetime | None],
        fix: tuple[datetime, datetime | None],
    ) -> UUID:
        """A ticket with its two clocks: (due, done)."""
        unit_id = self.unit(hospital)
        with acting(self.writer):
            ticket = Ticket.objects.create(
                **self._at(hospital), unit_id=unit_id, ticket_no=number("K"), title="开不了机",
                status="RESOLVED" if fix[1] else "TAKEN" if respond[1] else "NEW", covered=True,
                sla_class="A", reported_by=self.writer.account_id,
                reported_at=min(respond[0], fix[0]) - timedelta(hours=1),
                respond_due_at=respond[0], taken_at=respond[1],
                taken_by=self.writer.account_id if respond[1] else None, due_at=fix[0], resolved_at=fix[1],
                due_explained="",
            )  # fmt: skip
        return ticket.pk

    def milestone(self, hospital: UUID, amount: str, *, due_on: date | None, received: str = "0"):
        paid = Decimal(received) == Decimal(amount)
        status = "PLANNED" if due_on is None else "PAID" if paid else "DUE"
        with acting(automaton()):
            return Milestone.objects.create(
                **self._at(hospital), deal_id=new_id(), contract_id=new_id(),
                contract_no=number("C"), kind="ARRIVAL", percent=100, days=0,
                amount=Decimal(amount), received=Decimal(received), status=status,
                planned_at=timezone.now(), due_on=due_on,
            )  # fmt: skip

    def _at(self, hospital: UUID) -> dict[str, Any]:
        return {"scope_id": self.places[hospital], "terminal_id": hospital}


def world() -> World:
    region = make.scope("华中")
    north, south = make.scope("北片", under=region), make.scope("南片", under=region)
    writer = make.nobody_special("记录员")
    for role in WRITERS:
        make.grant(writer, role, on=region)
    with acting(make.somebody("data_steward", on=make.ROOT)):
        registrant = Registrant.objects.create(name=number("注册人"))
        product = Product.objects.create(
            product_no=number("G"), name="监护仪", registrant=registrant, management_class="3",
            created_at=timezone.now(),
        )  # fmt: skip
        model = Model.objects.create(product=product, name="M8", created_at=timezone.now())
    northern = make.terminal("北医院", by=writer, on=north)
    southern = make.terminal("南医院", by=writer, on=south)
    return World(
        region=region,
        north=north,
        south=south,
        northern=northern,
        southern=southern,
        places={northern: north, southern: south},
        writer=writer,
        manager=make.somebody("sales_manager", on=region, name="区域经理"),
        model_id=model.pk,
    )
