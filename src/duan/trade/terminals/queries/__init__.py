"""What can be read of terminals; every function answers for whom the transaction acts."""

from __future__ import annotations

from duan.trade.terminals.queries.spots import Spot, find_spot, places_of

__all__ = ["Spot", "find_spot", "places_of"]
