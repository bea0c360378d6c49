from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from typing_extensions import override

from duan.core.kernel.ids import new_id


class State(models.TextChoices):
    UPLOADED = "UPLOADED", "已上传"
    CHECKING = "CHECKING", "检查中"
    CHECKED = "CHECKED", "已检查"
    LOADING = "LOADING", "导入中"
    LOADED = "LOADED", "已导入"
    UNDONE = "UNDONE", "已撤销"
    FAILED = "FAILED", "失败"


class Verb(models.TextChoices):
    CHECK = "CHECK", "检查"
    LOAD = "LOAD", "导入"


class Import(models.Model):
    """One file on its way in: where it lies, how its columns are read, how far it has come.

    It is its account's alone: nobody else sees the file or what was found in it.
    `columns` are header, letter, samples (numbers masked) and guess of each; `mapping` is field code -> header.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    scope = models.ForeignKey("access.Scope", on_delete=models.PROTECT, db_index=False)
    account_id = models.UUIDField()
    file_name = models.CharField(max_length=200)
    size = models.BigIntegerField()
    file_hash = models.CharField(max_length=64, db_collation="C")
    stored_as = models.CharField(max_length=64)
    signature = models.CharField(max_length=64, db_collation="C")
    state = models.CharField(max_length=10, choices=State, default=State.UPLOADED)
    sheet = models.JSONField(default=dict)
    columns = models.JSONField(default=list)
    mapping = models.JSONField(default=dict)
    load_scope_id = models.IntegerField(null=True)
    duplicates = models.CharField(max_length=10, default="skip")
    skip_refused = models.BooleanField(default=False)
    rows_total = models.PositiveIntegerField(default=0)
    counts = models.JSONField(default=dict)
    message = models.CharField(max_length=1000, blank=True)
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "导入"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(duplicates__in=["skip", "update", "add"]),
                name="import_says_what_to_do_with_duplicates",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["account_id", "created_at", "id"], name="import_of_whom_by_time"),
            models.Index(fields=["file_hash"], name="import_by_file"),
            models.Index(fields=["signature"], name="import_by_columns"),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.file_name} {self.state}"


class Job(models.Model):
    """Work that waits or runs for one import, under a session that its requester lent it.

    Holds no business data, so it carries no scope: the worker finds it before it acts for anybody.
    Whoever works on it renews the lease; when a worker dies, the lease ends and another begins anew.
    """

    import_id = models.UUIDField(primary_key=True)
    verb = models.CharField(max_length=10, choices=Verb)
    account_id = models.UUIDField()
    session_id = models.UUIDField()
    token_sealed = models.BinaryField()
    created_at = models.DateTimeField(db_default=Now())
    lease = models.UUIDField(null=True)
    lease_ends_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    stage = models.CharField(max_length=10, default="排队")
    done = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "导入任务"

    @override
    def __str__(self) -> str:
        return f"{self.verb} {self.import_id}"


class ImportProblem(models.Model):
    """What is wrong at one place of the file, and what to do; row 0 is about the whole sheet."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    scope = models.ForeignKey("access.Scope", on_delete=models.PROTECT, db_index=False)
    account_id = models.UUIDField()
    of = models.ForeignKey("exchange.Import", on_delete=models.CASCADE, db_index=False)
    row = models.PositiveIntegerField()
    column = models.CharField(max_length=200, blank=True)
    field = models.CharField(max_length=60, blank=True)
    value = models.CharField(max_length=200, blank=True)
    code = models.CharField(max_length=40)
    severity = models.CharField(max_length=10)
    message = models.CharField(max_length=400)
    fix = models.CharField(max_length=400)

    class Meta:
        verbose_name = "导入问题"
        indexes: ClassVar = [
            models.Index(fields=["of", "row", "id"], name="import_problem_by_row"),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.row} {self.code}"


class ImportDuplicate(models.Model):
    """A row that is likely a terminal we have, or another row: `candidates` best first."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    scope = models.ForeignKey("access.Scope", on_delete=models.PROTECT, db_index=False)
    account_id = models.UUIDField()
    of = models.ForeignKey("exchange.Import", on_delete=models.CASCADE, db_index=False)
    row = models.PositiveIntegerField()
    name = models.CharField(max_length=200)
    candidates = models.JSONField()

    class Meta:
        verbose_name = "疑似重复"
        indexes: ClassVar = [
            models.Index(fields=["of", "row", "id"], name="import_duplicate_by_row"),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.row} {self.name}"
