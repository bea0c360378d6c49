from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from duan.core.kernel.events import event


@event("money.MilestoneReached")
@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneReached:
    milestone_id: UUID
    deal_id: UUID
    terminal_id: UUID
    at: datetime


@event("money.MilestoneClosed")
@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneClosed:
    milestone_id: UUID
    deal_id: UUID
    terminal_id: UUID
    at: datetime
