from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Q, QuerySet

from duan.core.access.queries import scope_names, scopes_in_reach
from duan.core.kernel.actor import Actor
from duan.core.kernel.paging import Page, after, cut, read_order
from duan.lib import cn
from duan.trade.terminals.models import Terminal
from duan.trade.terminals.queries.search import ids_matching
from duan.trade.terminals.types import Filter

SORTABLE = {"name": "pinyin_key", "updated_at": "updated_at", "terminal_no": "terminal_no"}
COUNT_CAP = 10_000
_SEE = "terminals.see"
_COLUMNS = (
    "id", "terminal_no", "kind", "name", "short_name", "status", "region_code", "level", "grade",
    "beds", "tags", "parent_id", "parent__name", "updated_at", "scope_id", "pinyin_key",
)  # fmt: skip


def page_of_terminals(actor: Actor, wanted: Filter, *, sort: str, cursor: str, limit: int) -> Page:
    """Return one page of the terminals in reach, as rows ready to be answered."""
    sort, order = read_order(sort, SORTABLE, default="-updated_at")
    rows = after(filtered(actor, wanted), order, sort=sort, cursor=cursor)
    found: list[dict[str, Any]] = list(rows.values(*_COLUMNS)[: limit + 1])
    page = cut(found, limit, sort=sort, key=(order.column, "id"))
    names = scope_names([row["scope_id"] for row in page.items])
    return Page([_row(row, names) for row in page.items], page.next)


def count_of_terminals(actor: Actor, wanted: Filter) -> tuple[int, bool]:
    """Return (how many are in reach, whether there are more than that)."""
    counted = filtered(actor, wanted).order_by().values("pk")[: COUNT_CAP + 1].count()
    return min(counted, COUNT_CAP), counted > COUNT_CAP


def each_terminal(actor: Actor, wanted: Filter) -> Iterator[dict[str, Any]]:
    """Go through all in reach by number, a page at a time, for an export."""
    cursor: str | None = ""
    while cursor is not None:
        page = page_of_terminals(actor, wanted, sort="terminal_no", cursor=cursor, limit=2000)
        yield from page.items
        cursor = page.next


def filtered(actor: Actor, wanted: Filter) -> QuerySet[Terminal]:
    """Return the terminals in reach that the filter keeps."""
    rows = Terminal.objects.filter(scope_id__in=scopes_in_reach(actor, _SEE))
    for column, value in (
        ("kind", wanted.kind),
        ("status", wanted.status),
        ("level", wanted.level),
        ("parent_id", wanted.parent_id),
    ):
        if value:
            rows = rows.filter(Q((column, value)))
    if wanted.region:
        prefix = wanted.region.rstrip("0") or wanted.region
        rows = rows.filter(region_code__gte=prefix, region_code__lt=_next(prefix))
    if wanted.tag:
        rows = rows.filter(tags__contains=[wanted.tag])
    if wanted.top is not None:
        rows = rows.filter(parent__isnull=wanted.top)
    if wanted.q:
        rows = rows.filter(pk__in=ids_matching(wanted.q))
    return rows


def _next(prefix: str) -> str:
    """Return the first text after all that begin with the prefix."""
    return prefix[:-1] + chr(ord(prefix[-1]) + 1)


def _row(row: dict[str, Any], names: dict[int, str]) -> dict[str, Any]:
    row["parent_name"] = row.pop("parent__name")
    row["region_name"] = cn.full_name(row["region_code"]) if row["region_code"] else ""
    row["scope_name"] = names.get(row["scope_id"], "")
    del row["pinyin_key"]
    return row
