"""clock: time as people at work count it. Pure, no database, and never asks what time it is.

Owns: half-open windows, working calendars with China's holidays and the days worked for them, deadlines.
Doors: `deadline(start, amount, calendar) -> Deadline(at, steps, provisional)` with an explanation in Chinese;
`counted_between` for what has passed; `working_days_before` and `_after` for terms of the law;
`working_calendar` for own hours, `working_days()` and `round_the_clock()` ready made.

A year without data goes by the weekdays, and every result that crosses it says that it is provisional.

Words: working calendar 工作日历 · deadline 期限 · provisional 暂定 · special day 节假日与调休
"""

from __future__ import annotations

from duan.lib.clock.calendars import (
    CHINA,
    Calendar,
    SpecialDay,
    Stretch,
    china_days,
    round_the_clock,
    working_calendar,
    working_days,
)
from duan.lib.clock.counting import CountedDay, working_days_after, working_days_before
from duan.lib.clock.deadlines import Deadline, Step, counted_between, deadline
from duan.lib.clock.windows import Window

__all__ = [
    "CHINA",
    "Calendar",
    "CountedDay",
    "Deadline",
    "SpecialDay",
    "Step",
    "Stretch",
    "Window",
    "china_days",
    "counted_between",
    "deadline",
    "round_the_clock",
    "working_calendar",
    "working_days",
    "working_days_after",
    "working_days_before",
]
