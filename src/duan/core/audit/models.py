from __future__ import annotations

from typing import ClassVar

from django.db import models
from typing_extensions import override


class Entry(models.Model):
    """One command that committed. The application can add entries, never change or drop them."""

    id = models.UUIDField(primary_key=True, editable=False)
    at = models.DateTimeField()
    actor_id = models.UUIDField(null=True)
    actor_name = models.CharField(max_length=64, blank=True)
    command = models.CharField(max_length=80)
    details = models.JSONField()

    class Meta:
        verbose_name = "留痕记录"
        indexes: ClassVar = [models.Index(fields=["at"], name="audit_entry_by_time")]

    @override
    def __str__(self) -> str:
        return f"{self.command} {self.at}"


class Subject(models.Model):
    """One row that an entry's command changed."""

    id = models.UUIDField(primary_key=True, editable=False)
    entry = models.ForeignKey("audit.Entry", on_delete=models.PROTECT, related_name="subjects")
    at = models.DateTimeField()
    kind = models.CharField(max_length=40)
    subject_id = models.UUIDField()
    scope_id = models.IntegerField(null=True)
    name = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = "留痕对象"
        indexes: ClassVar = [
            models.Index(fields=["subject_id", "at", "id"], name="audit_subject_history")
        ]

    @override
    def __str__(self) -> str:
        return f"{self.kind}:{self.subject_id}"
