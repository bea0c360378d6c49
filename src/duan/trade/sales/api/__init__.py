"""Deals over HTTP. Every write answers with the whole deal as it stands afterwards."""

from __future__ import annotations

from duan.trade.sales.api import contracts, deals, quotes
from duan.trade.sales.api.routing import router

__all__ = ["contracts", "deals", "quotes", "router"]
