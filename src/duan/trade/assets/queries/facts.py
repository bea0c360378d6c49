from __future__ import annotations

from collections.abc import Collection
from dataclasses import fields
from datetime import date
from typing import Any
from uuid import UUID

from duan.core.access.queries import within_reach
from duan.core.kernel.actor import Actor
from duan.core.kernel.errors import NotFound
from duan.trade.assets.models import Cover, Unit
from duan.trade.assets.types import (
    CoverFacts,
    CoverKind,
    PlaceKind,
    SlaClass,
    UnitFacts,
    UnitStatus,
)

_SEE = "assets.see"
_UNIT = tuple(field.name for field in fields(UnitFacts))
_COVER = tuple(field.name for field in fields(CoverFacts))


def get_unit(actor: Actor, unit_id: UUID) -> UnitFacts:
    """Return a unit in reach; raise `NotFound`."""
    rows = within_reach(Unit.objects.filter(pk=unit_id), actor, action=_SEE)
    row = rows.values(*_UNIT).first()
    if row is None:
        raise NotFound
    return _unit(row)


def find_by_scan(actor: Actor, di: str, serial: str) -> UnitFacts | None:
    """Return the unit in reach that carries this identifier and serial number."""
    rows = within_reach(Unit.objects.filter(di=di, serial_no=serial), actor, action=_SEE)
    row = rows.values(*_UNIT).first()
    return _unit(row) if row else None


def units_of(ids: Collection[UUID]) -> dict[UUID, UnitFacts]:
    """Return the units that the running transaction's actor may see, by id; one query."""
    rows = Unit.objects.filter(pk__in=set(ids)).values(*_UNIT)
    return {row["id"]: _unit(row) for row in rows}


def units_of_deal(deal_id: UUID) -> list[UnitFacts]:
    """Return a deal's units that the running transaction's actor may see, by number."""
    rows = Unit.objects.filter(deal_id=deal_id).order_by("unit_no").values(*_UNIT)
    return [_unit(row) for row in rows]


def cover_at(unit_id: UUID, *, on: date) -> CoverFacts | None:
    """Return what covers a unit on a day: of several the quickest class, then the longest."""
    rows = Cover.objects.filter(unit_id=unit_id, starts_on__lte=on, ends_on__gt=on)
    row = rows.order_by("sla_class", "-ends_on", "pk").values(*_COVER).first()
    if row is None:
        return None
    kind, sla_class = CoverKind(row["kind"]), SlaClass(row["sla_class"])
    return CoverFacts(**row | {"kind": kind, "sla_class": sla_class})


def _unit(row: dict[str, Any]) -> UnitFacts:
    status, kind = UnitStatus(row["status"]), PlaceKind(row["place_kind"])
    return UnitFacts(**row | {"status": status, "place_kind": kind})
