"""What can be read of the money of deals; every function answers for whom the transaction acts."""

from __future__ import annotations

from duan.trade.money.queries.lists import milestones_of, page_of_milestones, totals_of
from duan.trade.money.queries.milestone import milestone_of
from duan.trade.money.queries.steps import steps_of, waits_for

__all__ = [
    "milestone_of",
    "milestones_of",
    "page_of_milestones",
    "steps_of",
    "totals_of",
    "waits_for",
]
