from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from typing_extensions import override

from duan.core.kernel.ids import new_id
from duan.trade.assets.types import SlaClass, WarrantyRule
from duan.trade.sales.types import (
    ContractStatus,
    DealStage,
    LeadStatus,
    MilestoneKind,
    OpportunityStatus,
    OrderStatus,
    QuoteStatus,
)


class Lead(models.Model):
    """Somebody at a terminal may want something; its id is the deal's (线索).

    It stands for the whole deal: `stage` is how far that came, `updated_at` when it last moved, and
    every command of the deal locks this row first.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    scope = models.ForeignKey("access.Scope", on_delete=models.PROTECT, db_index=False)
    terminal = models.ForeignKey("terminals.Terminal", on_delete=models.PROTECT, related_name="+")
    department = models.ForeignKey(
        "terminals.Terminal", on_delete=models.PROTECT, null=True, related_name="+"
    )
    lead_no = models.CharField(max_length=12, unique=True, db_collation="C")
    title = models.CharField(max_length=120)
    need = models.CharField(max_length=1000, blank=True)
    owner_id = models.UUIDField()
    status = models.CharField(max_length=10, choices=LeadStatus, default=LeadStatus.OPEN)
    dropped_reason = models.CharField(max_length=200, blank=True)
    stage = models.CharField(max_length=12, choices=DealStage, default=DealStage.LEAD)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        verbose_name = "线索"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(status=LeadStatus.DROPPED) | ~Q(dropped_reason=""),
                name="lead_dropped_says_why",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["scope", "updated_at", "id"], name="lead_in_scope")
        ]

    @override
    def __str__(self) -> str:
        return f"{self.lead_no} {self.title}"


class Opportunity(models.Model):
    """A lead that is worth the work: what, for how much, until when (商机)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    scope = models.ForeignKey("access.Scope", on_delete=models.PROTECT, db_index=False)
    terminal = models.ForeignKey("terminals.Terminal", on_delete=models.PROTECT, related_name="+")
    department = models.ForeignKey(
        "terminals.Terminal", on_delete=models.PROTECT, null=True, related_name="+"
    )
    deal_id = models.UUIDField(unique=True)
    opportunity_no = models.CharField(max_length=12, unique=True, db_collation="C")
    budget = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    expected_on = models.DateField(null=True)
    status = models.CharField(
        max_length=10, choices=OpportunityStatus, default=OpportunityStatus.OPEN
    )
    lost_reason = models.CharField(max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)
    created_by = models.UUIDField()
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = "商机"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(status=OpportunityStatus.LOST) | ~Q(lost_reason=""),
                name="opportunity_lost_says_why",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["scope", "status"], name="opportunity_in_scope")]

    @override
    def __str__(self) -> str:
        return self.opportunity_no


