"""What can be done for a unit in service: repairs, the call afterwards, and what comes after a cover."""

from __future__ import annotations

from duan.trade.care.commands.renewals import (
    CoverIsRenewed,
    RenewalIsSigned,
    UnitNotInService,
    propose_renewal,
    revise_renewal,
    sign_renewal,
)
from duan.trade.care.commands.tickets import (
    UnitNotAtATerminal,
    WrongTicketStatus,
    follow_up,
    report_ticket,
    resolve_ticket,
    take_ticket,
)

__all__ = [
    "CoverIsRenewed",
    "RenewalIsSigned",
    "UnitNotAtATerminal",
    "UnitNotInService",
    "WrongTicketStatus",
    "follow_up",
    "propose_renewal",
    "report_ticket",
    "resolve_ticket",
    "revise_renewal",
    "sign_renewal",
    "take_ticket",
]
