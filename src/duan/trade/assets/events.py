from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from duan.core.kernel.events import event


@event("assets.UnitEntered")
@dataclass(frozen=True, slots=True, kw_only=True)
class UnitEntered:
    unit_id: UUID
    model_id: UUID
    at: datetime


@event("assets.CoverStarted")
@dataclass(frozen=True, slots=True, kw_only=True)
class CoverStarted:
    """A warranty or a service contract covers a unit during `[starts_on, ends_on)`."""

    cover_id: UUID
    unit_id: UUID
    kind: str
    starts_on: date
    ends_on: date
    at: datetime
