from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from typing_extensions import override

from duan.core.kernel.ids import new_id
from duan.trade.assets.types import SlaClass, WarrantyRule
from duan.trade.field.types import TaskStatus, TrainingStatus


class Task(models.Model):
    """Installing one unit at its terminal; what the contract promises came with the goods (安装任务).

    What the unit is called is written down here too: a record of an installation says of which
    device it speaks, to those as well who may not open the device itself.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    scope = models.ForeignKey("access.Scope", on_delete=models.PROTECT, db_index=False)
    terminal = models.ForeignKey("terminals.Terminal", on_delete=models.PROTECT, related_name="+")
    department = models.ForeignKey(
        "terminals.Terminal", on_delete=models.PROTECT, null=True, related_name="+"
    )
    deal_id = models.UUIDField(db_index=True)
    shipment = models.ForeignKey("delivery.Shipment", on_delete=models.PROTECT, related_name="+")
    unit = models.OneToOneField("assets.Unit", on_delete=models.PROTECT, related_name="+")
    unit_no = models.CharField(max_length=12, db_collation="C")
    serial_no = models.CharField(max_length=40, db_collation="C")
    device_name = models.CharField(max_length=250)
    task_no = models.CharField(max_length=12, unique=True, db_collation="C")
    status = models.CharField(max_length=10, choices=TaskStatus, default=TaskStatus.WAITING)
    engineer_id = models.UUIDField(null=True)
    planned_on = models.DateField(null=True)
    warranty_rule = models.CharField(max_length=20, choices=WarrantyRule)
    warranty_months = models.PositiveSmallIntegerField()
    sla_class = models.CharField(max_length=1, choices=SlaClass)
    arrived_on = models.DateField()
    checklist = models.JSONField()
    note = models.CharField(max_length=1000, blank=True)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    dispatched_by = models.UUIDField(null=True)
    dispatched_at = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    installed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "安装任务"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(status=TaskStatus.WAITING)
                | Q(engineer_id__isnull=False, planned_on__isnull=False),
                name="task_dispatched_has_an_engineer_and_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[TaskStatus.INSTALLED, TaskStatus.ACCEPTED])
                | Q(started_at__isnull=False, installed_at__isnull=False),
                name="task_installed_has_its_times",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["scope", "created_at", "id"], name="task_in_scope"),
            models.Index(fields=["engineer_id", "created_at", "id"], name="task_of_engineer"),
        ]

    @override
    def __str__(self) -> str:
        return self.task_no


class TaskPhoto(models.Model):
    """A photo that shows the installation."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    scope = models.ForeignKey("access.Scope", on_delete=models.PROTECT, db_index=False)
    terminal = models.ForeignKey("terminals.Terminal", on_delete=models.PROTECT, related_name="+")
    task = models.ForeignKey("field.Task", on_delete=models.PROTECT, related_name="photos")
    file = models.ForeignKey("files.File", on_delete=models.PROTECT, related_name="+")
    caption = models.CharField(max_length=120, blank=True)
    added_by = models.UUIDField()
    added_at = models.DateTimeField()

    class Meta:
        verbose_name = "安装照片"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["task", "file"], name="task_photo_is_shown_once"),
        ]

    @override
    def __str__(self) -> str:
        return f"#{self.pk}"


class Acceptance(models.Model):
    """That the hospital took a unit over: who signed, and by whose account (验收)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    scope = models.ForeignKey("access.Scope", on_delete=models.PROTECT, db_index=False)
    terminal = models.ForeignKey("terminals.Terminal", on_delete=models.PROTECT, related_name="+")
    task = models.OneToOneField("field.Task", on_delete=models.PROTECT, related_name="acceptance")
    signer_name = models.CharField(max_length=60)
    signer_title = models.CharField(max_length=60, blank=True)
    signature = models.OneToOneField("files.File", on_delete=models.PROTECT, related_name="+")
    remark = models.CharField(max_length=400, blank=True)
    accepted_by = models.UUIDField()
    accepted_at = models.DateTimeField()

    class Meta:
        verbose_name = "验收"
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(signer_name=""), name="acceptance_says_who_signed"),
        ]

    @override
    def __str__(self) -> str:
        return f"#{self.pk}"


class Training(models.Model):
    """Teaching the hospital's people to use a unit (培训)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    scope = models.ForeignKey("access.Scope", on_delete=models.PROTECT, db_index=False)
    terminal = models.ForeignKey("terminals.Terminal", on_delete=models.PROTECT, related_name="+")
    department = models.ForeignKey(
        "terminals.Terminal", on_delete=models.PROTECT, null=True, related_name="+"
    )
    deal_id = models.UUIDField(db_index=True)
    task = models.ForeignKey("field.Task", on_delete=models.PROTECT, related_name="trainings")
    unit = models.ForeignKey("assets.Unit", on_delete=models.PROTECT, related_name="+")
    training_no = models.CharField(max_length=12, unique=True, db_collation="C")
    topic = models.CharField(max_length=120)
    planned_on = models.DateField()
    trainer_id = models.UUIDField()
    status = models.CharField(max_length=10, choices=TrainingStatus, default=TrainingStatus.PLANNED)
    held_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = "培训"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(status=TrainingStatus.HELD, held_at__isnull=False)
                | (~Q(status=TrainingStatus.HELD) & Q(held_at__isnull=True)),
                name="training_held_has_a_time",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["scope", "created_at", "id"], name="training_in_scope"),
        ]

    @override
    def __str__(self) -> str:
        return self.training_no


class Attendance(models.Model):
    """Somebody who came to a training and signed in (签到)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    scope = models.ForeignKey("access.Scope", on_delete=models.PROTECT, db_index=False)
    terminal = models.ForeignKey("terminals.Terminal", on_delete=models.PROTECT, related_name="+")
    training = models.ForeignKey(
        "field.Training", on_delete=models.PROTECT, related_name="attendance"
    )
    position = models.PositiveSmallIntegerField()
    person_name = models.CharField(max_length=60)
    department_name = models.CharField(max_length=60, blank=True)
    passed = models.BooleanField()
    signed_at = models.DateTimeField()

    class Meta:
        verbose_name = "签到"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["training", "position"], name="attendance_has_its_place"
            ),
            models.CheckConstraint(condition=~Q(person_name=""), name="attendance_says_who_came"),
        ]

    @override
    def __str__(self) -> str:
        return f"#{self.position}"
