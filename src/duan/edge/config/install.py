"""What a database needs after its migrations: the session key's pads and the first roles."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import connections, transaction

from duan.core.kernel.ids import new_id
from duan.core.people.commands.proof import key_pads
from duan.core.people.types import AUTOMATON
from duan.edge.config.roles import ROLES

_KEY = """
INSERT INTO sec.key (name, inner_pad, outer_pad) VALUES ('session', %s, %s)
ON CONFLICT (name) DO UPDATE SET inner_pad = excluded.inner_pad, outer_pad = excluded.outer_pad
"""
_ROLE = """
INSERT INTO access_role AS r (code, name, actions, shipped)
VALUES (%(code)s, %(name)s, %(actions)s, %(actions)s)
ON CONFLICT (code) DO UPDATE SET shipped = excluded.shipped, actions = ARRAY(
  SELECT action FROM unnest(r.actions || excluded.shipped) WITH ORDINALITY AS a (action, place)
   WHERE (action = ANY (r.actions) AND NOT (action = ANY (r.shipped) AND action <> ALL (excluded.shipped)))
      OR (action = ANY (excluded.shipped) AND action <> ALL (r.shipped))
   GROUP BY action ORDER BY min(place))
"""
_AUTOMATON = """
INSERT INTO people_account (id, kind, login_name, display_name, password, must_change_password,
  status, failures, created_at)
VALUES (%s, 'SERVICE', %s, '系统自动处理', '', false, 'ACTIVE', 0, now())
ON CONFLICT (login_name) DO NOTHING
"""
_ACCOUNT = """
INSERT INTO people_account (id, kind, login_name, display_name, password, must_change_password,
  status, failures, created_at)
VALUES (%s, 'PERSON', %s, %s, %s, %s, 'ACTIVE', 0, now())
"""


def install(alias: str) -> None:
    """Put this installation's key, the roles and the product's own account in place.

    Run by the owner, repeatable. Of a role, what this version adds or drops is added or dropped;
    what the company made of it stays.
    """
    inner, outer = key_pads(settings.SESSION_KEY)
    with transaction.atomic(using=alias), connections[alias].cursor() as cursor:
        cursor.execute(_KEY, [inner, outer])
        for code, (name, actions) in ROLES.items():
            cursor.execute(_ROLE, {"code": code, "name": name, "actions": actions})
        cursor.execute(_AUTOMATON, [new_id(), AUTOMATON])
        cursor.execute(
            "SELECT sec.grant_automaton(%s, id, 'automaton') FROM people_account"
            " WHERE login_name = %s",
            [new_id(), AUTOMATON],
        )


def add_first_administrator(
    alias: str, *, login_name: str, display_name: str, password: str, must_change: bool
) -> bool:
    """Add the account that all others come from; False when anybody was granted anything before."""
    account = new_id()
    with transaction.atomic(using=alias), connections[alias].cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT 1 FROM people_account WHERE kind = 'PERSON')")
        if cursor.fetchone()[0]:
            return False
        secret = make_password(password)
        cursor.execute(_ACCOUNT, [account, login_name, display_name, secret, must_change])
        cursor.execute("SELECT sec.grant_first(%s, %s, 'administrator')", [new_id(), account])
    return True
