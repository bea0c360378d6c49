"""What a list of whole deals needs of each: what it is called, where it is, how far it got."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db.models import F, Q, Value

from duan.core.access.queries import within_reach
from duan.core.kernel.actor import Actor
from duan.core.kernel.paging import Order, Page, after, cut
from duan.core.kernel.steps import Reached
from duan.trade.sales.models import Contract, Lead, Opportunity, Quote
from duan.trade.sales.models import Order as SalesOrder

_SORT = "-begun_at"
_NEWEST = Order("created_at", descending=True)
_HEAD = ("id", "title", "scope_id", "terminal_id", "department_id", "created_at")


def page_of_threads(actor: Actor, *, terminal_id: UUID | None, cursor: str, limit: int) -> Page:
    """Return deals in reach, the newest first, of one terminal or department if it is named."""
    rows = within_reach(Lead.objects.all(), actor, action="sales.see")
    if terminal_id is not None:
        rows = rows.filter(Q(terminal_id=terminal_id) | Q(department_id=terminal_id))
    rows = after(rows, _NEWEST, sort=_SORT, cursor=cursor)
    found = list(rows.values(*_HEAD)[: limit + 1])
    page = cut(found, limit, sort=_SORT, key=("created_at", "id"))
    return Page([_head(row) for row in page.items], page.next)


def head_of(actor: Actor, deal_id: UUID) -> dict[str, Any] | None:
    """Return what a deal is called and where it is, or None if it is out of reach."""
    rows = within_reach(Lead.objects.filter(pk=deal_id), actor, action="sales.see")
    row = rows.values(*_HEAD).first()
    return _head(row) if row else None


def reached(deal_ids: Collection[UUID]) -> list[Reached]:
    """Return when each deal got how far, as the running transaction's actor may see; one query."""
    leads = _got(Lead.objects.filter(pk__in=deal_ids), "LEAD", deal="id", at="created_at")
    rest = [
        _got(Opportunity.objects.filter(deal_id__in=deal_ids), "OPPORTUNITY", at="created_at"),
        _got(
            Quote.objects.filter(deal_id__in=deal_ids, sent_at__isnull=False), "QUOTE", at="sent_at"
        ),
        _got(
            Contract.objects.filter(deal_id__in=deal_ids, signed_at__isnull=False),
            "CONTRACT",
            at="signed_at",
        ),
        _got(SalesOrder.objects.filter(deal_id__in=deal_ids), "ORDER", at="confirmed_at"),
    ]
    return [Reached(*row) for row in leads.union(*rest)]


def _got(rows: Any, stage: str, *, at: str, deal: str = "deal_id") -> Any:
    return rows.values_list(F(deal), Value(stage), F(at))


def _head(row: dict[str, Any]) -> dict[str, Any]:
    row["deal_id"] = row.pop("id")
    row["begun_at"] = row.pop("created_at")
    return row
