from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from typing_extensions import override

from duan.core.kernel.ids import new_id
from duan.core.people.types import AccountKind, AccountStatus, SessionKind


class Account(models.Model):
    """Somebody, or some program, that can sign in. Contacts of a hospital are not accounts."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=10, choices=AccountKind, default=AccountKind.PERSON)
    login_name = models.CharField(max_length=64, unique=True)
    display_name = models.CharField(max_length=64)
    password = models.CharField(max_length=200, blank=True)
    must_change_password = models.BooleanField(default=False)
    password_changed_at = models.DateTimeField(null=True)
    status = models.CharField(max_length=10, choices=AccountStatus, default=AccountStatus.ACTIVE)
    failures = models.PositiveSmallIntegerField(default=0)
    locked_until = models.DateTimeField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = "账号"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind=AccountKind.PERSON) | Q(password=""),
                name="service_account_has_no_password",
            ),
        ]

    @override
    def __str__(self) -> str:
        return self.login_name


class Session(models.Model):
    """A proof of identity that ends: a browser's cookie or a program's token.

    The application may not insert here or change a token: `sec.open_session` does, against a proof
    that an injected statement cannot make.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    account = models.ForeignKey("people.Account", on_delete=models.PROTECT, related_name="sessions")
    kind = models.CharField(max_length=10, choices=SessionKind)
    name = models.CharField(max_length=80, blank=True)
    token_hash = models.BinaryField(unique=True)
    started_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    idle_minutes = models.PositiveIntegerField(null=True)
    ended_at = models.DateTimeField(null=True)
    address = models.CharField(max_length=64, blank=True)
    agent = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = "会话"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("started_at")), name="session_ends_after_it_starts"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["account", "ended_at"], name="session_by_account")
        ]

    @override
    def __str__(self) -> str:
        return f"{self.kind} {self.id}"


class SavedView(models.Model):
    """How somebody likes to see a list: filters, order, columns."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey("people.Account", on_delete=models.CASCADE)
    list_name = models.CharField(max_length=40)
    name = models.CharField(max_length=40)
    state = models.JSONField()

    class Meta:
        verbose_name = "常用视图"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["account", "list_name", "name"], name="saved_view_name_is_used_once"
            ),
        ]

    @override
    def __str__(self) -> str:
        return self.name
