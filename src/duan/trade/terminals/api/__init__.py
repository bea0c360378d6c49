"""The terminals' part of the HTTP interface."""

from __future__ import annotations

from ninja import Router

from duan.trade.terminals.api import attributes, meetings, terminals

router = Router(tags=["terminals"])
router.add_router("", attributes.router)
router.add_router("", meetings.router)
router.add_router("", terminals.router)
