"""What sales answers: `facts` and `steps` to other modules, `deals` to people."""

from __future__ import annotations

from duan.trade.sales.queries.facts import contract_facts, order_facts, order_lines_due
from duan.trade.sales.queries.steps import steps_of

__all__ = ["contract_facts", "order_facts", "order_lines_due", "steps_of"]
