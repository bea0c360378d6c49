from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from duan.core.kernel.events import event


@event("care.TicketReported")
@dataclass(frozen=True, slots=True, kw_only=True)
class TicketReported:
    ticket_id: UUID
    unit_id: UUID
    terminal_id: UUID
    due_at: datetime
    at: datetime


@event("care.TicketResolved")
@dataclass(frozen=True, slots=True, kw_only=True)
class TicketResolved:
    ticket_id: UUID
    unit_id: UUID
    terminal_id: UUID
    at: datetime


@event("care.RenewalSigned")
@dataclass(frozen=True, slots=True, kw_only=True)
class RenewalSigned:
    renewal_id: UUID
    unit_id: UUID
    terminal_id: UUID
    at: datetime
