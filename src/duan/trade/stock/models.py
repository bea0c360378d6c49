from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from typing_extensions import override

from duan.core.kernel.ids import new_id
from duan.trade.stock.types import Direction, IntakeStatus


class Warehouse(models.Model):
    """Where goods wait (仓库)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    scope = models.ForeignKey("access.Scope", on_delete=models.PROTECT)
    code = models.CharField(max_length=20, unique=True, db_collation="C")
    name = models.CharField(max_length=60)
    address = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = "仓库"

    @override
    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class Intake(models.Model):
    """One coming-in of goods, opened when they are at the door (入库单)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    scope = models.ForeignKey("access.Scope", on_delete=models.PROTECT, db_index=False)
    warehouse = models.ForeignKey("stock.Warehouse", on_delete=models.PROTECT, related_name="+")
    intake_no = models.CharField(max_length=12, unique=True, db_collation="C")
    supplier_name = models.CharField(max_length=120)
    delivery_note_no = models.CharField(max_length=40, blank=True)
    status = models.CharField(max_length=6, choices=IntakeStatus, default=IntakeStatus.OPEN)
    opened_by = models.UUIDField()
    opened_at = models.DateTimeField()
    closed_by = models.UUIDField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "入库单"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(status=IntakeStatus.OPEN, closed_at__isnull=True)
                | Q(status=IntakeStatus.CLOSED, closed_at__isnull=False),
                name="intake_closed_has_a_time",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["scope", "opened_at", "id"], name="intake_in_scope")
        ]

    @override
    def __str__(self) -> str:
        return self.intake_no


class IntakeUnit(models.Model):
    """A unit received on an intake, as its label said then: the record stays when the unit leaves."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    scope = models.ForeignKey("access.Scope", on_delete=models.PROTECT, db_index=False)
    intake = models.ForeignKey("stock.Intake", on_delete=models.PROTECT, related_name="units")
    unit = models.OneToOneField("assets.Unit", on_delete=models.PROTECT, related_name="+")
    unit_no = models.CharField(max_length=12, db_collation="C")
    model = models.ForeignKey("catalog.Model", on_delete=models.PROTECT, related_name="+")
    serial_no = models.CharField(max_length=40, db_collation="C")
    lot_no = models.CharField(max_length=40, blank=True, db_collation="C")
    produced_on = models.DateField(null=True)
    expires_on = models.DateField(null=True)
    certificate_no = models.CharField(max_length=40, db_collation="C")
    scan = models.CharField(max_length=300)
    received_by = models.UUIDField()
    received_at = models.DateTimeField()

    class Meta:
        verbose_name = "入库设备"

    @override
    def __str__(self) -> str:
        return f"#{self.pk}"


class Movement(models.Model):
    """A unit went into a warehouse or out of it, for which intake or shipment."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    scope = models.ForeignKey("access.Scope", on_delete=models.PROTECT, db_index=False)
    warehouse = models.ForeignKey("stock.Warehouse", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("assets.Unit", on_delete=models.PROTECT, related_name="+")
    unit_no = models.CharField(max_length=12, db_collation="C")
    model = models.ForeignKey("catalog.Model", on_delete=models.PROTECT, related_name="+")
    direction = models.CharField(max_length=3, choices=Direction)
    source_id = models.UUIDField()
    source_no = models.CharField(max_length=12, db_collation="C")
    moved_by = models.UUIDField()
    moved_at = models.DateTimeField()

    class Meta:
        verbose_name = "出入库记录"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["unit", "direction", "source_id"], name="movement_is_written_once"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["scope", "moved_at", "id"], name="movement_in_scope")
        ]

    @override
    def __str__(self) -> str:
        return f"{self.direction} {self.source_no}"
