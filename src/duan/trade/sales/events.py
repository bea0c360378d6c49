from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from duan.core.kernel.events import event


@event("sales.LeadAdded")
@dataclass(frozen=True, slots=True, kw_only=True)
class LeadAdded:
    deal_id: UUID
    terminal_id: UUID
    at: datetime


@event("sales.ContractSigned")
@dataclass(frozen=True, slots=True, kw_only=True)
class ContractSigned:
    contract_id: UUID
    deal_id: UUID
    terminal_id: UUID
    at: datetime


@event("sales.OrderConfirmed")
@dataclass(frozen=True, slots=True, kw_only=True)
class OrderConfirmed:
    order_id: UUID
    deal_id: UUID
    terminal_id: UUID
    at: datetime
