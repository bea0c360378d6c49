from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class LeadStatus(TextChoices):
    OPEN = "OPEN", _("待跟进")
    QUALIFIED = "QUALIFIED", _("已转商机")
    DROPPED = "DROPPED", _("已放弃")


class OpportunityStatus(TextChoices):
    OPEN = "OPEN", _("跟进中")
    WON = "WON", _("赢单")
    LOST = "LOST", _("丢单")


class QuoteStatus(TextChoices):
    DRAFT = "DRAFT", _("草稿")
    SENT = "SENT", _("已发出")
    ACCEPTED = "ACCEPTED", _("已接受")


class ContractStatus(TextChoices):
    DRAFT = "DRAFT", _("草稿")
    SUBMITTED = "SUBMITTED", _("待审批")
    APPROVED = "APPROVED", _("已批准")
    SIGNED = "SIGNED", _("已签")


class OrderStatus(TextChoices):
    CONFIRMED = "CONFIRMED", _("已确认")


class MilestoneKind(TextChoices):
    """What a part of the price waits for."""

    DEPOSIT = "DEPOSIT", _("预付款")
    ARRIVAL = "ARRIVAL", _("到货款")
    ACCEPTANCE = "ACCEPTANCE", _("验收款")
    RETENTION = "RETENTION", _("质保金")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """So many of a model, each at a price in yuan with VAT."""

    model_id: UUID
    quantity: int
    unit_price: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleLine:
    """A share of the price in percent, due so many days after what it waits for."""

    kind: MilestoneKind
    percent: Decimal
    days: int
