"""What can be done about the money of a deal."""

from __future__ import annotations

from duan.trade.money.commands.milestones import plan_milestones, reach_milestones
from duan.trade.money.commands.receipts import (
    MilestoneNotDue,
    ReceiptIsTooMuch,
    UnusableReceipt,
    record_receipt,
)

__all__ = [
    "MilestoneNotDue",
    "ReceiptIsTooMuch",
    "UnusableReceipt",
    "plan_milestones",
    "reach_milestones",
    "record_receipt",
]
