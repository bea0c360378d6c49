from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema
from pydantic import ConfigDict

from duan.core.kernel.http import REFUSALS, actor_of
from duan.core.kernel.paging import DEFAULT_LIMIT, LARGEST_LIMIT
from duan.trade.assets.types import SlaClass, WarrantyRule
from duan.trade.delivery import commands, queries
from duan.trade.delivery.types import ShipmentFilter, ShipmentStatus, Verdict

router = Router(tags=["delivery"])
Limit = Annotated[int, Field(ge=1, le=LARGEST_LIMIT)]
Cursor = Annotated[str, Field(max_length=1000)]
Version = Annotated[int, Field(ge=1, le=2_000_000_000)]
Text60 = Annotated[str, Field(min_length=1, max_length=60)]


class _In(Schema):
    model_config = ConfigDict(extra="forbid")


class ShipmentFilterIn(Schema):
    """How the list of shipments is narrowed; empty means all."""

    status: ShipmentStatus | None = None
    q: Annotated[str, Field(max_length=60)] = ""
    terminal: UUID | None = None


class ShipmentScanIn(_In):
    """What the scanner sent, with its separators."""

    scan: Annotated[str, Field(min_length=1, max_length=300)]


class ShipmentDropIn(_In):
    unit_id: UUID


class ShipmentShipIn(_In):
    seen_version: Version
    carrier: Text60
    waybill_no: Annotated[str, Field(min_length=1, max_length=40)]


class ShipmentArrivalIn(_In):
    seen_version: Version
    receiver_name: Text60


class ShipmentRowOut(Schema):
    """`quantity` units are wanted, `checked` of them are on it; `late` is after `commit_on`."""

    id: UUID
    shipment_no: str
    order_id: UUID
    order_no: str
    deal_id: UUID
    terminal_id: UUID
    terminal_name: str
    department_id: UUID | None
    department_name: str
    warehouse_id: UUID | None
    warehouse_name: str
    status: ShipmentStatus
    commit_on: date
    late: bool
    quantity: int
    checked: int
    planned_at: datetime
    shipped_at: datetime | None
    arrived_at: datetime | None
    version: int


class ShipmentsOut(Schema):
    items: list[ShipmentRowOut]
    next: str | None


class ShipmentUnitOut(Schema):
    unit_id: UUID
    unit_no: str
    serial_no: str
    lot_no: str
    expires_on: date | None
    certificate_no: str
    checked_by_name: str
    checked_at: datetime


class ShipmentLineOut(Schema):
    id: UUID
    position: int
    model_id: UUID
    product_name: str
    model_name: str
    unit_name: str
    quantity: int
    checked: int
    units: list[ShipmentUnitOut]


class ShipmentScanOut(Schema):
    id: UUID
    text: str
    unit_id: UUID | None
    verdict: Verdict
    code: str
    message: str
    scanned_by_name: str
    scanned_at: datetime


class ShipmentOut(ShipmentRowOut):
    warranty_rule: WarrantyRule
    warranty_months: int
    sla_class: SlaClass
    checked_by_name: str
    checked_at: datetime | None
    carrier: str
    waybill_no: str
    shipped_by_name: str
    receiver_name: str
    arrived_by_name: str
    lines: list[ShipmentLineOut]
    scans: list[ShipmentScanOut]
    may: list[str]


class ShipmentCheckedOut(Schema):
    """What came of a scan, and the shipment as it is now."""

    verdict: Verdict
    code: str
    message: str
    unit_id: UUID | None
    unit_no: str
    serial_no: str
    line_id: UUID | None
    shipment: ShipmentOut


@router.get("/shipments", response={200: ShipmentsOut, **REFUSALS})
def list_shipments(
    request: HttpRequest,
    wanted: Query[ShipmentFilterIn],
    sort: Annotated[str, Field(max_length=40)] = "",
    cursor: Cursor = "",
    limit: Limit = DEFAULT_LIMIT,
) -> Any:
    kept = ShipmentFilter(status=wanted.status or "", q=wanted.q, terminal_id=wanted.terminal)
    return queries.page_of_shipments(actor_of(request), kept, sort=sort, cursor=cursor, limit=limit)


@router.get("/shipments/{shipment_id}", response={200: ShipmentOut, **REFUSALS})
def get_shipment(request: HttpRequest, shipment_id: UUID) -> dict[str, Any]:
    return queries.detail_of_shipment(actor_of(request), shipment_id)


@router.post("/shipments/{shipment_id}/check", response={200: ShipmentCheckedOut, **REFUSALS})
def check_unit(request: HttpRequest, shipment_id: UUID, body: ShipmentScanIn) -> dict[str, Any]:
    """Answer 200 also when the unit was refused: the verdict is the result of the check."""
    actor = actor_of(request)
    checked = commands.check_unit(actor, shipment_id=shipment_id, scan=body.scan)
    return {
        "verdict": checked.verdict,
        "code": checked.code,
        "message": checked.message,
        "unit_id": checked.unit_id,
        "unit_no": checked.unit_no,
        "serial_no": checked.serial_no,
        "line_id": checked.line_id,
        "shipment": queries.detail_of_shipment(actor, shipment_id),
    }


@router.post("/shipments/{shipment_id}/drop-unit", response={200: ShipmentOut, **REFUSALS})
def drop_unit(request: HttpRequest, shipment_id: UUID, body: ShipmentDropIn) -> dict[str, Any]:
    actor = actor_of(request)
    commands.drop_unit(actor, shipment_id=shipment_id, unit_id=body.unit_id)
    return queries.detail_of_shipment(actor, shipment_id)


@router.post("/shipments/{shipment_id}/finish-check", response={200: ShipmentOut, **REFUSALS})
def finish_check(request: HttpRequest, shipment_id: UUID) -> dict[str, Any]:
    actor = actor_of(request)
    commands.finish_check(actor, shipment_id=shipment_id)
    return queries.detail_of_shipment(actor, shipment_id)


@router.post("/shipments/{shipment_id}/ship", response={200: ShipmentOut, **REFUSALS})
def ship(request: HttpRequest, shipment_id: UUID, body: ShipmentShipIn) -> dict[str, Any]:
    actor = actor_of(request)
    commands.ship(
        actor,
        shipment_id=shipment_id,
        seen_version=body.seen_version,
        carrier=body.carrier,
        waybill_no=body.waybill_no,
    )
    return queries.detail_of_shipment(actor, shipment_id)


@router.post("/shipments/{shipment_id}/confirm-arrival", response={200: ShipmentOut, **REFUSALS})
def confirm_arrival(
    request: HttpRequest, shipment_id: UUID, body: ShipmentArrivalIn
) -> dict[str, Any]:
    actor = actor_of(request)
    commands.confirm_arrival(
        actor,
        shipment_id=shipment_id,
        seen_version=body.seen_version,
        receiver_name=body.receiver_name,
    )
    return queries.detail_of_shipment(actor, shipment_id)
