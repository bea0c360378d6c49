"""Two regions with the same things in each, and somebody for every role and every time window.

A module's tests share one world inside one transaction, so the database's clock stands still and
a window can begin or end exactly on it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.db import connection, transaction
from django.test import override_settings

from duan.core.access.queries import scopes_in_reach
from duan.core.kernel.actor import Actor
from duan.edge.config.roles import ROLES
from duan.trade.terminals import commands as terminals
from duan.trade.terminals.types import Channel, Kind, Meeting, Person, Purpose
from tests import make

INSIDE, OUTSIDE = "inside", "outside"
PLACES = (INSIDE, OUTSIDE)
HOUR = timedelta(hours=1)
WINDOWS: dict[str, tuple[timedelta, timedelta | None]] = {
    "not begun": (HOUR, None),
    "begins now": (timedelta(0), HOUR),
    "open": (-HOUR, HOUR),
    "ends now": (-HOUR, timedelta(0)),
    "over": (-2 * HOUR, -HOUR),
}
OPEN_WINDOWS = frozenset({"begins now", "open"})
NO_ROLE = "(none)"
EVERYBODY = frozenset({*ROLES, NO_ROLE})
FAST = override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"])

_TABLES = (
    "access_grant",
    "access_scope",
    "assets_cover",
    "assets_stay",
    "assets_unit",
    "audit_entry",
    "audit_subject",
    "catalog_certificate",
    "catalog_certificatecover",
    "catalog_certificateversion",
    "catalog_deviceidentifier",
    "catalog_model",
    "catalog_product",
    "catalog_registrant",
    "exchange_import",
    "exchange_importduplicate",
    "exchange_importproblem",
    "exchange_job",
    "files_file",
    "kernel_counter",
    "kernel_outbox",
    "people_account",
    "people_savedview",
    "terminals_attributeset",
    "terminals_contact",
    "terminals_contactsecret",
    "terminals_interaction",
    "terminals_terminal",
)


@dataclass(frozen=True)
class Region:
    """What stands in one of the two regions."""

    scope: int
    hospital: UUID
    department: UUID
    twin: UUID
    contact: UUID
    newcomer: Actor
    grant: UUID
    view: UUID
    service: UUID


@dataclass(frozen=True)
class World:
    now: datetime
    maker: Actor
    regions: dict[str, Region]
    people: dict[tuple[str, str], Actor]

    def digest(self) -> str:
        """Return a fingerprint of every row that somebody who sees everything can see."""
        make.as_(self.maker)
        found = hashlib.sha256()
        with connection.cursor() as cursor:
            for table in _TABLES:
                cursor.execute(
                    f"SELECT coalesce(string_agg(t::text, '|' ORDER BY t::text), '') FROM {table} t"
                )
                found.update(cursor.fetchone()[0].encode())
        return found.hexdigest()


@contextmanager
def a_world() -> Iterator[World]:
    """Build the world in a transaction that is rolled back at the end."""
    with FAST, transaction.atomic():
        yield _build()
        transaction.set_rollback(True)


def _build() -> World:
    now = make.database_now()
    maker = make.nobody_special("什么都能看")
    for role in ("administrator", "data_steward"):
        make.grant(maker, role, on=make.ROOT)
    regions = {place: _region(maker, place) for place in PLACES}
    people = {}
    for role in sorted(EVERYBODY):
        for window, (starts, ends) in WINDOWS.items():
            actor = _somebody(f"{role} {window}")
            if role != NO_ROLE:
                make.grant(
                    actor,
                    role,
                    on=regions[INSIDE].scope,
                    starts_at=now + starts,
                    ends_at=None if ends is None else now + ends,
                )
            people[role, window] = actor
    return World(now, maker, regions, people)


def _region(maker: Actor, place: str) -> Region:
    scope = make.scope(f"{place}大区")
    hospital = make.terminal(f"{place}医院", by=maker, on=scope)
    newcomer = make.nobody_special(f"{place}新人")
    return Region(
        scope=scope,
        hospital=hospital,
        department=make.terminal("骨科", by=maker, kind=Kind.DEPARTMENT, under=hospital),
        twin=make.terminal(f"{place}医院分院", by=maker, on=scope),
        contact=terminals.add_contact(
            maker, terminal_id=hospital, person=Person(name="王主任", phone="13900000001")
        ),
        newcomer=newcomer,
        grant=make.grant(newcomer, "viewer", on=scope),
        view=make.people.save_view(newcomer, list_name="terminals", name=place, state={}).pk,
        service=make.people.add_service(
            make.admin(), login_name=f"svc.{place}", display_name="程序"
        ),
    )


def _somebody(name: str) -> Actor:
    """Make an account whose password is `-`."""
    actor = make.nobody_special(name)
    make.Account.objects.filter(pk=actor.account_id).update(password=make_password("-"))
    return actor


def meeting(now: datetime) -> Meeting:
    return Meeting(
        met_at=now - HOUR, channel=Channel.VISIT, purpose=Purpose.NEEDS, summary="聊了需求"
    )


def sees(actor: Actor, action: str) -> set[int]:
    """Return the scopes where somebody holds an action, as the database says."""
    make.as_(actor)
    return set(scopes_in_reach(actor, action))
