from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class TicketStatus(TextChoices):
    NEW = "NEW", _("待受理")
    TAKEN = "TAKEN", _("处理中")
    RESOLVED = "RESOLVED", _("待回访")
    CLOSED = "CLOSED", _("已关闭")


class RenewalStatus(TextChoices):
    PROPOSED = "PROPOSED", _("洽谈中")
    SIGNED = "SIGNED", _("已签")


class Queue(TextChoices):
    """Which tickets a list shows; each has its own order."""

    OPEN = "OPEN", _("未修复")
    FOLLOW_UP = "FOLLOW_UP", _("待回访")
    CLOSED = "CLOSED", _("已关闭")
    ALL = "ALL", _("全部")


class ClockKind(TextChoices):
    """What a ticket's deadline is for."""

    RESPOND = "RESPOND", _("响应")
    FIX = "FIX", _("修复")


class ClockState(TextChoices):
    """How a deadline stands: still running or run out without an answer, kept or not."""

    RUNNING = "RUNNING", _("计时中")
    LATE = "LATE", _("已超时")
    MET = "MET", _("按时完成")
    MISSED = "MISSED", _("超时完成")


OPEN_STATUSES = (TicketStatus.NEW, TicketStatus.TAKEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadlines:
    """Until when somebody has to answer and to repair, and how that was counted."""

    respond_at: datetime
    fix_at: datetime
    explanation: str
    provisional: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketFilter:
    """How a list of tickets is narrowed; empty means all."""

    queue: Queue = Queue.OPEN
    q: str = ""
    terminal_id: UUID | None = None
    unit_id: UUID | None = None
    overdue: bool = False
    mine: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Attainment:
    """How many of the clocks that ran out in a period were met."""

    met: int
    due: int
