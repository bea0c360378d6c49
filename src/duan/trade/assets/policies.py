"""Arithmetic of covers."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from duan.core.kernel.errors import Invalid, Place

_LONGEST_COVER = 240
_MONTHS = 12


class UnusableCover(Invalid):
    code = "unusable_cover"


def end_of_cover(starts_on: date, months: int) -> date:
    """Return the first day after so many months.

    It is the day of the same number, or, in a month that has none, the first of the next: what
    begins on 31 January for a month covers all of February.
    """
    if not 1 <= months <= _LONGEST_COVER:
        raise UnusableCover(
            f"期限应为 1 至 {_LONGEST_COVER} 个月，填写的是 {months}。",
            where=[Place("months", f"1 至 {_LONGEST_COVER}")],
        )
    years, month = divmod(starts_on.month - 1 + months, _MONTHS)
    year, month = starts_on.year + years, month + 1
    last = monthrange(year, month)[1]
    if starts_on.day <= last:
        return date(year, month, starts_on.day)
    return date(year, month, last) + timedelta(days=1)


def last_day(ends_on: date) -> date:
    """Return the last day of what ends before a day, as people say it."""
    return ends_on - timedelta(days=1)
