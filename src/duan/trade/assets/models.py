from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from typing_extensions import override

from duan.core.kernel.ids import new_id
from duan.trade.assets.types import CoverKind, PlaceKind, SlaClass, UnitStatus


class Unit(models.Model):
    """One device that can be pointed at, for its whole life (设备)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    scope = models.ForeignKey("access.Scope", on_delete=models.PROTECT, db_index=False)
    terminal = models.ForeignKey(
        "terminals.Terminal", on_delete=models.PROTECT, null=True, related_name="+"
    )
    department = models.ForeignKey(
        "terminals.Terminal", on_delete=models.PROTECT, null=True, related_name="+"
    )
    unit_no = models.CharField(max_length=12, unique=True, db_collation="C")
    model = models.ForeignKey("catalog.Model", on_delete=models.PROTECT, related_name="+")
    di = models.CharField(max_length=60, db_collation="C")
    serial_no = models.CharField(max_length=40, db_collation="C")
    lot_no = models.CharField(max_length=40, blank=True, db_collation="C")
    produced_on = models.DateField(null=True)
    expires_on = models.DateField(null=True)
    status = models.CharField(max_length=12, choices=UnitStatus)
    place_kind = models.CharField(max_length=10, choices=PlaceKind)
    place_id = models.UUIDField()
    place_name = models.CharField(max_length=250)
    deal_id = models.UUIDField(null=True)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = "设备"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["di", "serial_no"], name="unit_serial_is_used_once"),
            models.CheckConstraint(
                condition=Q(status=UnitStatus.IN_STOCK, place_kind=PlaceKind.WAREHOUSE)
                | ~Q(status=UnitStatus.IN_STOCK),
                name="unit_in_stock_stands_in_a_warehouse",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["scope", "created_at", "id"], name="unit_in_scope"),
            models.Index(fields=["place_id", "status"], name="unit_at_place"),
            models.Index(
                fields=["deal_id"], name="unit_of_deal", condition=Q(deal_id__isnull=False)
            ),
            models.Index(fields=["serial_no"], name="unit_by_serial"),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.unit_no} {self.serial_no}"


class Stay(models.Model):
    """Where a unit stood during `[since_at, until_at)`; the open one is where it stands."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    scope = models.ForeignKey("access.Scope", on_delete=models.PROTECT, db_index=False)
    terminal = models.ForeignKey(
        "terminals.Terminal", on_delete=models.PROTECT, null=True, related_name="+"
    )
    unit = models.ForeignKey("assets.Unit", on_delete=models.PROTECT, related_name="stays")
    place_kind = models.CharField(max_length=10, choices=PlaceKind)
    place_id = models.UUIDField()
    place_name = models.CharField(max_length=250)
    since_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)
    moved_by = models.UUIDField()

    class Meta:
        verbose_name = "存放经历"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["unit"],
                condition=Q(until_at__isnull=True),
                name="unit_stands_in_one_place",
            ),
            models.CheckConstraint(
                condition=Q(until_at__isnull=True) | Q(until_at__gte=F("since_at")),
                name="stay_does_not_end_before_it_starts",
            ),
        ]

    @override
    def __str__(self) -> str:
        return self.place_name


class Cover(models.Model):
    """What pays for a unit's repairs during `[starts_on, ends_on)`."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    scope = models.ForeignKey("access.Scope", on_delete=models.PROTECT, db_index=False)
    terminal = models.ForeignKey("terminals.Terminal", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("assets.Unit", on_delete=models.PROTECT, related_name="covers")
    kind = models.CharField(max_length=16, choices=CoverKind)
    sla_class = models.CharField(max_length=1, choices=SlaClass)
    starts_on = models.DateField()
    ends_on = models.DateField()
    source_id = models.UUIDField()
    started_by = models.UUIDField()
    started_at = models.DateTimeField()

    class Meta:
        verbose_name = "保障"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on")), name="cover_ends_after_it_starts"
            ),
            models.UniqueConstraint(fields=["source_id", "unit"], name="cover_has_one_source"),
        ]
        indexes: ClassVar = [models.Index(fields=["scope", "ends_on", "id"], name="cover_ending")]

    @override
    def __str__(self) -> str:
        return f"{self.kind} {self.ends_on}"
