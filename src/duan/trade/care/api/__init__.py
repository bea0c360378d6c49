"""Care's part of the HTTP interface."""

from __future__ import annotations

from duan.trade.care.api import renewals, tickets
from duan.trade.care.api.routing import router

__all__ = ["renewals", "router", "tickets"]
