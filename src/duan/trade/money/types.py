from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class MilestoneStatus(TextChoices):
    PLANNED = "PLANNED", _("未到条件")
    DUE = "DUE", _("应收")
    PAID = "PAID", _("已结清")


class Shown(TextChoices):
    """What a list of milestones is about; overdue ones are due ones whose day has passed."""

    OVERDUE = "OVERDUE", _("已逾期")
    DUE = "DUE", _("应收")
    PLANNED = "PLANNED", _("未到条件")
    PAID = "PAID", _("已结清")


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """How a list of milestones is narrowed; empty means all."""

    shown: Shown = Shown.DUE
    q: str = ""
    terminal_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """Sums in yuan over the milestones in reach, and how many they are."""

    planned: Decimal
    open: Decimal
    overdue: Decimal
    received: Decimal
    planned_count: int
    open_count: int
    overdue_count: int
    paid_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyIn:
    """What a bank statement says of one receipt."""

    amount: Decimal
    received_on: date
    bank_reference: str = ""
