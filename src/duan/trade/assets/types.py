from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class UnitStatus(TextChoices):
    IN_STOCK = "IN_STOCK", _("在库")
    IN_TRANSIT = "IN_TRANSIT", _("在途")
    ARRIVED = "ARRIVED", _("已到货")
    IN_SERVICE = "IN_SERVICE", _("在用")
    SCRAPPED = "SCRAPPED", _("已报废")


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
