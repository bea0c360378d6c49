"""A region whose units are in service, with everybody who cares for them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from duan.core.audit.models import Entry, Subject
from duan.core.audit.queries import sentence
from duan.core.kernel.actor import Actor
from duan.core.kernel.context import acting
from duan.core.kernel.models import Counter, Outbox
from duan.trade.assets.models import Cover, Unit
from duan.trade.assets.types import CoverKind, SlaClass
from duan.trade.care import commands
from duan.trade.care.models import FollowUp, Renewal, Ticket
from tests import make
from tests.trade.assets import make as assets
from tests.trade.catalog import make as catalog

ALL_KEPT = (Ticket, FollowUp, Renewal, Cover, Unit, Entry, Subject, Counter)
DAY = timedelta(days=1)


@dataclass(frozen=True)
class World:
    """Units at the ward of a hospital, those who care for them, and a stranger."""

    assets: assets.World
    engineer: Actor
    desk: Actor
    hospital_user: Actor
    sales: Actor
    stranger: Actor
    overseer: Actor

    def unit(
        self,
        serial: str = "",
        *,
        sla_class: SlaClass | None = SlaClass.C,
        ends_on: date | None = None,
        deal_id: UUID | None = None,
    ) -> UUID:
        """Bring a unit to the ward, under a warranty unless no class is named."""
        unit_id = self.assets.arrived(serial, deal_id=deal_id)
        if sla_class:
            self.cover(unit_id, sla_class=sla_class, ends_on=ends_on or today() + 365 * DAY)
        return unit_id

    def cover(
        self,
        unit_id: UUID,
        *,
        ends_on: date,
        sla_class: SlaClass = SlaClass.C,
        kind: CoverKind = CoverKind.WARRANTY,
    ) -> UUID:
        """Let a unit be covered until a day, for years."""
        starts_on, months = years_before(ends_on)
        return self.assets.cover(
            unit_id, kind=kind, starts_on=starts_on, months=months, sla_class=sla_class
        )

    def ticket(
        self, unit_id: UUID | None = None, *, title: str = "探头无信号", **told: Any
    ) -> UUID:
        """Let the hospital report; then set the clock as told."""
        ticket_id = commands.report_ticket(
            self.hospital_user, unit_id=unit_id or self.unit(), title=title
        )
        return self.reset(ticket_id, **told) if told else ticket_id

    def reset(self, ticket_id: UUID, **told: Any) -> UUID:
        """Change a ticket behind everybody's back, as if time had passed."""
        with acting(self.overseer):
            changed = Ticket.objects.filter(pk=ticket_id).update(**told)
        assert changed == 1
        return ticket_id

    def take(self, ticket_id: UUID, *, by: Actor | None = None) -> UUID:
        commands.take_ticket(
            by or self.engineer, ticket_id=ticket_id, seen_version=self.stored(ticket_id).version
        )
        return ticket_id

    def resolve(self, ticket_id: UUID, resolution: str = "更换探头线") -> UUID:
        commands.resolve_ticket(
            self.engineer,
            ticket_id=ticket_id,
            seen_version=self.stored(ticket_id).version,
            resolution=resolution,
        )
        return ticket_id

    def call(self, ticket_id: UUID, *, satisfaction: int = 5) -> UUID:
        commands.follow_up(
            self.desk,
            ticket_id=ticket_id,
            seen_version=self.stored(ticket_id).version,
            spoke_with="王主任",
            satisfaction=satisfaction,
        )
        return ticket_id

    def offer(self, cover_id: UUID, **told: Any) -> UUID:
        values = {"months": 12, "amount": Decimal("68000.00"), "sla_class": SlaClass.B}
        return commands.propose_renewal(self.sales, cover_id=cover_id, **(values | told))

    def stored(self, ticket_id: UUID) -> Ticket:
        with acting(self.overseer):
            return Ticket.objects.get(pk=ticket_id)

    def everything(self) -> dict[str, list[Any]]:
        """Return every row that a command could have changed, and every fact it published."""
        with acting(self.overseer):
            kept = {model.__name__: rows(model) for model in ALL_KEPT}
        return kept | {"Outbox": rows(Outbox)}

    def last_told(self) -> str:
        with acting(self.overseer):
            entry = Entry.objects.order_by("at", "pk").last()
        assert entry is not None
        return sentence(entry.command, entry.details)

    def last_subjects(self) -> list[tuple[str, UUID, int | None, str]]:
        with acting(self.overseer):
            entry = Entry.objects.order_by("at", "pk").last()
            found = Subject.objects.filter(entry=entry).order_by("pk")
            return list(found.values_list("kind", "subject_id", "scope_id", "name"))


def world() -> World:
    base = assets.world()
    return caring(base, base.east)


def caring_for(scope: int, hospital: UUID, ward: UUID) -> World:
    """Return the same people for a region that is there already."""
    base = assets.World(
        scope,
        make.scope(),
        goods=catalog.goods(),
        keeper=make.somebody("warehouse_keeper", on=scope),
        engineer=make.somebody("engineer", on=scope),
        manager=make.somebody("sales_manager", on=scope),
        acceptor=make.somebody("hospital_user", on=scope),
        stranger=make.nobody_special(),
        hospital=hospital,
        ward=ward,
    )
    return caring(base, scope)


def caring(base: assets.World, scope: int) -> World:
    overseer = make.nobody_special("总部")
    for role in ("sales_manager", "engineer", "service_desk", "administrator"):
        make.grant(overseer, role, on=make.ROOT)
    return World(
        base,
        engineer=base.engineer,
        desk=make.somebody("service_desk", on=scope, name="客服"),
        hospital_user=base.acceptor,
        sales=make.somebody("sales", on=scope, name="销售"),
        stranger=make.somebody("sales_manager", on=base.west, name="西经理"),
        overseer=overseer,
    )


def years_before(ends_on: date) -> tuple[date, int]:
    """Return a day from which on some whole years, in months, end on a day."""
    try:
        return ends_on.replace(year=ends_on.year - 1), 12
    except ValueError:  # 29 February
        return ends_on.replace(year=ends_on.year - 4), 48


def today() -> date:
    return localdate(make.database_now())


def rows(model: Any) -> list[Any]:
    return list(model.objects.order_by("pk").values_list())


@contextmanager
def undoing() -> Iterator[None]:
    """Run a block and take back all that it did."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def facts() -> list[tuple[str, dict[str, Any]]]:
    """Return what care published and is not yet numbered, without the moments."""
    return [
        (name, {key: value for key, value in body.items() if key not in ("at", "due_at")})
        for name, body in Outbox.objects.order_by("entry").values_list("name", "body")
        if name.startswith("care.")
    ]
