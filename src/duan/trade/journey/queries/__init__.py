"""The whole of a deal, for whoever may see any of it."""

from __future__ import annotations

from duan.trade.journey.queries.lists import page_of_threads
from duan.trade.journey.queries.threads import find_thread_of_unit, thread_of

__all__ = ["find_thread_of_unit", "page_of_threads", "thread_of"]
