from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from duan.trade.assets.types import SlaClass, WarrantyRule


class DealStage(TextChoices):
    """How far a deal came; CLOSED is a lead dropped or an opportunity lost."""

    LEAD = "LEAD", _("线索")
    OPPORTUNITY = "OPPORTUNITY", _("商机")
    QUOTE = "QUOTE", _("报价")
    CONTRACT = "CONTRACT", _("合同")
    ORDER = "ORDER", _("订单")
    CLOSED = "CLOSED", _("已结束")


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


@dataclass(frozen=True, slots=True, kw_only=True)
class DealFilter:
    """How the list of deals is narrowed; empty means all."""

    stage: str = ""
    q: str = ""
    terminal_id: UUID | None = None
    owner_id: UUID | None = None
    waiting: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderLineFacts:
    """So many of a model on an order, at no price."""

    id: UUID
    position: int
    model_id: UUID
    quantity: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderFacts:
    """What whoever delivers, installs and serves needs of an order: no price."""

    order_id: UUID
    order_no: str
    contract_id: UUID
    deal_id: UUID
    scope_id: int
    terminal_id: UUID
    department_id: UUID | None
    commit_on: date
    warranty_rule: WarrantyRule
    warranty_months: int
    sla_class: SlaClass
    lines: tuple[OrderLineFacts, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractFacts:
    """What whoever collects the money needs of a contract; no day of signing before it is signed."""

    contract_id: UUID
    contract_no: str
    deal_id: UUID
    scope_id: int
    terminal_id: UUID
    department_id: UUID | None
    total: Decimal
    signed_on: date | None
    schedule: tuple[ScheduleLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LineDue:
    """One line of an order, with the day it was promised for."""

    id: UUID
    order_id: UUID
    order_no: str
    deal_id: UUID
    scope_id: int
    terminal_id: UUID
    terminal_name: str
    commit_on: date
    model_id: UUID
    quantity: int
