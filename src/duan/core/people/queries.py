from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import connection

from duan.core.kernel.actor import Actor
from duan.core.people.models import Account, SavedView, Session

_SESSION_COLUMNS = ("id", "kind", "started_at", "last_seen_at", "expires_at", "address", "agent")


def enter(token: str) -> tuple[Actor, bool] | None:
    """Begin acting under a token: (who, must change the password), or None if it is not good."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM sec.enter(%s)", [token])
        row = cursor.fetchone()
    if row is None:
        return None
    account_id, session_id, name, must_change = row
    return Actor(account_id, session_id, token, name), must_change


def own_account(actor: Actor) -> Account:
    return Account.objects.defer("password").get(pk=actor.account_id)


def open_sessions(actor: Actor) -> list[dict[str, Any]]:
    """List the actor's own open sessions and tokens, the one in use first."""
    rows = Session.objects.filter(account_id=actor.account_id, ended_at=None)
    found = list(rows.order_by("-last_seen_at").values(*_SESSION_COLUMNS))
    for row in found:
        row["current"] = row["id"] == actor.session_id
    return sorted(found, key=lambda row: not row["current"])


def saved_views(actor: Actor, *, list_name: str) -> list[SavedView]:
    return list(
        SavedView.objects.filter(account_id=actor.account_id, list_name=list_name).order_by("name")
    )


def all_accounts() -> list[dict[str, Any]]:
    """List every account, without its secrets. The caller has asked whether the actor may."""
    rows = Account.objects.order_by("login_name").values(
        "id", "kind", "login_name", "display_name", "status", "created_at"
    )
    return [dict(row) for row in rows]


def names_of(account_ids: set[UUID]) -> dict[UUID, str]:
    """Return the display names of these accounts."""
    return dict(Account.objects.filter(pk__in=account_ids).values_list("pk", "display_name"))


def find_account(login_name: str) -> UUID | None:
    """Return the id of the account that signs in under this name, or None."""
    return Account.objects.filter(login_name=login_name).values_list("pk", flat=True).first()
