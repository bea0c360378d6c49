"""Dates of six digits."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

_AHEAD, _BEHIND = 51, -50


def read_day(value: str, *, on: date) -> date:
    """YYMMDD as a day, the century chosen so that the year lies near `on`; day 00 is the month's last.

    ValueError when there is no such day.
    """
    century = on.year - on.year % 100
    ahead = int(value[:2]) - on.year % 100
    if ahead >= _AHEAD:
        century -= 100
    elif ahead <= _BEHIND:
        century += 100
    return day_of(value, century=century)


def day_of(value: str, *, century: int) -> date:
    year, month, day = century + int(value[:2]), int(value[2:4]), int(value[4:6])
    if day == 0:
        day = monthrange(year, month)[1]
    return date(year, month, day)


def write_day(day: date) -> str:
    return day.strftime("%y%m%d")
