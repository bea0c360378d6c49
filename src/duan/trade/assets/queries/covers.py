"""Single covers, for what is agreed on after them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import fields
from typing import Any
from uuid import UUID

from duan.core.access.queries import within_reach
from duan.core.kernel.actor import Actor
from duan.core.kernel.errors import NotFound
from duan.trade.assets.models import Cover
from duan.trade.assets.policies import end_of_cover, last_day
from duan.trade.assets.types import CoverFacts, CoverKind, SlaClass

__all__ = ["end_of_cover", "get_cover", "last_covers", "last_day"]

_COVER = tuple(field.name for field in fields(CoverFacts))


def get_cover(actor: Actor, cover_id: UUID) -> CoverFacts:
    """Return a cover in reach; raise `NotFound`."""
    rows = within_reach(Cover.objects.filter(pk=cover_id), actor, action="assets.see")
    row = rows.values(*_COVER).first()
    if row is None:
        raise NotFound
    return _cover(row)


def last_covers(unit_ids: Collection[UUID]) -> dict[UUID, CoverFacts]:
    """Return the cover of each unit that ends last, as far as the transaction's actor may see it."""
    rows = Cover.objects.filter(unit_id__in=set(unit_ids)).order_by("ends_on", "pk").values(*_COVER)
    return {row["unit_id"]: _cover(row) for row in rows}


def _cover(row: dict[str, Any]) -> CoverFacts:
    kind, sla_class = CoverKind(row["kind"]), SlaClass(row["sla_class"])
    return CoverFacts(**row | {"kind": kind, "sla_class": sla_class})
