"""Whose eyes a measurement looks through: everything, one province (about 3 %), one city.

`region` is that province, for lists that are narrowed to it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import psycopg
from django.db import transaction
from django.utils import timezone

from duan.core.kernel.actor import Actor
from duan.core.kernel.context import act_under
from duan.core.kernel.ids import new_id
from duan.core.people.commands.proof import Opening, open_session
from duan.core.people.types import SessionKind

ALL = "全部"
_SHARES = """
WITH share AS (
  SELECT top.id, top.region_code, count(*) * 1.0 / sum(count(*)) OVER () AS part
    FROM terminals_terminal t JOIN access_scope s ON s.id = t.scope_id
    JOIN access_scope top ON starts_with(s.path, top.path) AND top.parent_id = %s
   GROUP BY top.id)
SELECT id, region_code FROM share ORDER BY abs(part - %s), id LIMIT 1
"""
_ACCOUNT = """
INSERT INTO people_account (id, kind, login_name, display_name, password, must_change_password,
  status, failures, created_at) VALUES (%s, 'PERSON', %s, %s, '-', false, 'ACTIVE', 0, now())
"""
_GRANT = """
INSERT INTO access_grant (id, account_id, scope_id, role_id, starts_at, reason, created_at)
VALUES (%s, %s, %s, 'sales_manager', now(), '性能测量', now())
"""


@dataclass(frozen=True, slots=True)
class Viewer:
    name: str
    actor: Actor
    region: str


def viewers(db: psycopg.Connection[Any]) -> list[Viewer]:
    """Make the accounts that are missing, as a superuser; open a session for each as the app."""
    province = db.execute(_SHARES, [1, 0.03]).fetchone()
    assert province is not None
    city = db.execute(_SHARES, [province[0], 0.1]).fetchone()
    assert city is not None
    wanted = ((ALL, 1), ("一省", province[0]), ("一市", city[0]))
    return [Viewer(name, _sign_in(db, name, scope), province[1]) for name, scope in wanted]


@contextmanager
def looking(viewer: Viewer) -> Iterator[None]:
    """Be in a transaction that acts for the viewer, as a request is."""
    with transaction.atomic():
        act_under(viewer.actor.token)
        yield


def _sign_in(db: psycopg.Connection[Any], name: str, scope: int) -> Actor:
    login = f"bench-{scope}"
    row = db.execute("SELECT id FROM people_account WHERE login_name = %s", [login]).fetchone()
    account = row[0] if row else new_id()
    if row is None:
        db.execute(_ACCOUNT, [account, login, name])
        db.execute(_GRANT, [new_id(), account, scope])
    with transaction.atomic():
        session, token = open_session(
            Opening(
                account_id=account,
                kind=SessionKind.TOKEN,
                expires_at=timezone.now() + timedelta(days=1),
            )
        )
    return Actor(account, session, token, name)
