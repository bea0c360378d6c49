from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import F, OuterRef, Subquery

from duan.trade.terminals.models import Terminal


@dataclass(frozen=True, slots=True)
class Spot:
    """A terminal as others name it: what, in which institution, for whose scope."""

    id: UUID
    name: str
    kind: str
    institution_name: str
    scope_id: int
    root_id: UUID


def places_of(ids: set[UUID]) -> dict[UUID, Spot]:
    """Return the terminals that the running transaction's actor may know by name, by id."""
    top = Terminal.objects.filter(pk=OuterRef("root_id")).values("name")
    rows = Terminal.objects.filter(pk__in=ids).annotate(institution=Subquery(top[:1]))
    found = rows.values_list("pk", "name", "kind", F("institution"), "scope_id", "root_id")
    return {row[0]: Spot(row[0], row[1], row[2], row[3] or "", row[4], row[5]) for row in found}


def find_spot(terminal_id: UUID) -> Spot | None:
    return places_of({terminal_id}).get(terminal_id)
