"""What is known of shipments: `facts` for other modules, `pages` for people, `steps` for a deal."""

from __future__ import annotations

from duan.trade.delivery.queries.facts import lines_delivered, shipment_facts, units_arrived
from duan.trade.delivery.queries.pages import detail_of_shipment, page_of_shipments
from duan.trade.delivery.queries.steps import steps_of
from duan.trade.delivery.types import LineDelivered, ShipmentFacts

__all__ = [
    "LineDelivered",
    "ShipmentFacts",
    "detail_of_shipment",
    "lines_delivered",
    "page_of_shipments",
    "shipment_facts",
    "steps_of",
    "units_arrived",
]
