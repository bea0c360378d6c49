"""What stock answers: how a scan is read and judged, what stands in which warehouse, what went where."""

from __future__ import annotations

from duan.trade.stock.queries.intakes import intake_of, page_of_intakes
from duan.trade.stock.queries.levels import (
    get_warehouse,
    levels,
    warehouse_names,
    warehouses,
)
from duan.trade.stock.queries.movements import page_of_movements
from duan.trade.stock.queries.scans import (
    MissingElement,
    NotCovered,
    UnitExpired,
    UnknownIdentifier,
    UnreadableScan,
    certificate_for,
    read_scan,
    refuse_expired,
)

__all__ = [
    "MissingElement",
    "NotCovered",
    "UnitExpired",
    "UnknownIdentifier",
    "UnreadableScan",
    "certificate_for",
    "get_warehouse",
    "intake_of",
    "levels",
    "page_of_intakes",
    "page_of_movements",
    "read_scan",
    "refuse_expired",
    "warehouse_names",
    "warehouses",
]
