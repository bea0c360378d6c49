from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duan.lib.clock import (
    CHINA,
    SpecialDay,
    counted_between,
    deadline,
    round_the_clock,
    working_calendar,
    working_days,
)

NOTHING = timedelta(0)
TWO_SHIFTS = working_calendar(
    "两班",
    [(time(7, 30), time(11, 45)), (time(13), time(17)), (time(22), time())],
    special_days={
        date(2026, 3, 4): SpecialDay("停电检修", works=False),
        date(2026, 3, 7): SpecialDay("停电检修", works=True),
    },
)
CALENDARS = st.sampled_from([round_the_clock(), working_days(), TWO_SHIFTS])
MOMENTS = st.tuples(st.timedeltas(NOTHING, timedelta(days=450)), st.sampled_from([CHINA, UTC])).map(
    lambda drawn: (datetime(2025, 12, 1, tzinfo=UTC) + drawn[0]).astimezone(drawn[1])
)
AMOUNTS = st.timedeltas(timedelta(microseconds=1), timedelta(hours=400))


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=CHINA)


@pytest.mark.parametrize(
    ("start", "hours", "end"),
    [
        (at(2026, 11, 25, 9), 2, at(2026, 11, 25, 11)),
        (at(2026, 11, 25, 17), 2, at(2026, 11, 26, 9)),
        (at(2026, 11, 25, 17), 1, at(2026, 11, 25, 18)),
        (at(2026, 11, 25, 18), 1, at(2026, 11, 26, 9)),
        (at(2026, 11, 25, 3), 1, at(2026, 11, 25, 9)),
        (at(2026, 11, 27, 17), 2, at(2026, 11, 30, 9)),
        (at(2026, 9, 30, 16), 4, at(2026, 10, 8, 10)),
        (at(2026, 10, 9, 17), 2, at(2026, 10, 10, 9)),
        (datetime(2026, 11, 25, 9, tzinfo=UTC), 2, at(2026, 11, 26, 9)),
    ],
)
def test_only_working_hours_count(start, hours, end):
    due = deadline(start, timedelta(hours=hours), working_days())

    assert (due.at, due.provisional) == (end, False)


def test_every_hour_counts_round_the_clock():
    due = deadline(at(2026, 12, 30, 22, 15), timedelta(hours=72), round_the_clock())

    assert (due.at, due.provisional) == (at(2027, 1, 2, 22, 15), False)


def test_a_deadline_explains_itself():
    due = deadline(at(2026, 9, 30, 16), timedelta(hours=42, minutes=30), working_days())

    assert due.explanation.splitlines() == [
        "自 2026年9月30日（周三）16:00起算 42 小时 30 分钟，按“工作日 08:00–18:00”",
        "9月30日（周三）16:00–18:00：计 2 小时",
        "10月1日至10月7日：国庆节，不计",
        "10月8日至10月9日每天 08:00–18:00：计 20 小时",
        "10月10日（周六）（国庆节调休上班）08:00–18:00：计 10 小时",
        "10月11日（周日）：休息日，不计",
        "10月12日（周一）08:00–18:00：计 10 小时",
        "10月13日（周二）08:00–08:30：计 30 分钟",
        "到期：2026年10月13日（周二）08:30",
    ]


def test_a_deadline_across_a_year_without_data_is_provisional():
    due = deadline(at(2026, 12, 31, 19), timedelta(minutes=30), working_days())

    assert due.provisional
    assert due.explanation.splitlines() == [
        "自 2026年12月31日（周四）19:00起算 30 分钟，按“工作日 08:00–18:00”",
        "12月31日（周四）：当天已下班，不计",
        "1月1日（周五）08:00–08:30：计 30 分钟",
        "到期：2027年1月1日（周五）08:30（暂定：所跨年份的放假安排尚未录入）",
    ]


def test_round_the_clock_the_day_ends_at_24():
    due = deadline(at(2026, 11, 25, 20), timedelta(hours=4), round_the_clock())

    assert [step.text for step in due.steps] == ["11月25日（周三）20:00–24:00：计 4 小时"]
    assert due.at == at(2026, 11, 26)


@pytest.mark.parametrize("amount", [NOTHING, timedelta(seconds=-1)])
def test_no_time_is_no_deadline(amount):
    with pytest.raises(ValueError, match="positive"):
        deadline(at(2026, 11, 25), amount, round_the_clock())


def test_a_moment_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="without a zone"):
        deadline(datetime(2026, 11, 25), timedelta(hours=1), round_the_clock())  # noqa: DTZ001 (what is tested)


def test_nothing_has_passed_when_the_end_comes_first():
    assert counted_between(at(2026, 11, 26), at(2026, 11, 25), round_the_clock()) == NOTHING


@given(MOMENTS, AMOUNTS, AMOUNTS, CALENDARS)
def test_deadlines_add_up(start, one, other, calendar):
    first = deadline(start, one, calendar)

    assert deadline(first.at, other, calendar).at == deadline(start, one + other, calendar).at


@given(MOMENTS, MOMENTS, AMOUNTS, CALENDARS)
def test_who_starts_later_is_never_due_earlier(one, other, amount, calendar):
    earlier, later = sorted((one, other))

    assert deadline(earlier, amount, calendar).at <= deadline(later, amount, calendar).at


@given(MOMENTS, AMOUNTS, AMOUNTS, CALENDARS)
def test_more_time_is_due_later(start, amount, more, calendar):
    assert deadline(start, amount, calendar).at < deadline(start, amount + more, calendar).at


@given(MOMENTS, AMOUNTS, CALENDARS)
def test_a_deadline_lies_inside_a_window_or_at_its_close(start, amount, calendar):
    due = deadline(start, amount, calendar).at
    just_before = due - timedelta(microseconds=1)

    assert any(just_before in w for w in calendar.windows_on(calendar.local_day(just_before)))


@given(MOMENTS, AMOUNTS, CALENDARS)
def test_exactly_the_amount_passes_and_the_steps_account_for_it(start, amount, calendar):
    due = deadline(start, amount, calendar)

    assert counted_between(start, due.at, calendar) == amount
    assert sum((step.counted for step in due.steps), NOTHING) == amount


@given(MOMENTS, MOMENTS, MOMENTS, CALENDARS)
def test_time_between_moments_adds_up(one, other, third, calendar):
    first, middle, last = sorted((one, other, third))

    assert counted_between(first, last, calendar) == counted_between(
        first, middle, calendar
    ) + counted_between(middle, last, calendar)
