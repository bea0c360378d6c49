"""What is known of units: `facts` for other modules, `pages` for people, `steps` for a deal's line."""

from __future__ import annotations

from duan.trade.assets.queries.facts import (
    cover_at,
    find_by_scan,
    get_unit,
    units_of,
    units_of_deal,
)
from duan.trade.assets.queries.pages import covers_ending, detail_of_unit, page_of_units
from duan.trade.assets.queries.steps import steps_of

__all__ = [
    "cover_at",
    "covers_ending",
    "detail_of_unit",
    "find_by_scan",
    "get_unit",
    "page_of_units",
    "steps_of",
    "units_of",
    "units_of_deal",
]
