from __future__ import annotations

from typing import Any
from uuid import UUID

from duan.trade.assets.queries import units_of
from duan.trade.catalog.queries import models_named
from duan.trade.terminals.queries import places_of


def name_units_and_places(rows: list[dict[str, Any]]) -> None:
    """Put the names that people know beside the ids; three queries, whatever the number of rows."""
    units = units_of({row["unit_id"] for row in rows})
    models = models_named({unit.model_id for unit in units.values()})
    spots = places_of({pk for row in rows for pk in _places(row) if pk})
    for row in rows:
        unit = units.get(row["unit_id"])
        model = models.get(unit.model_id) if unit else None
        terminal = spots.get(row["terminal_id"])
        department = spots.get(row["department_id"]) if row.get("department_id") else None
        row |= {
            "unit_no": unit.unit_no if unit else "",
            "serial_no": unit.serial_no if unit else "",
            "product_name": model.product_name if model else "",
            "model_name": model.model_name if model else "",
            "terminal_name": terminal.name if terminal else "",
            "department_name": department.name if department else "",
        }


def _places(row: dict[str, Any]) -> tuple[UUID | None, UUID | None]:
    return row["terminal_id"], row.get("department_id")
