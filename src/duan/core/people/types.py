from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

# The login name of the product's own account, under which it reacts to events.
AUTOMATON: Final = "duan"


class AccountKind(TextChoices):
    PERSON = "PERSON", _("员工")
    SERVICE = "SERVICE", _("服务账号")


class AccountStatus(TextChoices):
    ACTIVE = "ACTIVE", _("启用")
    DISABLED = "DISABLED", _("停用")


class SessionKind(TextChoices):
    BROWSER = "BROWSER", _("浏览器")
    TOKEN = "TOKEN", _("接口令牌")


@dataclass(frozen=True, slots=True)
class Passed:
    """Who was let in, and the secret token that proves it from now on."""

    account_id: UUID
    session_id: UUID
    token: str
    must_change_password: bool


@dataclass(frozen=True, slots=True)
class Turned:
    """Why somebody was turned away; the same for an unknown name and a wrong password."""

    code: str
    message: str
