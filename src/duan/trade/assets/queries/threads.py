"""Deals as those know them who see the devices only, and how far their warranties got."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q

from duan.core.access.queries import within_reach
from duan.core.kernel.actor import Actor
from duan.core.kernel.paging import Order, Page, after, cut
from duan.core.kernel.steps import Reached
from duan.trade.assets.models import Cover, Unit
from duan.trade.assets.types import CoverKind

_SORT = "-begun_at"
_NEWEST = Order("created_at", descending=True)
_HEAD = (
    "id", "deal_id", "scope_id", "terminal_id", "department_id", "created_at",
    "model__product__name", "model__name",
)  # fmt: skip


def page_of_threads(actor: Actor, *, terminal_id: UUID | None, cursor: str, limit: int) -> Page:
    """Return deals with a unit in reach, those of the newest units first.

    Each deal stands where the first of its units stands, and is called by what that is.
    """
    mine = within_reach(Unit.objects.filter(deal_id__isnull=False), actor, action="assets.see")
    if terminal_id is not None:
        mine = mine.filter(Q(terminal_id=terminal_id) | Q(department_id=terminal_id))
    before = mine.filter(deal_id=OuterRef("deal_id"), id__lt=OuterRef("id"))
    rows = after(mine.filter(~Exists(before)), _NEWEST, sort=_SORT, cursor=cursor)
    found = list(rows.values(*_HEAD)[: limit + 1])
    page = cut(found, limit, sort=_SORT, key=("created_at", "id"))
    for row in page.items:
        row["begun_at"] = row.pop("created_at")
        row["title"] = f"{row.pop('model__product__name')} {row.pop('model__name')}"
    return page


def reached(deal_ids: Collection[UUID]) -> list[Reached]:
    """Return when the warranties began, as the running transaction's actor may see; one query."""
    rows = Cover.objects.filter(unit__deal_id__in=deal_ids, kind=CoverKind.WARRANTY)
    found = rows.values_list(F("unit__deal_id"), F("started_at"))
    return [Reached(deal_id, "WARRANTY", at) for deal_id, at in found if deal_id]
