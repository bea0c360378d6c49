from __future__ import annotations

from duan.trade.field.api import tasks, trainings
from duan.trade.field.api.routing import router

__all__ = ["router", "tasks", "trainings"]
