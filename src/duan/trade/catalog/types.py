from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ManagementClass(TextChoices):
    ONE = "1", _("第一类")
    TWO = "2", _("第二类")
    THREE = "3", _("第三类")


@dataclass(frozen=True, slots=True, kw_only=True)
class Identified:
    """What a scanned identifier stands for; the flags say what its code must carry."""

    di: str
    model_id: UUID
    product_id: UUID
    product_name: str
    model_name: str
    has_lot: bool
    has_serial: bool
    has_produced: bool
    has_expiry: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelName:
    """What people call a model."""

    id: UUID
    product_id: UUID
    product_name: str
    model_name: str
    unit_name: str
    registrant_name: str

    @property
    def text(self) -> str:
        return f"{self.product_name} {self.model_name}"
