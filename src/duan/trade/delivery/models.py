from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from typing_extensions import override

from duan.core.kernel.ids import new_id
from duan.trade.assets.types import SlaClass, WarrantyRule
from duan.trade.delivery.types import ShipmentStatus, Verdict


class Shipment(models.Model):
    """The goods of one order on their way; what the contract promises goes along (出库单)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    scope = models.ForeignKey("access.Scope", on_delete=models.PROTECT, db_index=False)
    terminal = models.ForeignKey("terminals.Terminal", on_delete=models.PROTECT, related_name="+")
    department = models.ForeignKey(
        "terminals.Terminal", on_delete=models.PROTECT, null=True, related_name="+"
    )
    deal_id = models.UUIDField(db_index=True)
    order = models.OneToOneField("sales.Order", on_delete=models.PROTECT, related_name="+")
    order_no = models.CharField(max_length=12, db_collation="C")
    warehouse = models.ForeignKey(
        "stock.Warehouse", on_delete=models.PROTECT, null=True, related_name="+"
    )
    shipment_no = models.CharField(max_length=12, unique=True, db_collation="C")
    status = models.CharField(max_length=10, choices=ShipmentStatus, default=ShipmentStatus.WAITING)
    commit_on = models.DateField()
    warranty_rule = models.CharField(max_length=20, choices=WarrantyRule)
    warranty_months = models.PositiveSmallIntegerField()
    sla_class = models.CharField(max_length=1, choices=SlaClass)
    version = models.PositiveIntegerField(default=1)
    planned_at = models.DateTimeField()
    checked_by = models.UUIDField(null=True)
    checked_at = models.DateTimeField(null=True)
    carrier = models.CharField(max_length=60, blank=True)
    waybill_no = models.CharField(max_length=40, blank=True)
    shipped_by = models.UUIDField(null=True)
    shipped_at = models.DateTimeField(null=True)
    receiver_name = models.CharField(max_length=60, blank=True)
    arrived_by = models.UUIDField(null=True)
    arrived_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "出库单"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(status=ShipmentStatus.WAITING) | Q(checked_by__isnull=False),
                name="shipment_leaves_only_after_a_check",
            ),
            models.CheckConstraint(
                condition=~Q(status=ShipmentStatus.ARRIVED) | Q(arrived_at__isnull=False),
                name="shipment_arrived_has_a_time",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["scope", "planned_at", "id"], name="shipment_in_scope")
        ]

    @override
    def __str__(self) -> str:
        return self.shipment_no


class ShipmentLine(models.Model):
    """So many of a model to check and ship."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    scope = models.ForeignKey("access.Scope", on_delete=models.PROTECT, db_index=False)
    terminal = models.ForeignKey("terminals.Terminal", on_delete=models.PROTECT, related_name="+")
    shipment = models.ForeignKey(
        "delivery.Shipment", on_delete=models.PROTECT, related_name="lines"
    )
    order_line_id = models.UUIDField(unique=True)
    position = models.PositiveSmallIntegerField()
    model = models.ForeignKey("catalog.Model", on_delete=models.PROTECT, related_name="+")
    quantity = models.PositiveIntegerField()

    class Meta:
        verbose_name = "出库行"

    @override
    def __str__(self) -> str:
        return f"#{self.position}"


class ShipmentUnit(models.Model):
    """A unit that passed the outbound check for a line, with what the law wants on its record."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    scope = models.ForeignKey("access.Scope", on_delete=models.PROTECT, db_index=False)
    terminal = models.ForeignKey("terminals.Terminal", on_delete=models.PROTECT, related_name="+")
    shipment = models.ForeignKey(
        "delivery.Shipment", on_delete=models.PROTECT, related_name="units"
    )
    line = models.ForeignKey(
        "delivery.ShipmentLine", on_delete=models.PROTECT, related_name="units"
    )
    unit = models.OneToOneField("assets.Unit", on_delete=models.PROTECT, related_name="+")
    unit_no = models.CharField(max_length=12, db_collation="C")
    serial_no = models.CharField(max_length=40, db_collation="C")
    lot_no = models.CharField(max_length=40, blank=True, db_collation="C")
    expires_on = models.DateField(null=True)
    certificate_no = models.CharField(max_length=40, db_collation="C")
    checked_by = models.UUIDField()
    checked_at = models.DateTimeField()

    class Meta:
        verbose_name = "出库设备"

    @override
    def __str__(self) -> str:
        return f"#{self.pk}"


class Scan(models.Model):
    """One scan at the outbound check and what came of it, refused ones too (扫码记录)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    scope = models.ForeignKey("access.Scope", on_delete=models.PROTECT, db_index=False)
    terminal = models.ForeignKey("terminals.Terminal", on_delete=models.PROTECT, related_name="+")
    shipment = models.ForeignKey(
        "delivery.Shipment", on_delete=models.PROTECT, related_name="scans"
    )
    text = models.CharField(max_length=300)
    unit_id = models.UUIDField(null=True)
    verdict = models.CharField(max_length=8, choices=Verdict)
    code = models.CharField(max_length=40, blank=True, db_collation="C")
    message = models.CharField(max_length=300, blank=True)
    scanned_by = models.UUIDField()
    scanned_at = models.DateTimeField()

    class Meta:
        verbose_name = "扫码记录"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(verdict=Verdict.PASSED, code="")
                | (~Q(verdict=Verdict.PASSED) & ~Q(code="")),
                name="scan_refused_says_why",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["shipment", "scanned_at"], name="scan_of_shipment")
        ]

    @override
    def __str__(self) -> str:
        return f"{self.verdict} {self.code}"
