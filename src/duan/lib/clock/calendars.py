"""When people work: several windows a day, by weekday, with days that have their own hours.

Which days are holidays is data. A calendar knows the years it has data for; beyond them it goes by the
weekdays, and whoever computes with it learns that the result is provisional.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cache
from importlib.resources import files
from itertools import pairwise
from zoneinfo import ZoneInfo

from duan.lib.clock.windows import Window

CHINA = ZoneInfo("Asia/Shanghai")
_DAYS_OF_WEEK = 7
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Hours within one day; closing at 00:00 means the end of the day."""

    opens: time
    closes: time

    def __post_init__(self) -> None:
        if self.closes != time() and self.closes <= self.opens:
            message = f"a stretch closes after it opens: {self.opens} to {self.closes}"
            raise ValueError(message)


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """A day that the week doesn't decide: a holiday, or one worked in exchange for a holiday."""

    name: str
    works: bool


@dataclass(frozen=True, slots=True)
class Calendar:
    """`week`: the stretches of each day from Monday on. `hours`: those of a special day that is worked.

    `known_years` None: the calendar has no special days and is right for every year.
    """

    name: str
    week: tuple[tuple[Stretch, ...], ...]
    hours: tuple[Stretch, ...] = ()
    special_days: Mapping[date, SpecialDay] = field(default_factory=dict, hash=False)
    known_years: frozenset[int] | None = None
    zone: ZoneInfo = CHINA

    def __post_init__(self) -> None:
        if len(self.week) != _DAYS_OF_WEEK or not any(self.week):
            message = "a week has seven days, and work on one of them at least"
            raise ValueError(message)
        for stretches in (*self.week, self.hours):
            _check_order(stretches)

    def windows_on(self, day: date) -> tuple[Window, ...]:
        """The windows that begin on a day, in order."""
        return tuple(self._window(day, stretch) for stretch in self._stretches_on(day))

    def works_on(self, day: date) -> bool:
        return bool(self._stretches_on(day))

    def knows(self, day: date) -> bool:
        return self.known_years is None or day.year in self.known_years

    def local_day(self, moment: datetime) -> date:
        return moment.astimezone(self.zone).date()

    def _stretches_on(self, day: date) -> tuple[Stretch, ...]:
        special = self.special_days.get(day)
        if special is None:
            return self.week[day.weekday()]
        return self.hours if special.works else ()

    def _window(self, day: date, stretch: Stretch) -> Window:
        closing_day = day if stretch.closes != time() else day + _DAY
        return Window(
            datetime.combine(day, stretch.opens, self.zone),
            datetime.combine(closing_day, stretch.closes, self.zone),
        )


def working_calendar(
    name: str,
    hours: Iterable[tuple[time, time]],
    *,
    special_days: Mapping[date, SpecialDay] | None = None,
    zone: ZoneInfo = CHINA,
) -> Calendar:
    """Monday to Friday at the same hours, and what the special days (China's by default) change."""
    days = china_days() if special_days is None else special_days
    stretches = tuple(Stretch(opens, closes) for opens, closes in hours)
    return Calendar(
        name=name,
        week=(stretches,) * 5 + ((),) * 2,
        hours=stretches,
        special_days=days,
        known_years=frozenset(day.year for day in days),
        zone=zone,
    )


@cache
def round_the_clock() -> Calendar:
    return Calendar("7×24 小时", week=((Stretch(time(), time()),),) * _DAYS_OF_WEEK)


@cache
def working_days() -> Calendar:
    """Monday to Friday 08:00-18:00 in China, with its public holidays and the days worked for them."""
    return working_calendar("工作日 08:00–18:00", [(time(8), time(18))])


@cache
def china_days() -> Mapping[date, SpecialDay]:
    """Every day off or worked by announcement of the State Council, for the years we have."""
    text = (files("duan.lib.clock") / "data" / "china_days.csv").read_text(encoding="utf-8")
    return {
        day: SpecialDay(row["name"], row["works"] == "1")
        for row in csv.DictReader(text.splitlines())
        for day in _days(date.fromisoformat(row["first_on"]), date.fromisoformat(row["last_on"]))
    }


def _days(first_on: date, last_on: date) -> Iterable[date]:
    return (first_on + _DAY * n for n in range((last_on - first_on).days + 1))


def _check_order(stretches: tuple[Stretch, ...]) -> None:
    for before, after in pairwise(stretches):
        if before.closes == time() or before.closes > after.opens:
            message = f"the stretches of a day follow each other: {before} and {after}"
            raise ValueError(message)
