from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Count, Q

from duan.core.access.queries import scopes_in_reach, within_reach
from duan.core.kernel.actor import Actor
from duan.core.kernel.errors import NotFound
from duan.core.kernel.paging import Page, after, cut, read_order
from duan.core.people.queries import names_of
from duan.trade.catalog.queries import models_named
from duan.trade.stock.models import Intake, IntakeUnit
from duan.trade.stock.types import IntakeStatus

_SEE = "stock.see"
_SORTABLE = {"opened_at": "opened_at"}
_COLUMNS = (
    "id", "scope_id", "intake_no", "warehouse_id", "warehouse__name", "supplier_name",
    "delivery_note_no", "status", "opened_by", "opened_at", "closed_by", "closed_at", "count",
)  # fmt: skip
_UNIT = (
    "unit_id", "unit_no", "model_id", "serial_no", "lot_no", "produced_on", "expires_on",
    "certificate_no", "received_by", "received_at",
)  # fmt: skip


def page_of_intakes(
    actor: Actor, *, status: str = "", q: str = "", sort: str = "", cursor: str = "", limit: int
) -> Page:
    """Page through the intakes in reach, the newest first; `q` finds numbers and suppliers."""
    sort, order = read_order(sort, _SORTABLE, default="-opened_at")
    rows = within_reach(Intake.objects.all(), actor, action=_SEE)
    if status:
        rows = rows.filter(status=status)
    if text := q.strip():
        rows = rows.filter(
            Q(intake_no__istartswith=text)
            | Q(delivery_note_no__istartswith=text)
            | Q(supplier_name__icontains=text)
        )
    rows = after(rows.annotate(count=Count("units")), order, sort=sort, cursor=cursor)
    page = cut(list(rows.values(*_COLUMNS)[: limit + 1]), limit, sort=sort, key=("opened_at", "id"))
    names = names_of({pk for row in page.items for pk in _people(row)})
    for row in page.items:
        _name(row, names)
    return page


def intake_of(actor: Actor, intake_id: UUID) -> dict[str, Any]:
    """Return an intake with what was received on it, the last first; raise `NotFound`."""
    rows = within_reach(Intake.objects.filter(pk=intake_id), actor, action=_SEE)
    intake = rows.annotate(count=Count("units")).values(*_COLUMNS).first()
    if intake is None:
        raise NotFound
    units = list(
        IntakeUnit.objects.filter(intake_id=intake_id)
        .order_by("-received_at", "-pk")
        .values(*_UNIT)
    )
    names = names_of({*_people(intake), *(unit["received_by"] for unit in units)})
    models = models_named({unit["model_id"] for unit in units})
    for unit in units:
        unit["received_by_name"] = names.get(unit["received_by"], "")
        unit["product_name"] = models[unit["model_id"]].product_name
        unit["model_name"] = models[unit["model_id"]].model_name
    is_open = intake["status"] == IntakeStatus.OPEN
    receives = is_open and intake["scope_id"] in scopes_in_reach(actor, "stock.receive")
    return {
        **_name(intake, names),
        "units": units,
        "may": ["receive", "close"] if receives else [],
    }


def _people(row: dict[str, Any]) -> list[UUID]:
    return [pk for pk in (row["opened_by"], row["closed_by"]) if pk is not None]


def _name(row: dict[str, Any], names: dict[UUID, str]) -> dict[str, Any]:
    row["warehouse_name"] = row.pop("warehouse__name")
    row["opened_by_name"] = names.get(row["opened_by"], "")
    row["closed_by_name"] = names.get(row["closed_by"], "")
    return row
