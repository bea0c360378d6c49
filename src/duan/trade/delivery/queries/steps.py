"""Where a deal's goods are, as steps on the line of its life."""

from __future__ import annotations

from datetime import datetime, time
from uuid import UUID

from django.db.models import Count
from django.utils.timezone import localdate, make_aware

from duan.core.access.queries import database_now, within_reach
from duan.core.kernel.actor import Actor
from duan.core.kernel.steps import Step
from duan.trade.catalog.queries import models_named
from duan.trade.delivery.models import Shipment, ShipmentLine
from duan.trade.delivery.types import ShipmentStatus


def steps_of(actor: Actor, deal_id: UUID) -> list[Step]:
    """Return check, shipping and arrival of a deal's shipments: what is done and what is next."""
    rows = within_reach(Shipment.objects.filter(deal_id=deal_id), actor, action="delivery.see")
    return [step for shipment in rows.order_by("planned_at", "pk") for step in _steps(shipment)]


def _steps(shipment: Shipment) -> list[Step]:
    if shipment.status == ShipmentStatus.WAITING:
        missing = _still_missing(shipment.pk)
        title = f"{shipment.shipment_no} 待复核"
        return [_next("CHECK", shipment, title, (*missing, *(() if missing else ("完成复核",))))]
    steps = [
        _done("CHECK", shipment, "已复核", shipment.checked_at, shipment.checked_by),
    ]
    if shipment.status == ShipmentStatus.CHECKED:
        return [
            *steps,
            _next("SHIP", shipment, f"{shipment.shipment_no} 待发货", ("承运人和运单号",)),
        ]
    said = f"已发货，{shipment.carrier} {shipment.waybill_no}"
    steps.append(_done("SHIP", shipment, said, shipment.shipped_at, shipment.shipped_by))
    if shipment.status == ShipmentStatus.IN_TRANSIT:
        return [*steps, _next("ARRIVE", shipment, f"{shipment.shipment_no} 在途", ("到货签收",))]
    return [*steps, _done("ARRIVE", shipment, "已到货", shipment.arrived_at, shipment.arrived_by)]


def _done(stage: str, shipment: Shipment, said: str, at: datetime | None, by: UUID | None) -> Step:
    return Step(
        stage=stage,
        state="DONE",
        title=f"{shipment.shipment_no} {said}",
        at=at,
        by=by,
        link=("shipment", shipment.pk),
    )


def _next(stage: str, shipment: Shipment, title: str, missing: tuple[str, ...]) -> Step:
    """Say what is to do until the end of the day that was promised; late, it is missing."""
    late = shipment.commit_on < localdate(database_now())
    return Step(
        stage=stage,
        state="MISSING" if late else "NOW",
        title=title,
        due_at=make_aware(datetime.combine(shipment.commit_on, time.max.replace(microsecond=0))),
        missing=missing,
        link=("shipment", shipment.pk),
    )


def _still_missing(shipment_id: UUID) -> tuple[str, ...]:
    rows = ShipmentLine.objects.filter(shipment_id=shipment_id).annotate(checked=Count("units"))
    lines = [line for line in rows.order_by("position") if line.checked < line.quantity]
    models = models_named({line.model_id for line in lines})
    return tuple(
        f"{models[line.model_id].text} 还差 {line.quantity - line.checked} {models[line.model_id].unit_name}"
        for line in lines
    )
