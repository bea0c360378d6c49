from __future__ import annotations

from uuid import UUID

from duan.core.kernel.context import acting
from duan.core.people.commands import automaton
from duan.trade.money.models import Milestone
from tests import make
from tests.edge.api.leaks import Call

CALLS = {
    "GET /money/milestones": Call(query={"q": "绝密"}, outsider_gets=200),
    "GET /money/totals": Call(outsider_gets=200),
    "GET /money/deals/{deal_id}": Call(outsider_gets=200),
    "GET /money/milestones/{milestone_id}": Call(),
    "POST /money/milestones/{milestone_id}/receipts": Call(
        {"seen_version": 1, "amount": "1.00", "received_on": "2026-01-01"}
    ),
    "GET /metrics": Call(outsider_gets=403),
    "GET /metrics/{kpi_id}/rows": Call(outsider_gets=403),
}


def make_things(*, region: int, terminal_id: UUID, deal_id: UUID) -> dict[str, UUID | str]:
    """A milestone of ours that is due, and the figure that it is a row of."""
    with acting(automaton()):
        milestone = Milestone.objects.create(
            scope_id=region,
            terminal_id=terminal_id,
            deal_id=deal_id,
            contract_id=make.new_id(),
            contract_no="绝密合同",
            kind="DEPOSIT",
            percent=100,
            days=0,
            amount="123456.78",
            status="DUE",
            planned_at=make.database_now(),
            due_on="2026-01-01",
        )
    return {"milestone_id": milestone.pk, "kpi_id": "receivables"}
