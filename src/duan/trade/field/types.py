from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class TaskStatus(TextChoices):
    WAITING = "WAITING", _("待派工")
    DISPATCHED = "DISPATCHED", _("已派工")
    STARTED = "STARTED", _("安装中")
    INSTALLED = "INSTALLED", _("待验收")
    ACCEPTED = "ACCEPTED", _("已验收")


class TrainingStatus(TextChoices):
    PLANNED = "PLANNED", _("已计划")
    HELD = "HELD", _("已完成")


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendee:
    """Somebody of the hospital who came to a training, and whether he passed."""

    person_name: str
    department_name: str = ""
    passed: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class InstallFacts:
    """One installation as others count it."""

    task_id: UUID
    task_no: str
    deal_id: UUID
    unit_id: UUID
    scope_id: int
    terminal_id: UUID
    status: TaskStatus
    arrived_on: date
    planned_on: date | None
    installed_at: datetime | None
    accepted_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskFilter:
    """What a list of installations is narrowed to; empty means all."""

    status: str = ""
    mine: bool = False
    q: str = ""
    terminal_id: UUID | None = None
    deal_id: UUID | None = None
