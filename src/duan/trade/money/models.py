from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from typing_extensions import override

from duan.core.kernel.ids import new_id
from duan.trade.money.types import MilestoneStatus
from duan.trade.sales.types import MilestoneKind


class Milestone(models.Model):
    """A part of a contract's price and what it waits for (回款节点)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    scope = models.ForeignKey("access.Scope", on_delete=models.PROTECT, db_index=False)
    terminal = models.ForeignKey("terminals.Terminal", on_delete=models.PROTECT, related_name="+")
    deal_id = models.UUIDField(db_index=True)
    contract_id = models.UUIDField()
    contract_no = models.CharField(max_length=12, db_collation="C")
    kind = models.CharField(max_length=10, choices=MilestoneKind)
    percent = models.DecimalField(max_digits=5, decimal_places=2)
    days = models.PositiveSmallIntegerField()
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    received = models.DecimalField(max_digits=14, decimal_places=2, default=0)
    status = models.CharField(
        max_length=10, choices=MilestoneStatus, default=MilestoneStatus.PLANNED
    )
    planned_at = models.DateTimeField()
    reached_at = models.DateTimeField(null=True)
    due_on = models.DateField(null=True)
    closed_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "回款节点"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["contract_id", "kind"], name="milestone_waits_once_a_kind"
            ),
            models.CheckConstraint(
                condition=Q(received__gte=0, received__lte=F("amount")),
                name="milestone_receives_no_more_than_its_amount",
            ),
            models.CheckConstraint(
                condition=Q(status=MilestoneStatus.PLANNED, due_on__isnull=True)
                | (~Q(status=MilestoneStatus.PLANNED) & Q(due_on__isnull=False)),
                name="milestone_reached_has_a_due_day",
            ),
            models.CheckConstraint(
                condition=~Q(status=MilestoneStatus.PAID) | Q(received=F("amount")),
                name="milestone_paid_is_paid_in_full",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["scope", "due_on", "id"], name="milestone_due")]

    @override
    def __str__(self) -> str:
        return f"{self.contract_no} {self.kind}"


class Receipt(models.Model):
    """Money that came in for a milestone (回款)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    scope = models.ForeignKey("access.Scope", on_delete=models.PROTECT, db_index=False)
    terminal = models.ForeignKey("terminals.Terminal", on_delete=models.PROTECT, related_name="+")
    milestone = models.ForeignKey(
        "money.Milestone", on_delete=models.PROTECT, related_name="receipts"
    )
    receipt_no = models.CharField(max_length=12, unique=True, db_collation="C")
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    received_on = models.DateField()
    bank_reference = models.CharField(max_length=60, blank=True)
    recorded_by = models.UUIDField()
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = "回款"
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="receipt_is_more_than_nothing"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["scope", "received_on", "id"], name="receipt_in_scope")
        ]

    @override
    def __str__(self) -> str:
        return self.receipt_no
