from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from duan.core.access.queries import scopes_in_reach
from duan.core.kernel.actor import Actor
from duan.core.kernel.paging import Page
from duan.core.kernel.steps import Reached
from duan.trade.assets.queries import threads as assets
from duan.trade.care.queries import threads as care
from duan.trade.delivery.queries import threads as delivery
from duan.trade.field.queries import threads as field
from duan.trade.journey.types import Stage
from duan.trade.sales.queries import threads as sales
from duan.trade.terminals.queries import places_of

_TELLERS = (sales.reached, delivery.reached, field.reached, assets.reached, care.reached)
_RANK = {stage.value: rank for rank, stage in enumerate(Stage)}


def page_of_threads(actor: Actor, *, terminal_id: UUID | None, cursor: str, limit: int) -> Page:
    """Return deals and how far each got; those who see no sales get them by the devices they see.

    A list says how far a deal got, not what it waits for: that takes all the steps of each.
    """
    source = sales if scopes_in_reach(actor, "sales.see") else assets
    page = source.page_of_threads(actor, terminal_id=terminal_id, cursor=cursor, limit=limit)
    furthest = _furthest({row["deal_id"] for row in page.items})
    ids = {row[key] for row in page.items for key in ("terminal_id", "department_id")}
    spots = places_of({pk for pk in ids if pk is not None})
    return Page([_row(row, furthest, spots) for row in page.items], page.next)


def _furthest(deal_ids: Collection[UUID]) -> dict[UUID, Reached]:
    """Return the last stage, in the order of the stages, that each deal got to."""
    found: dict[UUID, Reached] = {}
    told = [one for tell in _TELLERS for one in tell(deal_ids)]
    for one in sorted(told, key=lambda one: (_RANK[one.stage], one.at)):
        found[one.deal_id] = one
    return found


def _row(
    row: dict[str, Any], furthest: dict[UUID, Reached], spots: dict[UUID, Any]
) -> dict[str, Any]:
    terminal, department = spots.get(row["terminal_id"]), spots.get(row["department_id"])
    reached = furthest.get(row["deal_id"])
    terminal_name = terminal.name if terminal else ""
    return {
        "deal_id": row["deal_id"],
        "title": row["title"] or terminal_name,
        "terminal_id": row["terminal_id"],
        "terminal_name": terminal_name,
        "department_name": department.name if department else "",
        "begun_at": row["begun_at"],
        "reached": reached.stage if reached else None,
        "reached_at": reached.at if reached else None,
    }
