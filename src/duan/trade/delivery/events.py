from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from duan.core.kernel.events import event


@event("delivery.Shipped")
@dataclass(frozen=True, slots=True, kw_only=True)
class Shipped:
    shipment_id: UUID
    order_id: UUID
    deal_id: UUID
    terminal_id: UUID
    at: datetime


@event("delivery.Arrived")
@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived:
    shipment_id: UUID
    order_id: UUID
    deal_id: UUID
    terminal_id: UUID
    arrived_on: date
    at: datetime
