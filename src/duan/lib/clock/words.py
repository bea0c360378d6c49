"""Moments and lengths as a Chinese sentence shows them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from duan.lib.clock.windows import Window

_WEEKDAYS = "一二三四五六日"


def moment_words(moment: datetime) -> str:
    day = f"{moment.year}年{moment.month}月{moment.day}日（周{_WEEKDAYS[moment.weekday()]}）"
    return f"{day}{moment:%H:%M}"


def span_words(first_on: date, last_on: date) -> str:
    if first_on == last_on:
        return f"{first_on.month}月{first_on.day}日（周{_WEEKDAYS[first_on.weekday()]}）"
    return f"{first_on.month}月{first_on.day}日至{last_on.month}月{last_on.day}日"


def length_words(length: timedelta) -> str:
    """In hours, not days: a working day and a day of the calendar are different lengths."""
    minutes, seconds = divmod(int(length.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    parts = [(hours, "小时"), (minutes, "分钟"), (seconds, "秒")]
    return " ".join(f"{n} {unit}" for n, unit in parts if n) or "0 分钟"


def hours_words(windows: Iterable[Window]) -> str:
    return "、".join(f"{w.starts_at:%H:%M}–{_closing(w.ends_at)}" for w in windows)


def _closing(moment: datetime) -> str:
    return "24:00" if moment.time() == time() else f"{moment:%H:%M}"
