from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from duan.core.kernel.events import event


@event("field.InstallDispatched")
@dataclass(frozen=True, slots=True, kw_only=True)
class InstallDispatched:
    task_id: UUID
    engineer_id: UUID
    deal_id: UUID
    terminal_id: UUID
    at: datetime


@event("field.InstallAccepted")
@dataclass(frozen=True, slots=True, kw_only=True)
class InstallAccepted:
    """The hospital signed for one unit; others of the deal may still be open."""

    task_id: UUID
    unit_id: UUID
    deal_id: UUID
    terminal_id: UUID
    accepted_on: date
    at: datetime


@event("field.TrainingDone")
@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingDone:
    training_id: UUID
    unit_id: UUID
    deal_id: UUID
    terminal_id: UUID
    attended: int
    at: datetime
