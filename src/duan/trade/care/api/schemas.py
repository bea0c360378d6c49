"""What goes in and out over HTTP. Lengths are the columns' own."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated
from uuid import UUID

from ninja import Field, Schema
from pydantic import ConfigDict

from duan.trade.assets.types import CoverKind, SlaClass
from duan.trade.care.policies import LONGEST_MONTHS, MOST_STARS
from duan.trade.care.types import ClockState, Queue, RenewalStatus, TicketStatus

Version = Annotated[int, Field(ge=1, le=2_000_000_000)]
Months = Annotated[int, Field(ge=1, le=LONGEST_MONTHS)]
# Yuan as text: a JSON number would lose its digits on the way.
AmountIn = Annotated[str, Field(pattern=r"^[0-9]{1,12}(\.[0-9]{1,2})?$", max_length=15)]


class _In(Schema):
    model_config = ConfigDict(extra="forbid")


class TicketsIn(Schema):
    """How a list of tickets is narrowed; empty means all of the queue."""

    queue: Queue = Queue.OPEN
    q: Annotated[str, Field(max_length=60)] = ""
    terminal: UUID | None = None
    unit: UUID | None = None
    overdue: bool = False
    mine: bool = False


class ReportIn(_In):
    unit_id: UUID
    title: Annotated[str, Field(max_length=120)]
    description: Annotated[str, Field(max_length=1000)] = ""


class TakeIn(_In):
    seen_version: Version


class ResolveIn(_In):
    seen_version: Version
    resolution: Annotated[str, Field(max_length=1000)]


class FollowUpIn(_In):
    seen_version: Version
    spoke_with: Annotated[str, Field(max_length=60)]
    satisfaction: Annotated[int, Field(ge=1, le=MOST_STARS)]
    note: Annotated[str, Field(max_length=400)] = ""


class _UnitOut(Schema):
    """Which unit, where it stands, and for which deal it came."""

    unit_id: UUID
    unit_no: str
    serial_no: str
    product_name: str
    model_name: str
    terminal_id: UUID
    terminal_name: str
    department_name: str
    deal_id: UUID | None


class TicketRowOut(_UnitOut):
    id: UUID
    ticket_no: str
    title: str
    status: TicketStatus
    sla_class: SlaClass
    covered: bool
    reported_by_name: str
    reported_at: datetime
    respond_due_at: datetime
    respond_state: ClockState
    due_at: datetime
    fix_state: ClockState
    overdue: bool
    due_is_provisional: bool
    taken_by_name: str
    taken_at: datetime | None
    resolved_by_name: str
    resolved_at: datetime | None
    version: int


class TicketRowsOut(Schema):
    items: list[TicketRowOut]
    next: str | None


class TicketsOfUnitOut(Schema):
    items: list[TicketRowOut]


class TicketCountsOut(Schema):
    """What is to do: open tickets, of these the late ones, and calls to make."""

    open: int
    overdue: int
    follow_up: int


class FollowUpOut(Schema):
    spoke_with: str
    satisfaction: int
    note: str
    called_by_name: str
    called_at: datetime


class TicketOut(TicketRowOut):
    description: str
    resolution: str
    due_explained: str
    follow_up: FollowUpOut | None
    may: list[str]


class RenewalsIn(Schema):
    within: Annotated[int, Field(ge=0, le=1100)] = 90
    q: Annotated[str, Field(max_length=60)] = ""


class SignedIn(Schema):
    q: Annotated[str, Field(max_length=60)] = ""


class ProposeIn(_In):
    cover_id: UUID
    months: Months
    amount: AmountIn
    sla_class: SlaClass


class ReviseRenewalIn(_In):
    seen_version: Version
    months: Months
    amount: AmountIn
    sla_class: SlaClass


class SignRenewalIn(_In):
    seen_version: Version


class OfferOut(Schema):
    """What follows a cover: through which day, in which class, for how much."""

    id: UUID
    renewal_no: str
    status: RenewalStatus
    starts_on: date
    through_on: date
    months: int
    amount: Decimal
    sla_class: SlaClass
    proposed_by_name: str
    proposed_at: datetime
    signed_by_name: str
    signed_at: datetime | None
    version: int


class EndingCoverOut(_UnitOut):
    cover_id: UUID
    kind: CoverKind
    sla_class: SlaClass
    starts_on: date
    through_on: date
    days_left: int
    renewal: OfferOut | None
    may: list[str]


class EndingCoversOut(Schema):
    items: list[EndingCoverOut]
    next: str | None


class SignedRenewalOut(OfferOut, _UnitOut):
    pass


class SignedRenewalsOut(Schema):
    items: list[SignedRenewalOut]
    next: str | None


class RenewalOut(SignedRenewalOut):
    may: list[str]
