"""Builders: the shortest true sentence that puts the world in order.

Everything is made by the product's own commands as somebody who may, so a test's world is one that
the product can get into.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from datetime import datetime, timedelta
from itertools import count
from threading import Barrier, Event
from typing import Any
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from duan.core.access import commands as access
from duan.core.access.models import Grant
from duan.core.kernel.actor import Actor
from duan.core.kernel.context import act_under, acting
from duan.core.kernel.errors import Refused
from duan.core.kernel.ids import new_id
from duan.core.people import commands as people
from duan.core.people.commands.proof import Opening, open_session
from duan.core.people.models import Account
from duan.core.people.types import SessionKind
from duan.trade.terminals import commands as terminals
from duan.trade.terminals.models import Terminal
from duan.trade.terminals.types import Kind, Profile

ROOT = 1
PASSWORD = "correct-horse-battery"
_numbers = count(1)


def session(account: Account, *, lasts: timedelta = timedelta(hours=1)) -> Actor:
    """Sign an account in without its password."""
    session_id, token = open_session(
        Opening(account_id=account.pk, kind=SessionKind.BROWSER, expires_at=timezone.now() + lasts)
    )
    return Actor(account.pk, session_id, token, account.display_name)


def admin() -> Actor:
    return session(Account.objects.get(login_name="admin"))


def nobody_special(name: str = "路人", *, password: str = "") -> Actor:
    """Make an account without any grant."""
    account = Account.objects.create(
        login_name=f"user{next(_numbers)}",
        display_name=name,
        password=make_password(password) if password else "",
        created_at=timezone.now(),
    )
    return session(account)


def scope(name: str = "", *, under: int = ROOT, region_code: str = "") -> int:
    return access.add_scope(
        admin(), parent_id=under, name=name or f"辖区{next(_numbers)}", region_code=region_code
    )


def grant(
    actor: Actor,
    role: str,
    *,
    on: int,
    starts_at: datetime | None = None,
    ends_at: datetime | None = None,
) -> UUID:
    """Give a grant; one that began before now is set back afterwards, as if time had passed."""
    began = starts_at is not None and starts_at < database_now()
    by = admin()
    pk = access.give_grant(
        by,
        account_id=actor.account_id,
        scope_id=on,
        role_code=role,
        reason="测试",
        starts_at=None if began else starts_at,
        ends_at=None if began else ends_at,
    )
    if began:
        with acting(by):
            Grant.objects.filter(pk=pk).update(starts_at=starts_at, ends_at=ends_at)
    return pk


def somebody(role: str, *, on: int, name: str = "某人") -> Actor:
    """Make an account with one open grant."""
    actor = nobody_special(name)
    grant(actor, role, on=on)
    return actor


def as_(actor: Actor) -> Actor:
    """Let the rest of the test's transaction act as this actor; return him."""
    act_under(actor.token)
    return actor


def terminal(
    name: str = "",
    *,
    by: Actor,
    kind: Kind = Kind.HOSPITAL,
    on: int | None = None,
    under: UUID | None = None,
    profile: Profile | None = None,
) -> UUID:
    return terminals.add_terminal(
        by,
        kind=kind,
        name=name or f"第{next(_numbers)}医院",
        profile=profile or Profile(),
        parent_id=under,
        scope_id=on,
    )


def stored(terminal_id: UUID, *, seen_by: Actor) -> Terminal:
    """Read a terminal as somebody sees it."""
    as_(seen_by)
    return Terminal.objects.get(pk=terminal_id)


def client(actor: Actor) -> Client:
    """Return an HTTP client that is signed in with a program's token."""
    return Client(headers={"Authorization": f"Bearer {actor.token}"})


def database_now() -> datetime:
    """Return the clock that decides over grants."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT now()")
        row = cursor.fetchone()
    return row[0]


def together(*actions: Callable[[], Any]) -> list[Any]:
    """Start actions at the same moment, each on its own connection; return results or refusals.

    For tests with `own_database`: what another connection shall see must be committed.
    """
    start = Barrier(len(actions))

    def run(action: Callable[[], Any]) -> Any:
        try:
            connection.ensure_connection()
            start.wait(timeout=20)
            return action()
        except Refused as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(actions)) as pool:
        return list(pool.map(run, actions))


def meanwhile(action: Callable[[], Any], other: Callable[[], Any]) -> tuple[Any, Any]:
    """Do an action and, before it commits, begin another on its own connection; return what both did.

    The other has a second to finish before the first commits, or else waits for it.
    """
    done = Event()

    def run() -> Any:
        try:
            done.wait(timeout=20)
            return other()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(run)
        with transaction.atomic():
            result = action()
            done.set()
            wait([running], timeout=1)
        return result, running.result(timeout=20)


__all__ = [
    "PASSWORD",
    "ROOT",
    "Account",
    "Client",
    "acting",
    "admin",
    "as_",
    "client",
    "database_now",
    "grant",
    "meanwhile",
    "new_id",
    "nobody_special",
    "people",
    "scope",
    "session",
    "somebody",
    "stored",
    "terminal",
    "together",
]
