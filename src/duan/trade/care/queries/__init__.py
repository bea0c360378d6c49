"""What can be read of care; every function answers for whom the transaction acts."""

from __future__ import annotations

from duan.trade.care.queries.clocks import attainment, clocks_due
from duan.trade.care.queries.steps import steps_of

__all__ = ["attainment", "clocks_due", "steps_of"]
