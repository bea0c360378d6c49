from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class UnitStatus(TextChoices):
    IN_STOCK = "IN_STOCK", _("在库")
    IN_TRANSIT = "IN_TRANSIT", _("在途")
    ARRIVED = "ARRIVED", _("已到货")
    IN_SERVICE = "IN_SERVICE", _("在用")
    SCRAPPED = "SCRAPPED", _("已报废")


# What a move may make of a unit; moving within one status is another place of the same kind.
MAY_BECOME: Final[dict[UnitStatus, tuple[UnitStatus, ...]]] = {
    UnitStatus.IN_STOCK: (UnitStatus.IN_STOCK, UnitStatus.IN_TRANSIT, UnitStatus.SCRAPPED),
    UnitStatus.IN_TRANSIT: (UnitStatus.ARRIVED, UnitStatus.IN_STOCK),
    UnitStatus.ARRIVED: (UnitStatus.ARRIVED, UnitStatus.IN_SERVICE, UnitStatus.IN_TRANSIT),
    UnitStatus.IN_SERVICE: (UnitStatus.IN_SERVICE, UnitStatus.IN_TRANSIT, UnitStatus.SCRAPPED),
    UnitStatus.SCRAPPED: (),
}


class PlaceKind(TextChoices):
    WAREHOUSE = "WAREHOUSE", _("仓库")
    TRANSIT = "TRANSIT", _("途中")
    TERMINAL = "TERMINAL", _("终端")


class CoverKind(TextChoices):
    WARRANTY = "WARRANTY", _("质保")
    SERVICE_CONTRACT = "SERVICE_CONTRACT", _("维保合同")


class WarrantyRule(TextChoices):
    """The day from which a warranty counts."""

    ACCEPTANCE_SIGNED = "ACCEPTANCE_SIGNED", _("验收签字之日起")
    ARRIVAL = "ARRIVAL", _("到货之日起")


class SlaClass(TextChoices):
    A = "A", _("A 生命支持")
    B = "B", _("B 诊断核心")
    C = "C", _("C 一般设备")
    D = "D", _("D 低风险")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a unit stands: which warehouse, shipment or terminal, and what people call it."""

    kind: PlaceKind
    id: UUID
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitFacts:
    """A unit as other modules see it."""

    id: UUID
    scope_id: int
    terminal_id: UUID | None
    department_id: UUID | None
    unit_no: str
    model_id: UUID
    di: str
    serial_no: str
    lot_no: str
    produced_on: date | None
    expires_on: date | None
    status: UnitStatus
    place_kind: PlaceKind
    place_id: UUID
    place_name: str
    deal_id: UUID | None
    version: int
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverFacts:
    """What covers a unit during `[starts_on, ends_on)`."""

    id: UUID
    unit_id: UUID
    scope_id: int
    terminal_id: UUID
    kind: CoverKind
    sla_class: SlaClass
    starts_on: date
    ends_on: date
    source_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitFilter:
    """How a list of units is narrowed; empty means all."""

    q: str = ""
    status: str = ""
    model_id: UUID | None = None
    terminal_id: UUID | None = None
    deal_id: UUID | None = None
