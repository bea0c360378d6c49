from __future__ import annotations

from typing import ClassVar

from django.db import models
from typing_extensions import override

from duan.core.kernel.ids import new_id


class Outbox(models.Model):
    """Facts of committed transactions that have no place in the feed yet."""

    entry = models.BigAutoField(primary_key=True)
    name = models.CharField(max_length=80)
    body = models.JSONField()
    written_at = models.DateTimeField()

    class Meta:
        verbose_name = "发件箱"

    @override
    def __str__(self) -> str:
        return f"#{self.entry} {self.name}"


class Feed(models.Model):
    """Facts in the one order that every reader sees: dense positions, given after commit."""

    position = models.BigIntegerField(primary_key=True)
    name = models.CharField(max_length=80)
    body = models.JSONField()
    written_at = models.DateTimeField()

    class Meta:
        verbose_name = "变更流"

    @override
    def __str__(self) -> str:
        return f"#{self.position} {self.name}"


class FeedHead(models.Model):
    """The last position given out; whoever holds this row's lock is numbering."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    last = models.BigIntegerField(default=0)
    epoch = models.UUIDField(default=new_id)

    class Meta:
        verbose_name = "变更流位置"
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(id=1), name="feed_has_one_head"),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.last}"


class Cursor(models.Model):
    """How far one handler has come in the feed, and what stopped it."""

    handler = models.CharField(max_length=120, primary_key=True)
    position = models.BigIntegerField(default=0)
    failures = models.PositiveIntegerField(default=0)
    retry_at = models.DateTimeField(null=True)
    last_error = models.TextField(blank=True)

    class Meta:
        verbose_name = "处理进度"

    @override
    def __str__(self) -> str:
        return f"{self.handler}@{self.position}"


class Counter(models.Model):
    """The last number given out in one series of human-readable numbers."""

    series = models.CharField(max_length=40, primary_key=True)
    last = models.BigIntegerField(default=0)

    class Meta:
        verbose_name = "编号"

    @override
    def __str__(self) -> str:
        return f"{self.series} {self.last}"


class Answer(models.Model):
    """What a POST with an Idempotency-Key was answered, to say the same when it comes again."""

    account_id = models.UUIDField()
    key = models.CharField(max_length=200)
    request_hash = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(null=True)
    content_type = models.CharField(max_length=120, blank=True)
    body = models.BinaryField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = "幂等答复"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["account_id", "key"], name="answer_is_one_per_account_and_key"
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.key} {self.status}"
