"""The terminals' part of the HTTP interface.

The order of the imports is the order in which paths are tried: fixed words before ids.
"""

from __future__ import annotations

from duan.trade.terminals.api import attributes, meetings, terminals
from duan.trade.terminals.api.routing import router

__all__ = ["attributes", "meetings", "router", "terminals"]
