from __future__ import annotations

from uuid import UUID

from django.db.models import Q

from duan.core.access.queries import within_reach
from duan.core.kernel.actor import Actor
from duan.core.kernel.paging import Page, after, cut, read_order
from duan.core.people.queries import names_of
from duan.trade.catalog.queries import models_named
from duan.trade.stock.models import Movement

_SORTABLE = {"moved_at": "moved_at"}
_COLUMNS = (
    "id", "warehouse_id", "warehouse__name", "unit_id", "unit_no", "model_id", "direction",
    "source_id", "source_no", "moved_by", "moved_at",
)  # fmt: skip


def page_of_movements(
    actor: Actor,
    *,
    warehouse_id: UUID | None = None,
    q: str = "",
    cursor: str = "",
    limit: int,
) -> Page:
    """Page through what came in and went out, the newest first; `q` finds units and papers."""
    sort, order = read_order("", _SORTABLE, default="-moved_at")
    rows = within_reach(Movement.objects.all(), actor, action="stock.see")
    if warehouse_id is not None:
        rows = rows.filter(warehouse_id=warehouse_id)
    if text := q.strip():
        rows = rows.filter(Q(unit_no__istartswith=text) | Q(source_no__istartswith=text))
    rows = after(rows, order, sort=sort, cursor=cursor)
    page = cut(list(rows.values(*_COLUMNS)[: limit + 1]), limit, sort=sort, key=("moved_at", "id"))
    names = names_of({row["moved_by"] for row in page.items})
    models = models_named({row["model_id"] for row in page.items})
    for row in page.items:
        model = models[row["model_id"]]
        row["warehouse_name"] = row.pop("warehouse__name")
        row["moved_by_name"] = names.get(row["moved_by"], "")
        row["product_name"], row["model_name"] = model.product_name, model.model_name
    return page
