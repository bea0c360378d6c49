"""Contracts that were signed, and the milestones that follow from them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from duan.core.audit.models import Entry, Subject
from duan.core.audit.queries import sentence
from duan.core.kernel.actor import Actor
from duan.core.kernel.context import acting
from duan.core.kernel.models import Counter, Outbox
from duan.core.people.commands import automaton
from duan.trade.delivery.events import Arrived
from duan.trade.money import commands, handlers
from duan.trade.money.models import Milestone, Receipt
from duan.trade.money.types import MoneyIn
from duan.trade.sales.models import Contract
from tests import make
from tests.trade.sales import make as sales

ALL_KEPT = (Milestone, Receipt, Entry, Subject, Counter)
today = sales.today


@dataclass(frozen=True)
class World:
    """A region that sells, and somebody who keeps the books of it."""

    sales: sales.World
    finance: Actor

    def planned(self, price: str = "500000.00", **told: Any) -> dict[str, Milestone]:
        """Sign a contract and let its milestones be planned; return them by kind."""
        contract_id = self.sales.signed(self.sales.line(1, Decimal(price)), **told)
        commands.plan_milestones(automaton(), contract_id=contract_id)
        return self.of_contract(contract_id)

    def due(self, price: str = "500000.00", **told: Any) -> Milestone:
        """Return a milestone over the whole price that was due with the signature."""
        shares = {"schedule": sales.schedule(DEPOSIT=100)}
        return self.planned(price, **(shares | told))["DEPOSIT"]

    def of_contract(self, contract_id: UUID) -> dict[str, Milestone]:
        with acting(automaton()):
            found = Milestone.objects.filter(contract_id=contract_id)
            return {milestone.kind: milestone for milestone in found}

    def contract(self, milestone: Milestone) -> Contract:
        return self.sales.stored(Contract, milestone.contract_id)

    def now(self, milestone: Milestone) -> Milestone:
        """Return a milestone as it is stored."""
        with acting(automaton()):
            return Milestone.objects.get(pk=milestone.pk)

    def arrive(self, milestone: Milestone, on: date) -> None:
        handlers.on_arrived(
            Arrived(
                shipment_id=make.new_id(),
                order_id=make.new_id(),
                deal_id=milestone.deal_id,
                terminal_id=milestone.terminal_id,
                arrived_on=on,
                at=make.database_now(),
            )
        )

    def receive(self, milestone: Milestone, amount: str, **told: Any) -> UUID:
        seen = told.pop("seen_version", milestone.version)
        by = told.pop("by", self.finance)
        return commands.record_receipt(
            by, milestone_id=milestone.pk, seen_version=seen, money=money(amount, **told)
        )

    def everything(self) -> dict[str, list[Any]]:
        """Return every row that a command could have changed, and every fact it published."""
        with acting(self.finance):
            kept = {model.__name__: sales.rows(model) for model in ALL_KEPT}
        return kept | {"Outbox": sales.rows(Outbox)}

    def last_told(self) -> str:
        """Return the newest sentence of the audit log."""
        with acting(self.sales.overseer):
            entry = Entry.objects.order_by("at", "pk").last()
        assert entry is not None
        return sentence(entry.command, entry.details)

    def last_subjects(self) -> list[tuple[str, str]]:
        """Return the kind and the name of what the newest entry of the log is about."""
        with acting(self.sales.overseer):
            entry = Entry.objects.order_by("at", "pk").last()
            found = Subject.objects.filter(entry=entry).order_by("pk")
            return list(found.values_list("kind", "name"))


def money(amount: str = "1.00", **told: Any) -> MoneyIn:
    values = {"received_on": today(), "bank_reference": "招行 20260501"} | told
    return MoneyIn(amount=Decimal(amount), **values)


def facts() -> list[tuple[str, str]]:
    """Return which facts of this module wait in the outbox, and about which milestone."""
    rows = Outbox.objects.filter(name__startswith="money.").order_by("entry")
    return [(name, body["milestone_id"]) for name, body in rows.values_list("name", "body")]


def world() -> World:
    built = sales.world()
    return World(built, finance=make.somebody("finance", on=built.east, name="东财务"))
