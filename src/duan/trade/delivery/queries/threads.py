from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from duan.core.kernel.steps import Reached
from duan.trade.delivery.models import Shipment


def reached(deal_ids: Collection[UUID]) -> list[Reached]:
    """Return when each deal's goods got how far, as the running transaction's actor may see."""
    rows = Shipment.objects.filter(deal_id__in=deal_ids)
    return [
        Reached(deal_id, stage, at)
        for deal_id, *times in rows.values_list("deal_id", "checked_at", "shipped_at", "arrived_at")
        for stage, at in zip(("CHECK", "SHIP", "ARRIVE"), times, strict=True)
        if at is not None
    ]
