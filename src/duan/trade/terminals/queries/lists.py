from __future__ import annotations

from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.functions import Left

from duan.core.access.queries import scope_names, scopes_in_reach
from duan.core.kernel.actor import Actor
from duan.core.kernel.paging import Order, Page, after, cut, read_order
from duan.lib import cn
from duan.trade.terminals.models import Terminal
from duan.trade.terminals.queries.search import ids_matching, region_prefix
from duan.trade.terminals.types import Filter

SORTABLE = {"name": "pinyin_key", "updated_at": "updated_at", "terminal_no": "terminal_no"}
COUNT_CAP = 10_000
_FEW_SCOPES = 40
_PROVINCE = 2
_SEE = "terminals.see"
_COLUMNS = (
    "id", "terminal_no", "kind", "name", "short_name", "status", "region_code", "level", "grade",
    "beds", "tags", "parent_id", "parent__name", "updated_at", "scope_id", "pinyin_key",
)  # fmt: skip


def page_of_terminals(actor: Actor, wanted: Filter, *, sort: str, cursor: str, limit: int) -> Page:
    """Return one page of the terminals in reach, as rows ready to be answered."""
    sort, order = read_order(sort, SORTABLE, default="-updated_at")
    reach = scopes_in_reach(actor, _SEE)
    kept, _ = _kept(wanted)
    rows = after(kept, order, sort=sort, cursor=cursor)
    if rows.query.is_empty():
        return Page([], None)
    if len(reach) <= _FEW_SCOPES:
        rows = _scope_by_scope(rows, order, reach, limit + 1)
    else:
        rows = rows.filter(scope_id__in=reach)
    found: list[dict[str, Any]] = list(rows.values(*_COLUMNS)[: limit + 1])
    page = cut(found, limit, sort=sort, key=(order.column, "id"))
    names = scope_names(sorted({row["scope_id"] for row in page.items}))
    return Page([_row(row, names) for row in page.items], page.next)


def _scope_by_scope(
    rows: QuerySet[Terminal], order: Order, reach: list[int], most: int
) -> QuerySet[Terminal]:
    """Keep the first `most` of sorted rows, found among the first `most` of each scope.

    An index that begins with the scope gives the order within each; from several at once
    PostgreSQL would read all and sort.
    """
    first = rows.filter(scope_id=RawSQL("reach.scope", ())).values("id", order.column)[:most]
    try:
        text, values = first.query.sql_with_params()
    except EmptyResultSet:  # Django knows without asking, as when a text matched nothing
        return Terminal.objects.none()
    way = "DESC" if order.descending else "ASC"
    each = RawSQL(  # noqa: S611 - no text of a person's gets into it
        f"SELECT f.id FROM unnest(%s::int[]) AS reach(scope) CROSS JOIN LATERAL ({text}) AS f"  # noqa: S608  # sql: Django wrote the inner text, the column is one of SORTABLE
        f" ORDER BY f.{order.column} {way}, f.id {way} LIMIT %s",
        (reach, *values, most),
    )
    return Terminal.objects.filter(pk__in=each).order_by(*rows.query.order_by)


def count_of_terminals(actor: Actor, wanted: Filter) -> tuple[int, bool]:
    """Return (how many are in reach, whether there are more than that)."""
    rows, more = filtered(actor, wanted)
    counted = rows.order_by().values("pk")[: COUNT_CAP + 1].count()
    return min(counted, COUNT_CAP), more or counted > COUNT_CAP


def filtered(actor: Actor, wanted: Filter) -> tuple[QuerySet[Terminal], bool]:
    """Return the terminals in reach that the filter keeps, and whether its text names more."""
    rows, more = _kept(wanted)
    return rows.filter(scope_id__in=scopes_in_reach(actor, _SEE)), more


def _kept(wanted: Filter) -> tuple[QuerySet[Terminal], bool]:
    rows = Terminal.objects.all()
    for column, value in (
        ("kind", wanted.kind),
        ("status", wanted.status),
        ("level", wanted.level),
        ("parent_id", wanted.parent_id),
    ):
        if value:
            rows = rows.filter(Q((column, value)))
    if wanted.region:
        rows = _within_region(rows, wanted.region)
    if wanted.tag:
        rows = rows.filter(tags__contains=[wanted.tag])
    if wanted.top is not None:
        rows = rows.filter(parent__isnull=wanted.top)
    if not wanted.q:
        return rows, False
    ids, more = ids_matching(wanted)
    return (rows.filter(pk__in=ids) if ids else rows.none()), more


def _within_region(rows: QuerySet[Terminal], code: str) -> QuerySet[Terminal]:
    """Keep what lies in a province, a city or a county, whose codes end in zeros.

    Provinces have indexes of their own that give the order; of a city little enough is left to sort.
    """
    prefix = region_prefix(code)
    if len(prefix) == _PROVINCE:
        return rows.alias(province=Left("region_code", _PROVINCE)).filter(province=prefix)
    after_all = prefix[:-1] + chr(ord(prefix[-1]) + 1)
    return rows.filter(region_code__gte=prefix, region_code__lt=after_all)


def _row(row: dict[str, Any], names: dict[int, str]) -> dict[str, Any]:
    row["parent_name"] = row.pop("parent__name")
    row["region_name"] = cn.full_name(row["region_code"]) if row["region_code"] else ""
    row["scope_name"] = names.get(row["scope_id"], "")
    del row["pinyin_key"]
    return row
