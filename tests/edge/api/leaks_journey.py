"""The journey makes nothing: its routes are asked for what the modules below have made."""

from __future__ import annotations

from tests.edge.api.leaks import Call

CALLS = {
    "GET /journey": Call(outsider_gets=200),
    "GET /journey/by-unit/{unit_id}": Call(),
    "GET /journey/{deal_id}": Call(),
}
