from __future__ import annotations

from duan.core.kernel.errors import NotFound
from duan.insight.metrics.queries.depth import DEPTH
from duan.insight.metrics.queries.fulfilment import FULFILMENT
from duan.insight.metrics.queries.receivables import RECEIVABLES
from duan.insight.metrics.queries.sla import SLA
from duan.insight.metrics.types import Kpi

KPIS: tuple[Kpi, ...] = (FULFILMENT, SLA, DEPTH, RECEIVABLES)


def kpi_called(kpi_id: str) -> Kpi:
    """Return a figure by its id; raise `NotFound`."""
    for kpi in KPIS:
        if kpi.id == kpi_id:
            return kpi
    raise NotFound
