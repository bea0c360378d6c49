"""Warehouses, and what stands in them."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Q

from duan.core.access.queries import scope_names, scopes_in_reach, within_reach
from duan.core.kernel.actor import Actor
from duan.core.kernel.errors import NotFound
from duan.trade.assets.types import UnitStatus
from duan.trade.catalog.queries import models_named
from duan.trade.stock.models import IntakeUnit, Warehouse

_SEE = "stock.see"
_WAREHOUSE = ("id", "scope_id", "code", "name", "address")


def get_warehouse(actor: Actor, warehouse_id: UUID, *, action: str = _SEE) -> Warehouse:
    """Return a warehouse where the actor may do this; raise `NotFound`."""
    found = within_reach(Warehouse.objects.filter(pk=warehouse_id), actor, action=action).first()
    if found is None:
        raise NotFound
    return found


def warehouse_names(ids: set[UUID]) -> dict[UUID, str]:
    """Return the names of those of these warehouses that the actor may know."""
    return dict(Warehouse.objects.filter(pk__in=ids).values_list("pk", "name"))


def warehouses(actor: Actor) -> list[dict[str, Any]]:
    """List the warehouses in reach by code, with what the actor may do at each."""
    rows = within_reach(Warehouse.objects.all(), actor, action=_SEE).order_by("code")
    found: list[dict[str, Any]] = list(rows.values(*_WAREHOUSE))
    receives = set(scopes_in_reach(actor, "stock.receive"))
    names = scope_names(sorted({row["scope_id"] for row in found}))
    for row in found:
        row["scope_name"] = names.get(row["scope_id"], "")
        row["may"] = ["receive"] if row["scope_id"] in receives else []
    return found


def levels(actor: Actor, *, on: date) -> list[dict[str, Any]]:
    """Tell how many units of each model stand in each warehouse, and how many of them are expired.

    By model: its names, the sum over the warehouses, and the count in each.
    """
    standing = IntakeUnit.objects.filter(
        unit__status=UnitStatus.IN_STOCK, unit__scope_id__in=scopes_in_reach(actor, _SEE)
    )
    counted = standing.values("model_id", "unit__place_id").annotate(
        count=Count("pk"), expired=Count("pk", filter=Q(unit__expires_on__lt=on))
    )
    by_model: dict[UUID, list[dict[str, Any]]] = defaultdict(list)
    for row in counted.order_by("unit__place_id"):
        by_model[row["model_id"]].append(
            {
                "warehouse_id": row["unit__place_id"],
                "count": row["count"],
                "expired": row["expired"],
            }
        )
    names = models_named(by_model)
    found = [
        {
            "model_id": pk,
            "product_name": names[pk].product_name,
            "model_name": names[pk].model_name,
            "unit_name": names[pk].unit_name,
            "count": sum(place["count"] for place in places),
            "expired": sum(place["expired"] for place in places),
            "warehouses": places,
        }
        for pk, places in by_model.items()
    ]
    return sorted(found, key=lambda row: (row["product_name"], row["model_name"]))
