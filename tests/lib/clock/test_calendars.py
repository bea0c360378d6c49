from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duan.lib.clock import (
    CHINA,
    Calendar,
    CountedDay,
    SpecialDay,
    Stretch,
    Window,
    china_days,
    round_the_clock,
    working_calendar,
    working_days,
    working_days_after,
    working_days_before,
)

NOON = datetime(2026, 11, 25, 12, tzinfo=CHINA)
HOUR = timedelta(hours=1)
DAYS = st.dates(date(2015, 1, 1), date(2035, 12, 31))


def test_a_window_holds_its_start_and_not_its_end():
    window = Window(NOON, NOON + HOUR)

    assert (NOON in window, NOON + HOUR in window) == (True, False)
    assert window.length == HOUR


def test_windows_that_only_touch_have_nothing_in_common():
    first, second = Window(NOON, NOON + HOUR), Window(NOON + HOUR, NOON + 3 * HOUR)

    assert first.overlap(second) is None
    assert second.overlap(Window(NOON, NOON + 2 * HOUR)) == Window(NOON + HOUR, NOON + 2 * HOUR)


@pytest.mark.parametrize(
    ("starts_at", "ends_at"),
    [
        (NOON, NOON),
        (NOON + HOUR, NOON),
        (NOON, datetime(2026, 11, 25, 4, tzinfo=UTC)),
        (NOON, datetime(2026, 11, 25, 13)),  # noqa: DTZ001 (a moment without a zone is what is tested)
    ],
)
def test_a_window_ends_after_it_starts_and_knows_its_zone(starts_at, ends_at):
    with pytest.raises(ValueError, match=r"ends after|without a zone"):
        Window(starts_at, ends_at)


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 9, 30), True),
        (date(2026, 10, 1), False),
        (date(2026, 10, 7), False),
        (date(2026, 10, 10), True),
        (date(2026, 9, 20), True),
        (date(2026, 2, 14), True),
        (date(2026, 1, 2), False),
        (date(2026, 1, 4), True),
        (date(2026, 11, 28), False),
        (date(2025, 9, 28), True),
        (date(2025, 10, 6), False),
    ],
)
def test_china_works_on_announced_days_and_rests_on_others(day, works):
    assert working_days().works_on(day) is works


def test_the_announced_days_of_2026_are_complete():
    days = [special for day, special in china_days().items() if day.year == 2026]

    assert sum(not special.works for special in days) == 33
    assert sum(special.works for special in days) == 6


def test_a_day_may_have_several_windows_and_close_at_midnight():
    calendar = working_calendar("两班", [(time(8), time(12)), (time(20), time())], special_days={})

    assert calendar.windows_on(date(2026, 11, 25)) == (
        Window(NOON - 4 * HOUR, NOON),
        Window(NOON + 8 * HOUR, NOON + 12 * HOUR),
    )


@pytest.mark.parametrize(
    "hours",
    [
        [],
        [(time(18), time(8))],
        [(time(8), time(12)), (time(11), time(18))],
        [(time(8), time()), (time(11), time(18))],
    ],
)
def test_hours_that_cannot_be_are_refused(hours):
    with pytest.raises(ValueError, match=r"week|closes|follow"):
        working_calendar("错", hours)


def test_a_week_has_seven_days():
    with pytest.raises(ValueError, match="seven"):
        Calendar("错", week=((Stretch(time(8), time(18)),),) * 6)


@pytest.mark.parametrize(
    ("expires_on", "opens_on", "closes_on"),
    [
        (date(2026, 9, 30), date(2026, 5, 26), date(2026, 8, 19)),
        (date(2026, 11, 20), date(2026, 7, 13), date(2026, 10, 10)),
        (date(2026, 12, 31), date(2026, 8, 21), date(2026, 11, 19)),
    ],
)
def test_a_licence_is_renewed_between_90_and_30_working_days_before(
    expires_on, opens_on, closes_on
):
    assert working_days_before(expires_on, 90) == CountedDay(opens_on, provisional=False)
    assert working_days_before(expires_on, 30) == CountedDay(closes_on, provisional=False)


def test_working_days_in_a_year_without_data_are_provisional():
    assert working_days_after(date(2026, 12, 30), 1) == CountedDay(date(2026, 12, 31), False)
    assert working_days_after(date(2026, 12, 30), 2) == CountedDay(date(2027, 1, 1), True)
    assert working_days_before(date(2027, 1, 4), 1) == CountedDay(date(2027, 1, 1), True)


def test_counting_days_begins_with_one():
    with pytest.raises(ValueError, match="from one on"):
        working_days_after(date(2026, 11, 25), 0)


def test_every_day_counts_round_the_clock_and_no_year_is_unknown():
    assert working_days_after(date(2026, 12, 30), 3, round_the_clock()) == CountedDay(
        date(2027, 1, 2), False
    )


def test_own_days_replace_those_of_the_country():
    calendar = working_calendar(
        "厂休",
        [(time(9), time(17))],
        special_days={date(2026, 11, 26): SpecialDay("厂庆", works=False)},
    )

    assert working_days_after(date(2026, 11, 25), 1, calendar).on == date(2026, 11, 27)


@given(DAYS, st.integers(1, 300), st.integers(1, 300))
def test_working_days_add_up(day, one, other):
    middle = working_days_after(day, one)

    assert working_days_after(middle.on, other).on == working_days_after(day, one + other).on


@given(DAYS, st.integers(1, 300))
def test_counting_forth_and_back_returns_to_a_working_day(day, count):
    there = working_days_after(day, count).on
    back = working_days_before(there, count).on

    assert working_days().works_on(there)
    assert back <= day
    assert (back == day) is working_days().works_on(day)
