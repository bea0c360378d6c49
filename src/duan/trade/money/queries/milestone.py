from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils import timezone

from duan.core.access.queries import within_reach
from duan.core.kernel.actor import Actor
from duan.core.kernel.errors import NotFound
from duan.core.people.queries import names_of
from duan.trade.money.models import Milestone, Receipt
from duan.trade.money.queries.lists import COLUMNS, SEE, told

_IN = (
    "id", "receipt_no", "amount", "received_on", "bank_reference", "recorded_by", "recorded_at",
)  # fmt: skip


def milestone_of(actor: Actor, milestone_id: UUID) -> dict[str, Any]:
    """Return a milestone with what came in for it, the newest first; raise `NotFound`."""
    rows = within_reach(Milestone.objects.filter(pk=milestone_id), actor, action=SEE)
    found: list[dict[str, Any]] = list(rows.values(*COLUMNS))
    if not found:
        raise NotFound
    [milestone] = told(actor, found, on=timezone.localdate())
    came_in = Receipt.objects.filter(milestone_id=milestone_id)
    receipts = [dict(row) for row in came_in.order_by("-received_on", "-receipt_no").values(*_IN)]
    names = names_of({row["recorded_by"] for row in receipts})
    for row in receipts:
        row["recorded_by_name"] = names.get(row["recorded_by"], "")
    return {**milestone, "receipts": receipts}
