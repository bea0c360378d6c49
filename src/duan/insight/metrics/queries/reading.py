"""One way to read every figure: by scope and state for the sums, by page for the rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, time
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import CharField
from django.utils import timezone
from psycopg import sql

from duan.core.access.queries import scope_names
from duan.core.kernel.actor import Actor
from duan.core.kernel.errors import NotFound
from duan.core.kernel.paging import Page, cut, read_cursor
from duan.insight.metrics.queries.reach import reach_of, tree_of
from duan.insight.metrics.types import Kpi, Period, Row, Value
from duan.trade.terminals.queries import places_of

_SUMS = sql.SQL("""
WITH counted AS ({rows})
SELECT scope_id, state, sum(num), sum(den) FROM counted GROUP BY scope_id, state
""")
_ROWS = sql.SQL("""
WITH counted AS ({rows})
SELECT id, scope_id, terminal_id, num, den, state, day, sort, title, detail, link_kind, link_id
  FROM counted
 WHERE (%(state)s = '' OR state = %(state)s)
   AND (NOT %(goes_on)s OR (sort COLLATE "C", id) > (%(last_sort)s, %(last_id)s::uuid))
 ORDER BY sort COLLATE "C", id LIMIT %(most)s
""")
_ROW_SORT = CharField()
_COLUMNS = (
    "id", "scope_id", "terminal_id", "numerator", "denominator", "state", "day", "sort", "title",
    "detail", "link_kind", "link_id",
)  # fmt: skip


def value(actor: Actor, kpi: Kpi, scope_id: int | None, period: Period) -> Value:
    """Return a figure of a scope and all below it, or of all in reach."""
    scopes = _scopes(actor, kpi, scope_id)
    return summed(sums_by_scope(kpi, scopes, period).values())


def rows(
    actor: Actor,
    kpi: Kpi,
    scope_id: int | None,
    period: Period,
    *,
    state: str = "",
    cursor: str = "",
    limit: int = 50,
) -> Page:
    """Return one page of the rows that a figure is the sum of, narrowed to one state if named."""
    scopes = _scopes(actor, kpi, scope_id)
    sort = f"{kpi.id}{state}"
    last = read_cursor(cursor, sort, _ROW_SORT) if cursor else None
    asked = _asked(scopes, period) | {
        "state": state,
        "goes_on": last is not None,
        "last_sort": last[0] if last else "",
        "last_id": last[1] if last else None,
        "most": limit + 1,
    }
    with connection.cursor() as cursor_:
        cursor_.execute(_ROWS.format(rows=sql.SQL(kpi.rows)), asked)
        found = [dict(zip(_COLUMNS, row, strict=True)) for row in cursor_.fetchall()]
    page = cut(found, limit, sort=sort, key=("sort", "id"))
    return Page(_named(page.items), page.next)


def sums_by_scope(kpi: Kpi, scopes: Iterable[int], period: Period) -> dict[int, Value]:
    """Return a figure of each scope on its own, of those that have any row."""
    parts: dict[int, dict[str, Decimal]] = defaultdict(dict)
    numerators: dict[int, Decimal] = defaultdict(Decimal)
    with connection.cursor() as cursor:
        cursor.execute(_SUMS.format(rows=sql.SQL(kpi.rows)), _asked(scopes, period))
        for scope_id, state, numerator, denominator in cursor.fetchall():
            numerators[scope_id] += numerator
            parts[scope_id][state] = denominator
    return {
        scope_id: Value(
            numerator=numerators[scope_id], denominator=sum(by_state.values(), Decimal(0)),
            parts=by_state,
        )
        for scope_id, by_state in parts.items()
    }  # fmt: skip


def summed(values: Iterable[Value]) -> Value:
    """Add figures up: Σ numerators over Σ denominators, never a mean of shares."""
    numerator = denominator = Decimal(0)
    parts: dict[str, Decimal] = defaultdict(Decimal)
    for each in values:
        numerator += each.numerator
        denominator += each.denominator
        for state, part in each.parts.items():
            parts[state] += part
    return Value(numerator=numerator, denominator=denominator, parts=dict(parts))


def _scopes(actor: Actor, kpi: Kpi, scope_id: int | None) -> list[int]:
    tree = tree_of(actor)
    reach = reach_of(actor, [kpi]).get(kpi.id)
    if reach is None:
        raise NotFound
    return sorted(reach & tree.below(scope_id))


def _asked(scopes: Iterable[int], period: Period) -> dict[str, Any]:
    return {
        "scopes": list(scopes),
        "starts_on": period.starts_on,
        "ends_on": period.ends_on,
        "starts_at": timezone.make_aware(datetime.combine(period.starts_on, time.min)),
        "ends_at": timezone.make_aware(datetime.combine(period.ends_on, time.min)),
        "today": timezone.localdate(),
        "now": timezone.now(),
        "zone": settings.TIME_ZONE,
    }


def _named(found: list[Row]) -> list[Row]:
    if not found:
        return found
    spots = places_of({row["terminal_id"] for row in found})
    scopes = scope_names(sorted({row["scope_id"] for row in found}))
    for row in found:
        spot = spots.get(row["terminal_id"])
        row["terminal_name"] = spot.name if spot else ""
        row["institution_name"] = spot.institution_name if spot else ""
        row["scope_name"] = scopes.get(row["scope_id"], "")
    return found
