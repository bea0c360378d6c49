from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from duan.core.kernel.steps import Reached
from duan.trade.care.models import Renewal, Ticket


def reached(deal_ids: Collection[UUID]) -> list[Reached]:
    """Return when each deal's units were first cared for, as the running transaction's actor may see."""
    tickets = Ticket.objects.filter(deal_id__in=deal_ids).values_list("deal_id", "reported_at")
    renewals = Renewal.objects.filter(deal_id__in=deal_ids).values_list("deal_id", "signed_at")
    cared = [Reached(deal_id, "CARE", at) for deal_id, at in tickets if deal_id]
    return cared + [Reached(deal_id, "RENEWAL", at) for deal_id, at in renewals if deal_id and at]
