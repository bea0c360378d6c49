from __future__ import annotations

from collections.abc import Collection
from dataclasses import fields
from uuid import UUID

from django.db.models import Count
from django.utils.timezone import localdate

from duan.core.access.queries import within_reach
from duan.core.kernel.actor import Actor
from duan.core.kernel.errors import NotFound
from duan.trade.assets.types import SlaClass, WarrantyRule
from duan.trade.delivery.models import Shipment, ShipmentLine, ShipmentUnit
from duan.trade.delivery.types import LineDelivered, ShipmentFacts, ShipmentStatus

_SEE = "delivery.see"
_COLUMNS = tuple(field.name for field in fields(ShipmentFacts) if field.name != "arrived_on")


def shipment_facts(actor: Actor, shipment_id: UUID) -> ShipmentFacts:
    """Return a shipment in reach; raise `NotFound`."""
    rows = within_reach(Shipment.objects.filter(pk=shipment_id), actor, action=_SEE)
    row = rows.values(*_COLUMNS).first()
    if row is None:
        raise NotFound
    row["status"] = ShipmentStatus(row["status"])
    row["warranty_rule"] = WarrantyRule(row["warranty_rule"])
    row["sla_class"] = SlaClass(row["sla_class"])
    arrived_at = row["arrived_at"]
    return ShipmentFacts(**row, arrived_on=localdate(arrived_at) if arrived_at else None)


def units_arrived(actor: Actor, shipment_id: UUID) -> list[UUID]:
    """Return the ids of the units that a shipment brought; none before it has arrived."""
    rows = within_reach(ShipmentUnit.objects.all(), actor, action=_SEE).filter(
        shipment_id=shipment_id, shipment__status=ShipmentStatus.ARRIVED
    )
    return list(rows.order_by("unit_no").values_list("unit_id", flat=True))


def lines_delivered(actor: Actor, order_line_ids: Collection[UUID]) -> dict[UUID, LineDelivered]:
    """Return how far these lines of orders are, by the line's id; one query.

    A line that no shipment was planned for yet is not among them.
    """
    rows = within_reach(ShipmentLine.objects.all(), actor, action=_SEE).filter(
        order_line_id__in=set(order_line_ids)
    )
    found = rows.annotate(checked=Count("units")).values_list(
        "order_line_id",
        "shipment_id",
        "shipment__shipment_no",
        "quantity",
        "checked",
        "shipment__arrived_at",
    )
    return {
        line_id: LineDelivered(
            order_line_id=line_id,
            shipment_id=shipment_id,
            shipment_no=number,
            quantity=quantity,
            delivered=checked if arrived_at else 0,
            arrived_on=localdate(arrived_at) if arrived_at else None,
        )
        for line_id, shipment_id, number, quantity, checked, arrived_at in found
    }
