"""Telling PostgreSQL who is acting, by a token that cannot be guessed.

Row security reads the token of the current transaction and raises when there is none, so code
that forgot to say for whom it reads gets an error, never an empty or a full answer.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from duan.core.kernel.actor import Actor

_SETTING = "duan.token"


def current_token() -> str:
    """Return the token that the running transaction acts under, or an empty string."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(current_setting(%s, true), '')", [_SETTING])
        row = cursor.fetchone()
    return str(row[0])


def act_under(token: str) -> None:
    """Let the rest of the running transaction act under this token."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config(%s, %s, true)", [_SETTING, token])


@contextmanager
def acting(actor: Actor) -> Iterator[None]:
    """Run a block in one transaction as this actor, then give the context back."""
    with transaction.atomic():
        before = current_token()
        act_under(actor.token)
        yield
        act_under(before)
