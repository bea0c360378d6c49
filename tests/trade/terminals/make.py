"""A small world of two regions, and ways to see all of it at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction

from duan.core.audit.models import Entry, Subject
from duan.core.audit.queries import sentence
from duan.core.kernel.actor import Actor
from duan.core.kernel.context import acting
from duan.core.kernel.models import Counter, Outbox
from duan.trade.terminals import commands
from duan.trade.terminals.models import (
    AttributeSet,
    Contact,
    ContactSecret,
    Interaction,
    Terminal,
)
from duan.trade.terminals.types import Channel, Kind, Meeting, Person, Profile, Purpose
from tests import make

ALL_KEPT = (Terminal, Contact, ContactSecret, Interaction, AttributeSet, Entry, Subject, Counter)


@dataclass(frozen=True)
class World:
    """Two regions with a manager each, and somebody who sees both."""

    east: int
    west: int
    manager: Actor
    stranger: Actor
    overseer: Actor

    def hospital(self, name: str = "", **profile: Any) -> UUID:
        return make.terminal(name, by=self.manager, on=self.east, profile=Profile(**profile))

    def below(self, parent: UUID, name: str, kind: Kind = Kind.DEPARTMENT, **profile: Any) -> UUID:
        return make.terminal(
            name, by=self.manager, kind=kind, under=parent, profile=Profile(**profile)
        )

    def western(self, name: str = "") -> UUID:
        return make.terminal(name, by=self.stranger, on=self.west)

    def contact(self, terminal_id: UUID, name: str = "王建国", **told: Any) -> UUID:
        return commands.add_contact(
            self.manager, terminal_id=terminal_id, person=Person(name=name, **told)
        )

    def visit(self, terminal_id: UUID, summary: str = "聊聊", **told: Any) -> UUID:
        return commands.log_interaction(
            self.manager, terminal_id=terminal_id, meeting=meeting(summary, **told)
        )

    def now(self, terminal_id: UUID) -> Terminal:
        """Return a terminal as it is stored, wherever it belongs by now."""
        with acting(self.overseer):
            return Terminal.objects.get(pk=terminal_id)

    def version(self, terminal_id: UUID) -> int:
        return self.now(terminal_id).version

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

    def last_subjects(self) -> list[tuple[str, UUID, int | None, str]]:
        """Return what the newest entry of the log is about."""
        with acting(self.overseer):
            entry = Entry.objects.order_by("at", "pk").last()
            found = Subject.objects.filter(entry=entry).order_by("pk")
            return list(found.values_list("kind", "subject_id", "scope_id", "name"))


def world() -> World:
    east, west = make.scope("华东"), make.scope("华西")
    return World(
        east,
        west,
        manager=make.somebody("sales_manager", on=east, name="东经理"),
        stranger=make.somebody("sales_manager", on=west, name="西经理"),
        overseer=make.somebody("data_steward", on=make.ROOT, name="总部"),
    )


def meeting(summary: str = "聊聊", **told: Any) -> Meeting:
    defaults = {
        "met_at": make.database_now(),
        "channel": Channel.VISIT,
        "purpose": Purpose.NEEDS,
    }
    return Meeting(summary=summary, **(defaults | told))


def facts() -> list[tuple[str, dict[str, Any]]]:
    """Return what was published and not yet numbered, without the moments."""
    return [
        (name, {key: value for key, value in body.items() if key != "at"})
        for name, body in Outbox.objects.order_by("entry").values_list("name", "body")
    ]


def rows(model: Any) -> list[Any]:
    return list(model.objects.order_by("pk").values_list())


@contextmanager
def undoing() -> Iterator[None]:
    """Run a block and take back all that it did."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def schema(required: Sequence[str] = (), **properties: Any) -> dict[str, Any]:
    """Write a set's schema: an object of these properties."""
    return {"type": "object", "properties": properties, "required": list(required)}


def text(title: str = "备注", **rules: Any) -> dict[str, Any]:
    return {"type": "string", "title": title, **rules}


def define(world: World, wanted: dict[str, Any], **where: Any) -> AttributeSet:
    """Publish a set for hospitals, unless told otherwise."""
    return commands.define_attributes(
        world.overseer, schema=wanted, **({"kind": Kind.HOSPITAL, "title": "概况"} | where)
    )
