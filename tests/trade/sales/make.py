"""Deals, made by the product's own commands, as far as a test needs them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import count
from typing import Any
from uuid import UUID

from django.utils.timezone import localdate

from duan.core.audit.models import Entry, Subject
from duan.core.audit.queries import sentence
from duan.core.kernel.actor import Actor
from duan.core.kernel.context import acting
from duan.core.kernel.models import Counter, Outbox
from duan.trade.assets.types import SlaClass, WarrantyRule
from duan.trade.sales import commands
from duan.trade.sales.models import (
    Contract,
    Lead,
    Opportunity,
    Order,
    OrderLine,
    Quote,
    QuoteLine,
    ScheduleItem,
)
from duan.trade.sales.types import Line, MilestoneKind, ScheduleLine
from duan.trade.terminals.types import Kind
from tests import make
from tests.trade.catalog import make as catalog

ALL_KEPT = (
    Lead, Opportunity, Quote, QuoteLine, Contract, ScheduleItem, Order, OrderLine, Entry, Subject,
    Counter,
)  # fmt: skip
_numbers = count(1)
PRICE = Decimal("480000.00")


def today(days: int = 0) -> date:
    """Return the day of the database's clock, or one so many days from it."""
    return localdate(make.database_now()) + timedelta(days=days)


def schedule(**shares: int) -> tuple[ScheduleLine, ...]:
    """Write a schedule, as in `schedule(DEPOSIT=30, ACCEPTANCE=70)`; each part is due after 30 days."""
    return tuple(
        ScheduleLine(kind=MilestoneKind(kind), percent=Decimal(percent), days=30)
        for kind, percent in shares.items()
    )


def usual() -> tuple[ScheduleLine, ...]:
    return schedule(DEPOSIT=30, ARRIVAL=30, ACCEPTANCE=35, RETENTION=5)


def terms(**told: Any) -> dict[str, Any]:
    defaults = {
        "warranty_rule": WarrantyRule.ACCEPTANCE_SIGNED,
        "warranty_months": 24,
        "sla_class": SlaClass.C,
        "schedule": usual(),
    }
    return defaults | told


@dataclass(frozen=True)
class World:
    """Two regions; in the east a hospital with a ward, who sells and who approves, and goods."""

    east: int
    west: int
    seller: Actor
    manager: Actor
    stranger: Actor
    overseer: Actor
    hospital: UUID
    ward: UUID
    goods: catalog.Goods

    def line(self, quantity: int = 2, price: Decimal = PRICE, model: UUID | None = None) -> Line:
        return Line(
            model_id=model or self.goods.model_id, quantity=quantity, unit_price=Decimal(price)
        )

    def lead(self, title: str = "超声更新", *, by: Actor | None = None, **told: Any) -> UUID:
        values = {"terminal_id": self.hospital, "department_id": self.ward, "need": "两台彩超"}
        return commands.add_lead(by or self.seller, title=title, **(values | told))

    def opportunity(self, lead_id: UUID | None = None) -> UUID:
        return commands.qualify_lead(
            self.seller,
            lead_id=lead_id or self.lead(),
            seen_version=1,
            budget=Decimal(1_000_000),
            expected_on=today(60),
        )

    def quote(self, *lines: Line, opportunity_id: UUID | None = None, days: int = 30) -> UUID:
        return commands.draft_quote(
            self.seller,
            opportunity_id=opportunity_id or self.opportunity(),
            lines=lines or (self.line(),),
            valid_through=today(days),
        )

    def sent(self, *lines: Line, opportunity_id: UUID | None = None) -> UUID:
        quote_id = self.quote(*lines, opportunity_id=opportunity_id)
        commands.send_quote(self.seller, quote_id=quote_id, seen_version=1)
        return quote_id

    def accepted(self, *lines: Line) -> UUID:
        quote_id = self.sent(*lines)
        commands.accept_quote(self.seller, quote_id=quote_id, seen_version=2)
        return quote_id

    def contract(self, *lines: Line, **told: Any) -> UUID:
        return commands.draft_contract(self.seller, quote_id=self.accepted(*lines), **terms(**told))

    def submitted(self, *lines: Line, **told: Any) -> UUID:
        contract_id = self.contract(*lines, **told)
        commands.submit_contract(self.seller, contract_id=contract_id, seen_version=1)
        return contract_id

    def approved(self, *lines: Line, **told: Any) -> UUID:
        contract_id = self.submitted(*lines, **told)
        commands.approve_contract(self.manager, contract_id=contract_id, seen_version=2)
        return contract_id

    def signed(self, *lines: Line, signed_on: date | None = None, **told: Any) -> UUID:
        contract_id = self.approved(*lines, **told)
        commands.sign_contract(
            self.seller, contract_id=contract_id, seen_version=3, signed_on=signed_on or today()
        )
        return contract_id

    def order(self, *lines: Line, commit_on: date | None = None, **told: Any) -> UUID:
        """Bring a deal all the way from its lead to a confirmed order; return the order's id."""
        return commands.confirm_order(
            self.seller, contract_id=self.signed(*lines, **told), commit_on=commit_on or today(30)
        )

    def stored(self, model: Any, pk: UUID) -> Any:
        """Return a row as it is stored, wherever it belongs by now."""
        with acting(self.overseer):
            return model.objects.get(pk=pk)

    def deal_of(self, model: Any, pk: UUID) -> Lead:
        """Return the lead of the deal that a row belongs to."""
        return self.stored(Lead, self.stored(model, pk).deal_id)

    def everything(self) -> dict[str, list[Any]]:
        """Return every row that a command could have changed, and every fact it published."""
        with acting(self.overseer):
            kept = {model.__name__: rows(model) for model in ALL_KEPT}
        return kept | {"Outbox": rows(Outbox)}

    def last_told(self) -> str:
        """Return the newest sentence of the audit log."""
        with acting(self.overseer):
            entry = Entry.objects.order_by("at", "pk").last()
        assert entry is not None
        return sentence(entry.command, entry.details)

    def last_subjects(self) -> list[tuple[str, str]]:
        """Return the kind and the name of what the newest entry of the log is about."""
        with acting(self.overseer):
            entry = Entry.objects.order_by("at", "pk").last()
            found = Subject.objects.filter(entry=entry).order_by("pk")
            return list(found.values_list("kind", "name"))


def world() -> World:
    east, west = make.scope("华东"), make.scope("华西")
    seller = make.somebody("sales", on=east, name="东销售")
    hospital = make.terminal("甲医院", by=seller, on=east)
    ward = make.terminal("超声科", by=seller, kind=Kind.DEPARTMENT, under=hospital)
    return selling(east, hospital, ward, by=seller, elsewhere=west)


def selling(
    region: int, hospital: UUID, ward: UUID, *, elsewhere: int, by: Actor | None = None
) -> World:
    """Put people who sell, and goods, into a region that is there."""
    return World(
        region,
        elsewhere,
        seller=by or make.somebody("sales", on=region, name="销售"),
        manager=make.somebody("sales_manager", on=region, name="东经理"),
        stranger=make.somebody("sales_manager", on=elsewhere, name="西经理"),
        overseer=make.somebody("sales_manager", on=make.ROOT, name="总部"),
        hospital=hospital,
        ward=ward,
        goods=catalog.goods(product_name=f"彩色超声诊断系统{next(_numbers)}", model_name="UX-1"),
    )


def rows(model: Any) -> list[Any]:
    return list(model.objects.order_by("pk").values_list())
