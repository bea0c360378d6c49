from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db import connection
from django.db.models import Model, QuerySet

from duan.core.access.models import Grant, Role, Scope
from duan.core.access.types import NotAllowed
from duan.core.kernel.actor import Actor

M = TypeVar("M", bound=Model)

_REACH = "SELECT coalesce(array_agg(scope), '{}') FROM sec.reach(VARIADIC %s::text[]) AS scope"
_ACTIONS = """
SELECT coalesce(array_agg(DISTINCT action ORDER BY action), '{}')
  FROM access_grant g JOIN access_role r ON r.code = g.role_id, unnest(r.actions) AS action
 WHERE g.account_id = %s AND g.starts_at <= now() AND (g.ends_at IS NULL OR now() < g.ends_at)
"""


def scopes_in_reach(actor: Actor, *actions: str) -> list[int]:  # noqa: ARG001 - the token decides
    """Return the ids of the scopes where the actor holds any of these actions now.

    The actor is the one whom the running transaction acts for; the database derives it from the
    session's token and decides by its own clock.
    """
    with connection.cursor() as cursor:
        cursor.execute(_REACH, [list(actions)])
        row = cursor.fetchone()
    return [int(scope) for scope in row[0]]


def database_now() -> datetime:
    """Return the clock that decides over grants: the start of the running transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT now()")
        row = cursor.fetchone()
    now: datetime = row[0]
    return now


def within_reach(rows: QuerySet[M], actor: Actor, *, action: str) -> QuerySet[M]:
    """Keep the rows whose scope lies below a grant that is open at this moment."""
    return rows.filter(scope_id__in=scopes_in_reach(actor, action))


def refuse_without(actor: Actor, action: str, *, scope_id: int | None = None) -> None:
    """Raise `NotAllowed` unless the actor holds the action now: in this scope, or in any."""
    reach = scopes_in_reach(actor, action)
    if not reach or (scope_id is not None and scope_id not in reach):
        raise NotAllowed(action)


def holders_of(actor: Actor, action: str, *, scope_id: int) -> set[UUID]:  # noqa: ARG001 - the token decides
    """Return the active accounts that hold an action in a scope now, to whoever holds any there."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT account FROM sec.holders(%s, %s) AS account", [action, scope_id])
        return {account for (account,) in cursor.fetchall()}


def roles() -> list[Role]:
    return list(Role.objects.order_by("code"))


def all_scopes() -> list[Scope]:
    """Return the whole tree, parents before children."""
    return sorted(
        Scope.objects.all(), key=lambda scope: [int(n) for n in scope.path.split("/")[:-1]]
    )


def open_grants(actor: Actor) -> dict[UUID, list[dict[str, Any]]]:
    """Return the grants that the actor may see and that are not over, by account."""
    found: dict[UUID, list[dict[str, Any]]] = defaultdict(list)
    rows = Grant.objects.filter(scope_id__in=scopes_in_reach(actor, "access.see"))
    for row in _not_over(rows, at=database_now()).values(*_GRANT, "account_id"):
        found[row["account_id"]].append(_named(row))
    return found


def actions_of(actor: Actor) -> list[str]:
    """Return every action that the actor holds somewhere now, sorted."""
    with connection.cursor() as cursor:
        cursor.execute(_ACTIONS, [actor.account_id])
        row = cursor.fetchone()
    return list(row[0])


def top_scopes(actor: Actor, action: str) -> list[Scope]:
    """Return the scopes in reach whose parent is not, sorted by path: where a tree begins."""
    reach = set(scopes_in_reach(actor, action))
    scopes = Scope.objects.filter(pk__in=reach).order_by("path")
    return [scope for scope in scopes if scope.parent_id not in reach]


def scopes_below(actor: Actor, action: str) -> list[Scope]:
    """Return every scope in reach for an action, sorted by path."""
    return list(Scope.objects.filter(pk__in=scopes_in_reach(actor, action)).order_by("path"))


def scope_names(ids: Sequence[int]) -> dict[int, str]:
    return dict(Scope.objects.filter(pk__in=ids).values_list("pk", "name"))


def scopes_by_region() -> dict[str, int]:
    """Return region code -> scope id, for placing what comes with an address."""
    return dict(Scope.objects.exclude(region_code="").values_list("region_code", "pk"))


def grants_of(actor: Actor, *, at: datetime) -> list[dict[str, Any]]:
    """List the actor's own grants that are not over, with the names that people know."""
    rows = _not_over(Grant.objects.filter(account_id=actor.account_id), at=at)
    return [_named(row) for row in rows.values(*_GRANT)]


_GRANT = (
    "id", "role_id", "role__name", "scope_id", "scope__name", "starts_at", "ends_at", "reason",
)  # fmt: skip


def _not_over(rows: QuerySet[Grant], *, at: datetime) -> QuerySet[Grant]:
    return rows.exclude(ends_at__lte=at).order_by("starts_at", "id")


def _named(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "id": row["id"],
        "role_code": row["role_id"],
        "role_name": row["role__name"],
        "scope_id": row["scope_id"],
        "scope_name": row["scope__name"],
        "starts_at": row["starts_at"],
        "ends_at": row["ends_at"],
        "reason": row["reason"],
    }
