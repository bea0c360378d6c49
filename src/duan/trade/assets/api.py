"""Units over HTTP. They come in, move and are covered by what higher modules do, so this only reads."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema

from duan.core.kernel.http import REFUSALS, actor_of
from duan.core.kernel.paging import DEFAULT_LIMIT, LARGEST_LIMIT
from duan.trade.assets import queries
from duan.trade.assets.types import CoverKind, PlaceKind, SlaClass, UnitFilter, UnitStatus

Limit = Annotated[int, Field(ge=1, le=LARGEST_LIMIT)]
Cursor = Annotated[str, Field(max_length=1000)]

router = Router(tags=["assets"])


class DeviceFilterIn(Schema):
    """How a list of devices is narrowed; empty means all. A terminal also finds what stands in it."""

    q: Annotated[str, Field(max_length=200)] = ""
    status: UnitStatus | None = None
    model: UUID | None = None
    terminal: UUID | None = None
    deal: UUID | None = None

    def read(self) -> UnitFilter:
        return UnitFilter(
            q=self.q,
            status=self.status or "",
            model_id=self.model,
            terminal_id=self.terminal,
            deal_id=self.deal,
        )


class DeviceRowOut(Schema):
    id: UUID
    unit_no: str
    model_id: UUID
    product_name: str
    model_name: str
    di: str
    serial_no: str
    status: UnitStatus
    place_name: str
    terminal_id: UUID | None
    terminal_name: str
    department_id: UUID | None
    department_name: str
    deal_id: UUID | None
    created_at: datetime


class DeviceListedOut(DeviceRowOut):
    covered_through: date | None


class DevicesOut(Schema):
    items: list[DeviceListedOut]
    next: str | None


class DeviceStayOut(Schema):
    """Where a device stood from `since_at` on; without an end it stands there now."""

    id: UUID
    place_kind: PlaceKind
    place_id: UUID
    place_name: str
    since_at: datetime
    until_at: datetime | None
    moved_by_name: str


class DeviceCoverOut(Schema):
    """What pays for repairs from `starts_on` to `through_on`, both included."""

    id: UUID
    kind: CoverKind
    sla_class: SlaClass
    starts_on: date
    through_on: date
    in_force: bool
    started_by_name: str
    started_at: datetime


class DeviceOut(DeviceRowOut):
    udi_text: str
    lot_no: str
    produced_on: date | None
    expires_on: date | None
    place_kind: PlaceKind
    certificate_no: str
    version: int
    stays: list[DeviceStayOut]
    covers: list[DeviceCoverOut]
    may: list[str]


@router.get("/units", response={200: DevicesOut, **REFUSALS})
def list_units(
    request: HttpRequest,
    wanted: Query[DeviceFilterIn],
    cursor: Cursor = "",
    limit: Limit = DEFAULT_LIMIT,
) -> Any:
    return queries.page_of_units(actor_of(request), wanted.read(), cursor=cursor, limit=limit)


@router.get("/units/{unit_id}", response={200: DeviceOut, **REFUSALS})
def get_unit(request: HttpRequest, unit_id: UUID) -> Any:
    return queries.detail_of_unit(actor_of(request), unit_id)
