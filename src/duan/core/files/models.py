from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from typing_extensions import override

from duan.core.files.types import KINDS, LONGEST_NAME, MOST_BYTES
from duan.core.kernel.ids import new_id


class File(models.Model):
    """That somebody kept a content. A row is never changed and never deleted: it is evidence."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    scope = models.ForeignKey("access.Scope", on_delete=models.PROTECT, db_index=False)
    sha256 = models.CharField(max_length=64, db_collation="C")
    size = models.PositiveIntegerField()
    content_type = models.CharField(max_length=40, db_collation="C")
    name = models.CharField(max_length=LONGEST_NAME)
    kept_by = models.UUIDField()
    kept_at = models.DateTimeField()

    class Meta:
        verbose_name = "附件"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(sha256__regex="^[0-9a-f]{64}$"), name="file_is_named_by_its_digest"
            ),
            models.CheckConstraint(
                condition=Q(size__range=(1, MOST_BYTES)), name="file_has_a_size_that_we_keep"
            ),
            models.CheckConstraint(
                condition=Q(content_type__in=[kind.content_type for kind in KINDS]),
                name="file_is_of_a_kind_that_we_keep",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["sha256"], name="file_by_content")]

    @override
    def __str__(self) -> str:
        return f"#{self.pk}"