class Quote(models.Model):
    """What we offer at which price, until when (报价)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    scope = models.ForeignKey("access.Scope", on_delete=models.PROTECT, db_index=False)
    terminal = models.ForeignKey("terminals.Terminal", on_delete=models.PROTECT, related_name="+")
    deal_id = models.UUIDField(db_index=True)
    opportunity = models.ForeignKey("sales.Opportunity", on_delete=models.PROTECT, related_name="+")
    quote_no = models.CharField(max_length=12, unique=True, db_collation="C")
    valid_through = models.DateField()
    total = models.DecimalField(max_digits=14, decimal_places=2)
    status = models.CharField(max_length=10, choices=QuoteStatus, default=QuoteStatus.DRAFT)
    version = models.PositiveIntegerField(default=1)
    created_by = models.UUIDField()
    created_at = models.DateTimeField()
    sent_by = models.UUIDField(null=True)
    sent_at = models.DateTimeField(null=True)
    accepted_by = models.UUIDField(null=True)
    accepted_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "报价"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["opportunity"],
                condition=Q(status=QuoteStatus.ACCEPTED),
                name="quote_accepted_is_one_an_opportunity",
            ),
        ]

    @override
    def __str__(self) -> str:
        return self.quote_no


class QuoteLine(models.Model):
    """One line of a quote; contract and order take it over as it is."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    scope = models.ForeignKey("access.Scope", on_delete=models.PROTECT, db_index=False)
    terminal = models.ForeignKey("terminals.Terminal", on_delete=models.PROTECT, related_name="+")
    quote = models.ForeignKey("sales.Quote", on_delete=models.PROTECT, related_name="lines")
    position = models.PositiveSmallIntegerField()
    model = models.ForeignKey("catalog.Model", on_delete=models.PROTECT, related_name="+")
    quantity = models.PositiveIntegerField()
    unit_price = models.DecimalField(max_digits=14, decimal_places=2)

    class Meta:
        verbose_name = "报价行"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["quote", "position"], name="quote_line_has_its_place"),
            models.CheckConstraint(
                condition=Q(quantity__gt=0, unit_price__gte=0), name="quote_line_counts_something"
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"#{self.position}"


class Contract(models.Model):
    """What both sides sign: the quote's lines, when it is paid, what is promised after (合同)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    scope = models.ForeignKey("access.Scope", on_delete=models.PROTECT, db_index=False)
    terminal = models.ForeignKey("terminals.Terminal", on_delete=models.PROTECT, related_name="+")
    department = models.ForeignKey(
        "terminals.Terminal", on_delete=models.PROTECT, null=True, related_name="+"
    )
    deal_id = models.UUIDField(unique=True)
    quote = models.OneToOneField("sales.Quote", on_delete=models.PROTECT, related_name="+")
    contract_no = models.CharField(max_length=12, unique=True, db_collation="C")
    total = models.DecimalField(max_digits=14, decimal_places=2)
    warranty_rule = models.CharField(max_length=20, choices=WarrantyRule)
    warranty_months = models.PositiveSmallIntegerField()
    sla_class = models.CharField(max_length=1, choices=SlaClass)
    status = models.CharField(max_length=10, choices=ContractStatus, default=ContractStatus.DRAFT)
    version = models.PositiveIntegerField(default=1)
    drafted_by = models.UUIDField()
    drafted_at = models.DateTimeField()
    submitted_by = models.UUIDField(null=True)
    submitted_at = models.DateTimeField(null=True)
    returned_reason = models.CharField(max_length=200, blank=True)
    approved_by = models.UUIDField(null=True)
    approved_at = models.DateTimeField(null=True)
    signed_by = models.UUIDField(null=True)
    signed_at = models.DateTimeField(null=True)
    signed_on = models.DateField(null=True)

    class Meta:
        verbose_name = "合同"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=models.F("submitted_by")),
                name="contract_is_approved_by_somebody_else",
            ),
            models.CheckConstraint(
                condition=Q(status=ContractStatus.SIGNED, signed_on__isnull=False)
                | (~Q(status=ContractStatus.SIGNED) & Q(signed_on__isnull=True)),
                name="contract_signed_has_a_day",
            ),
        ]

    @override
    def __str__(self) -> str:
        return self.contract_no


class ScheduleItem(models.Model):
    """A share of a contract's price, and what it waits for; the shares sum to 100 %."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    scope = models.ForeignKey("access.Scope", on_delete=models.PROTECT, db_index=False)
    terminal = models.ForeignKey("terminals.Terminal", on_delete=models.PROTECT, related_name="+")
    contract = models.ForeignKey(
        "sales.Contract", on_delete=models.PROTECT, related_name="schedule"
    )
    kind = models.CharField(max_length=10, choices=MilestoneKind)
    percent = models.DecimalField(max_digits=5, decimal_places=2)
    days = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = "付款计划"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["contract", "kind"], name="schedule_waits_once_a_kind"),
            models.CheckConstraint(
                condition=Q(percent__gt=0, percent__lte=100), name="schedule_share_is_a_percentage"
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.kind} {self.percent}%"


class Order(models.Model):
    """What is to be delivered, and by when we promised it (订单)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    scope = models.ForeignKey("access.Scope", on_delete=models.PROTECT, db_index=False)
    terminal = models.ForeignKey("terminals.Terminal", on_delete=models.PROTECT, related_name="+")
    department = models.ForeignKey(
        "terminals.Terminal", on_delete=models.PROTECT, null=True, related_name="+"
    )
    deal_id = models.UUIDField(unique=True)
    contract = models.OneToOneField("sales.Contract", on_delete=models.PROTECT, related_name="+")
    order_no = models.CharField(max_length=12, unique=True, db_collation="C")
    commit_on = models.DateField()
    status = models.CharField(max_length=10, choices=OrderStatus, default=OrderStatus.CONFIRMED)
    confirmed_by = models.UUIDField()
    confirmed_at = models.DateTimeField()

    class Meta:
        verbose_name = "订单"
        indexes: ClassVar = [
            models.Index(fields=["scope", "commit_on", "id"], name="order_in_scope")
        ]

    @override
    def __str__(self) -> str:
        return self.order_no


class OrderLine(models.Model):
    """So many of a model to deliver."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    scope = models.ForeignKey("access.Scope", on_delete=models.PROTECT, db_index=False)
    terminal = models.ForeignKey("terminals.Terminal", on_delete=models.PROTECT, related_name="+")
    order = models.ForeignKey("sales.Order", on_delete=models.PROTECT, related_name="lines")
    position = models.PositiveSmallIntegerField()
    model = models.ForeignKey("catalog.Model", on_delete=models.PROTECT, related_name="+")
    quantity = models.PositiveIntegerField()
    unit_price = models.DecimalField(max_digits=14, decimal_places=2)

    class Meta:
        verbose_name = "订单行"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["order", "position"], name="order_line_has_its_place"),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="order_line_counts_something"),
        ]

    @override
    def __str__(self) -> str:
        return f"#{self.position}"
