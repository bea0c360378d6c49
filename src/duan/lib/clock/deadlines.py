"""Counting time that only runs inside the windows of a calendar."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from duan.lib.clock.calendars import Calendar
from duan.lib.clock.windows import Window, elapsed, in_utc, later
from duan.lib.clock.words import hours_words, length_words, moment_words, span_words

_DAY = timedelta(days=1)
_NOTHING = timedelta(0)


@dataclass(frozen=True, slots=True)
class Step:
    """Days in a row at the same hours; none of them where `hours` is empty, and `reason` says why."""

    first_on: date
    last_on: date
    hours: str
    counted: timedelta
    reason: str

    @property
    def text(self) -> str:
        days = span_words(self.first_on, self.last_on)
        if not self.counted:
            return f"{days}：{self.reason}，不计"
        note = f"（{self.reason}）" if self.reason else ""
        each = "每天 " if self.first_on != self.last_on else ""
        return f"{days}{note}{each}{self.hours}：计 {length_words(self.counted)}"


@dataclass(frozen=True, slots=True)
class Deadline:
    """`at`: the moment the amount is used up; a closing time rather than the next opening.

    `provisional`: the count crossed days of a year the calendar has no data for, so it may still move.
    """

    at: datetime
    steps: tuple[Step, ...]
    provisional: bool
    opening: str

    @property
    def explanation(self) -> str:
        """How it was counted, a line a step."""
        closing = f"到期：{moment_words(self.at)}"
        if self.provisional:
            closing += "（暂定：所跨年份的放假安排尚未录入）"
        return "\n".join([self.opening, *(step.text for step in self.steps), closing])


def deadline(start: datetime, amount: timedelta, calendar: Calendar) -> Deadline:
    """When `amount` of the calendar's time has passed since `start`; time outside its windows doesn't count.

    The amount is positive: the end of no time at all is no deadline, and at closing time there would be two.
    """
    if amount <= _NOTHING:
        message = f"a deadline needs a positive amount of time, not {amount}"
        raise ValueError(message)
    start = in_utc(start).astimezone(calendar.zone)
    days: list[Step] = []
    left, at = amount, start
    for day in _days_from(start.date()):
        taken = _take(calendar.windows_on(day), start, left)
        at = taken[-1].ends_at if taken else at
        days.append(_step(day, taken, calendar))
        left -= days[-1].counted
        if not left:
            break
    return Deadline(
        at=at,
        steps=tuple(_merged(days)),
        provisional=not all(calendar.knows(step.first_on) for step in days),
        opening=f"自 {moment_words(start)}起算 {length_words(amount)}，按“{calendar.name}”",
    )


def counted_between(starts_at: datetime, ends_at: datetime, calendar: Calendar) -> timedelta:
    """How much of the calendar's time lies between two moments; nothing when they are in the wrong order."""
    if in_utc(ends_at) <= in_utc(starts_at):
        return _NOTHING
    asked = Window(starts_at.astimezone(calendar.zone), ends_at.astimezone(calendar.zone))
    total = _NOTHING
    for day in _days_from(asked.starts_at.date()):
        if day > asked.ends_at.date():
            break
        common = (asked.overlap(window) for window in calendar.windows_on(day))
        total += sum((window.length for window in common if window), _NOTHING)
    return total


def _take(windows: tuple[Window, ...], start: datetime, left: timedelta) -> list[Window]:
    """What is used of a day's windows, from `start` on, until nothing is left."""
    taken: list[Window] = []
    for window in windows:
        opens = max(window.starts_at, start)
        if not left or opens >= window.ends_at:
            continue
        length = min(left, elapsed(opens, window.ends_at))
        taken.append(Window(opens, later(opens, length)))
        left -= length
    return taken


def _step(day: date, taken: list[Window], calendar: Calendar) -> Step:
    counted = sum((window.length for window in taken), _NOTHING)
    return Step(day, day, hours_words(taken), counted, _reason(day, calendar, counts=bool(taken)))


def _reason(day: date, calendar: Calendar, *, counts: bool) -> str:
    special = calendar.special_days.get(day)
    if special is not None:
        if not special.works:
            return special.name
        return f"{special.name}调休上班" if counts else "当天已下班"
    if counts:
        return ""
    return "当天已下班" if calendar.works_on(day) else "休息日"


def _merged(days: list[Step]) -> Iterator[Step]:
    current = days[0]
    for step in days[1:]:
        if (step.hours, step.reason) == (current.hours, current.reason):
            current = replace(current, last_on=step.last_on, counted=current.counted + step.counted)
        else:
            yield current
            current = step
    yield current


def _days_from(day: date) -> Iterator[date]:
    while True:
        yield day
        day += _DAY
