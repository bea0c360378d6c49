from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from duan.trade.assets.types import SlaClass, WarrantyRule


class ShipmentStatus(TextChoices):
    WAITING = "WAITING", _("待复核")
    CHECKED = "CHECKED", _("已复核")
    IN_TRANSIT = "IN_TRANSIT", _("在途")
    ARRIVED = "ARRIVED", _("已到货")


class Verdict(TextChoices):
    PASSED = "PASSED", _("通过")
    REFUSED = "REFUSED", _("拒绝")


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What came of one scan at the outbound check; a refused one has a code and says why."""

    verdict: Verdict
    code: str
    message: str
    unit_id: UUID | None
    unit_no: str
    serial_no: str
    line_id: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShipmentFacts:
    """A shipment as other modules see it."""

    id: UUID
    scope_id: int
    terminal_id: UUID
    department_id: UUID | None
    deal_id: UUID
    order_id: UUID
    order_no: str
    shipment_no: str
    status: ShipmentStatus
    commit_on: date
    warranty_rule: WarrantyRule
    warranty_months: int
    sla_class: SlaClass
    shipped_at: datetime | None
    arrived_at: datetime | None
    arrived_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LineDelivered:
    """How far one line of an order is: `arrived_on` is None until the shipment has arrived."""

    order_line_id: UUID
    shipment_id: UUID
    shipment_no: str
    quantity: int
    delivered: int
    arrived_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShipmentFilter:
    """How a list of shipments is narrowed; empty means all."""

    status: str = ""
    q: str = ""
    terminal_id: UUID | None = None
