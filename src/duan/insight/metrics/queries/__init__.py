"""What can be read of the figures; every function answers for whom the transaction acts."""

from __future__ import annotations

from duan.insight.metrics.queries.dashboard import dashboard_of
from duan.insight.metrics.queries.reading import rows, value
from duan.insight.metrics.queries.registry import KPIS, kpi_called

__all__ = ["KPIS", "dashboard_of", "kpi_called", "rows", "value"]
