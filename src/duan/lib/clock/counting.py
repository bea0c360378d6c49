"""Deadlines that the law counts in whole working days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from duan.lib.clock.calendars import Calendar, working_days


@dataclass(frozen=True, slots=True)
class CountedDay:
    """`provisional`: the count crossed days of a year the calendar has no data for."""

    on: date
    provisional: bool


def working_days_before(day: date, count: int, calendar: Calendar | None = None) -> CountedDay:
    """The `count`-th working day before a day, which isn't counted itself."""
    return _count(day, count, calendar or working_days(), step=timedelta(days=-1))


def working_days_after(day: date, count: int, calendar: Calendar | None = None) -> CountedDay:
    """The `count`-th working day after a day, which isn't counted itself."""
    return _count(day, count, calendar or working_days(), step=timedelta(days=1))


def _count(day: date, count: int, calendar: Calendar, *, step: timedelta) -> CountedDay:
    if count < 1:
        message = f"working days are counted from one on, not {count}"
        raise ValueError(message)
    provisional = False
    while count:
        day += step
        provisional = provisional or not calendar.knows(day)
        count -= calendar.works_on(day)
    return CountedDay(day, provisional)
