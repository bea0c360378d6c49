from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from typing_extensions import override

from duan.core.kernel.ids import new_id


class Scope(models.Model):
    """A node of the tree; `path` is the chain of ids from the root, as `1/4/9/`."""

    id = models.IntegerField(primary_key=True)
    parent = models.ForeignKey("access.Scope", on_delete=models.PROTECT, null=True)
    path = models.CharField(max_length=400, unique=True, db_collation="C")
    name = models.CharField(max_length=120)
    region_code = models.CharField(max_length=6, blank=True, db_collation="C")

    class Meta:
        verbose_name = "辖区"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["parent", "name"], name="scope_name_is_used_once"),
            models.UniqueConstraint(
                fields=["region_code"],
                condition=~Q(region_code=""),
                name="scope_region_is_answered_once",
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"#{self.pk} {self.path}"


class Role(models.Model):
    """A named set of actions; `shipped` is what the product said it was, for the next upgrade."""

    code = models.CharField(max_length=40, primary_key=True, db_collation="C")
    name = models.CharField(max_length=40)
    actions = ArrayField(models.CharField(max_length=60))
    shipped = ArrayField(models.CharField(max_length=60), default=list)

    class Meta:
        verbose_name = "角色"

    @override
    def __str__(self) -> str:
        return self.code


class Grant(models.Model):
    """One account may do a role's actions below one scope, from a moment until another."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account_id = models.UUIDField()
    scope = models.ForeignKey("access.Scope", on_delete=models.PROTECT)
    role = models.ForeignKey("access.Role", on_delete=models.PROTECT)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=200)
    granted_by = models.UUIDField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = "授权"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gte=F("starts_at")),
                name="grant_does_not_end_before_it_starts",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["account_id"], name="grant_by_account")]

    @override
    def __str__(self) -> str:
        return f"#{self.pk} {self.role_id}"
