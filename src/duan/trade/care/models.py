from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from typing_extensions import override

from duan.core.kernel.ids import new_id
from duan.trade.assets.types import SlaClass
from duan.trade.care.types import RenewalStatus, TicketStatus


class Ticket(models.Model):
    """Something is wrong with a unit; from report to the call afterwards (报修单)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    scope = models.ForeignKey("access.Scope", on_delete=models.PROTECT, db_index=False)
    terminal = models.ForeignKey("terminals.Terminal", on_delete=models.PROTECT, related_name="+")
    department = models.ForeignKey(
        "terminals.Terminal", on_delete=models.PROTECT, null=True, related_name="+"
    )
    unit = models.ForeignKey(
        "assets.Unit", on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    deal_id = models.UUIDField(null=True, db_index=True)
    ticket_no = models.CharField(max_length=12, unique=True, db_collation="C")
    title = models.CharField(max_length=120)
    description = models.CharField(max_length=1000, blank=True)
    status = models.CharField(max_length=10, choices=TicketStatus, default=TicketStatus.NEW)
    covered = models.BooleanField()
    sla_class = models.CharField(max_length=1, choices=SlaClass)
    reported_by = models.UUIDField()
    reported_at = models.DateTimeField()
    respond_due_at = models.DateTimeField()
    due_at = models.DateTimeField()
    due_explained = models.CharField(max_length=1000)
    due_is_provisional = models.BooleanField(default=False)
    taken_by = models.UUIDField(null=True)
    taken_at = models.DateTimeField(null=True)
    resolution = models.CharField(max_length=1000, blank=True)
    resolved_by = models.UUIDField(null=True)
    resolved_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "报修单"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(
                    status__in=[TicketStatus.NEW, TicketStatus.TAKEN], resolved_at__isnull=True
                )
                | Q(
                    status__in=[TicketStatus.RESOLVED, TicketStatus.CLOSED],
                    resolved_at__isnull=False,
                ),
                name="ticket_resolved_has_a_time",
            ),
            models.CheckConstraint(
                condition=Q(due_at__gt=F("reported_at")), name="ticket_is_due_after_its_report"
            ),
            models.CheckConstraint(
                condition=Q(status=TicketStatus.NEW, taken_by__isnull=True, taken_at__isnull=True)
                | (~Q(status=TicketStatus.NEW) & Q(taken_by__isnull=False, taken_at__isnull=False)),
                name="ticket_taken_has_somebody",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["scope", "reported_at", "id"], name="ticket_in_scope"),
            models.Index(fields=["scope", "due_at", "id"], name="ticket_due"),
            models.Index(fields=["scope", "respond_due_at"], name="ticket_respond_due"),
            models.Index(fields=["unit", "reported_at"], name="ticket_of_unit"),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.ticket_no} {self.title}"


class FollowUp(models.Model):
    """The call after a repair: is all well, and how satisfied are they (回访)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    scope = models.ForeignKey("access.Scope", on_delete=models.PROTECT, db_index=False)
    terminal = models.ForeignKey("terminals.Terminal", on_delete=models.PROTECT, related_name="+")
    ticket = models.OneToOneField("care.Ticket", on_delete=models.PROTECT, related_name="follow_up")
    spoke_with = models.CharField(max_length=60)
    satisfaction = models.PositiveSmallIntegerField()
    note = models.CharField(max_length=400, blank=True)
    called_by = models.UUIDField()
    called_at = models.DateTimeField()

    class Meta:
        verbose_name = "回访"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(satisfaction__range=(1, 5)), name="follow_up_has_one_to_five_stars"
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"#{self.pk}"


class Renewal(models.Model):
    """A service contract for `[starts_on, ends_on)` that goes on where a cover ends (续保)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    scope = models.ForeignKey("access.Scope", on_delete=models.PROTECT, db_index=False)
    terminal = models.ForeignKey("terminals.Terminal", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("assets.Unit", on_delete=models.PROTECT, related_name="+")
    deal_id = models.UUIDField(null=True, db_index=True)
    after_cover = models.OneToOneField("assets.Cover", on_delete=models.PROTECT, related_name="+")
    renewal_no = models.CharField(max_length=12, unique=True, db_collation="C")
    starts_on = models.DateField()
    ends_on = models.DateField()
    months = models.PositiveSmallIntegerField()
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    sla_class = models.CharField(max_length=1, choices=SlaClass)
    status = models.CharField(max_length=10, choices=RenewalStatus, default=RenewalStatus.PROPOSED)
    proposed_by = models.UUIDField()
    proposed_at = models.DateTimeField()
    signed_by = models.UUIDField(null=True)
    signed_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "续保"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on")), name="renewal_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(amount__gte=0), name="renewal_costs_nothing_or_more"
            ),
            models.CheckConstraint(
                condition=Q(status=RenewalStatus.PROPOSED, signed_at__isnull=True)
                | Q(status=RenewalStatus.SIGNED, signed_at__isnull=False),
                name="renewal_signed_has_a_time",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["scope", "proposed_at", "id"], name="renewal_in_scope")
        ]

    @override
    def __str__(self) -> str:
        return self.renewal_no
