from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.timezone import localdate
from ninja import Field, Query, Router, Schema, Status
from pydantic import ConfigDict

from duan.core.access.queries import database_now
from duan.core.kernel.http import REFUSALS, IdOut, actor_of
from duan.core.kernel.paging import DEFAULT_LIMIT, LARGEST_LIMIT
from duan.trade.stock import commands, queries
from duan.trade.stock.types import Direction, IntakeStatus

router = Router(tags=["stock"])
Limit = Annotated[int, Field(ge=1, le=LARGEST_LIMIT)]
Cursor = Annotated[str, Field(max_length=1000)]
Words = Annotated[str, Field(max_length=60)]
Text20 = Annotated[str, Field(min_length=1, max_length=20)]
Text60 = Annotated[str, Field(min_length=1, max_length=60)]
Text120 = Annotated[str, Field(min_length=1, max_length=120)]
ScopeId = Annotated[int, Field(ge=1, le=2_000_000_000)]


class _In(Schema):
    model_config = ConfigDict(extra="forbid")


class WarehouseIn(_In):
    scope_id: ScopeId
    code: Text20
    name: Text60
    address: Annotated[str, Field(max_length=200)] = ""


class IntakeIn(_In):
    warehouse_id: UUID
    supplier_name: Text120
    delivery_note_no: Annotated[str, Field(max_length=40)] = ""


class IntakeScanIn(_In):
    """What the scanner sent, with its separators."""

    scan: Annotated[str, Field(min_length=1, max_length=300)]


class WarehouseOut(Schema):
    id: UUID
    scope_id: int
    scope_name: str
    code: str
    name: str
    address: str
    may: list[str]


class WarehousesOut(Schema):
    items: list[WarehouseOut]


class StockPlaceOut(Schema):
    """How many units of a model stand in one warehouse."""

    warehouse_id: UUID
    count: int
    expired: int


class StockLevelOut(Schema):
    model_id: UUID
    product_name: str
    model_name: str
    unit_name: str
    count: int
    expired: int
    warehouses: list[StockPlaceOut]


class StockLevelsOut(Schema):
    items: list[StockLevelOut]


class IntakeRowOut(Schema):
    id: UUID
    intake_no: str
    warehouse_id: UUID
    warehouse_name: str
    supplier_name: str
    delivery_note_no: str
    status: IntakeStatus
    count: int
    opened_by_name: str
    opened_at: datetime
    closed_by_name: str
    closed_at: datetime | None


class IntakesOut(Schema):
    items: list[IntakeRowOut]
    next: str | None


class IntakeUnitOut(Schema):
    """What the label of a received unit said, and under which certificate it was made."""

    unit_id: UUID
    unit_no: str
    model_id: UUID
    product_name: str
    model_name: str
    serial_no: str
    lot_no: str
    produced_on: date | None
    expires_on: date | None
    certificate_no: str
    received_by_name: str
    received_at: datetime


class IntakeOut(IntakeRowOut):
    units: list[IntakeUnitOut]
    may: list[str]


class MovementOut(Schema):
    id: UUID
    warehouse_id: UUID
    warehouse_name: str
    unit_id: UUID
    unit_no: str
    model_id: UUID
    product_name: str
    model_name: str
    direction: Direction
    source_id: UUID
    source_no: str
    moved_by_name: str
    moved_at: datetime


class MovementsOut(Schema):
    items: list[MovementOut]
    next: str | None


class IntakeFilterIn(Schema):
    status: IntakeStatus | None = None
    q: Words = ""


@router.get("/warehouses", response={200: WarehousesOut, **REFUSALS})
def list_warehouses(request: HttpRequest) -> dict[str, Any]:
    return {"items": queries.warehouses(actor_of(request))}


@router.post("/warehouses", response={201: IdOut, **REFUSALS})
def add_warehouse(request: HttpRequest, body: WarehouseIn) -> Any:
    pk = commands.add_warehouse(
        actor_of(request),
        scope_id=body.scope_id,
        code=body.code,
        name=body.name,
        address=body.address,
    )
    return Status(201, {"id": pk})


@router.get("/levels", response={200: StockLevelsOut, **REFUSALS})
def list_levels(request: HttpRequest) -> dict[str, Any]:
    return {"items": queries.levels(actor_of(request), on=localdate(database_now()))}


@router.get("/intakes", response={200: IntakesOut, **REFUSALS})
def list_intakes(
    request: HttpRequest,
    wanted: Query[IntakeFilterIn],
    cursor: Cursor = "",
    limit: Limit = DEFAULT_LIMIT,
) -> Any:
    return queries.page_of_intakes(
        actor_of(request),
        status=wanted.status or "",
        q=wanted.q,
        cursor=cursor,
        limit=limit,
    )


@router.post("/intakes", response={201: IdOut, **REFUSALS})
def open_intake(request: HttpRequest, body: IntakeIn) -> Any:
    pk = commands.open_intake(
        actor_of(request),
        warehouse_id=body.warehouse_id,
        supplier_name=body.supplier_name,
        delivery_note_no=body.delivery_note_no,
    )
    return Status(201, {"id": pk})


@router.get("/intakes/{intake_id}", response={200: IntakeOut, **REFUSALS})
def get_intake(request: HttpRequest, intake_id: UUID) -> dict[str, Any]:
    return queries.intake_of(actor_of(request), intake_id)


@router.post("/intakes/{intake_id}/receive", response={200: IntakeOut, **REFUSALS})
def receive_unit(request: HttpRequest, intake_id: UUID, body: IntakeScanIn) -> dict[str, Any]:
    """Answer the intake as it is now; the unit just received is the first."""
    actor = actor_of(request)
    commands.receive_unit(actor, intake_id=intake_id, scan=body.scan)
    return queries.intake_of(actor, intake_id)


@router.post("/intakes/{intake_id}/close", response={200: IntakeOut, **REFUSALS})
def close_intake(request: HttpRequest, intake_id: UUID) -> dict[str, Any]:
    actor = actor_of(request)
    commands.close_intake(actor, intake_id=intake_id)
    return queries.intake_of(actor, intake_id)


@router.get("/movements", response={200: MovementsOut, **REFUSALS})
def list_movements(
    request: HttpRequest,
    warehouse: UUID | None = None,
    q: Words = "",
    cursor: Cursor = "",
    limit: Limit = DEFAULT_LIMIT,
) -> Any:
    return queries.page_of_movements(
        actor_of(request), warehouse_id=warehouse, q=q, cursor=cursor, limit=limit
    )
