from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duan.lib.clock import CHINA, counted_between
from duan.trade.assets.types import SlaClass
from duan.trade.care.models import Ticket
from duan.trade.care.policies import clock_state, deadlines
from duan.trade.care.types import ClockState
from duan.trade.care.workflow import TERMS

FRIDAY = datetime(2026, 11, 27, 16, 30, 12, tzinfo=CHINA)
FIRST, LAST = (datetime(year, 12, 1, tzinfo=UTC).replace(tzinfo=None) for year in (2023, 2027))
MOMENTS = st.datetimes(FIRST, LAST, timezones=st.just(CHINA))


@pytest.mark.parametrize(
    ("sla_class", "respond_at", "fix_at"),
    [
        (SlaClass.A, (2026, 11, 27, 17, 0), (2026, 11, 28, 16, 30)),
        (SlaClass.B, (2026, 11, 27, 17, 30), (2026, 11, 29, 16, 30)),
        # On Friday 16:30 an hour and a half of the working day is left.
        (SlaClass.C, (2026, 11, 30, 8, 30), (2026, 12, 2, 16, 30)),
        (SlaClass.D, (2026, 11, 30, 10, 30), (2026, 12, 4, 16, 30)),
    ],
)
def test_a_friday_afternoon_runs_on_over_the_weekend_only_for_what_is_served_round_the_clock(
    sla_class, respond_at, fix_at
):
    due = deadlines(sla_class, FRIDAY)

    assert (due.respond_at, due.fix_at) == (
        datetime(*respond_at, tzinfo=CHINA),
        datetime(*fix_at, tzinfo=CHINA),
    )
    assert due.provisional is False


def test_a_deadline_says_how_it_was_counted():
    due = deadlines(SlaClass.C, FRIDAY)

    assert due.explanation == (
        "C 级：工作日服务，2 小时响应，3 个工作日（30 个工作小时）修复或提供备用机\n"
        "响应\n"
        "自 2026年11月27日（周五）16:30起算 2 小时，按“工作日 08:00–18:00”\n"
        "11月27日（周五）16:30–18:00：计 1 小时 30 分钟\n"
        "11月28日至11月29日：休息日，不计\n"
        "11月30日（周一）08:00–08:30：计 30 分钟\n"
        "到期：2026年11月30日（周一）08:30\n"
        "修复\n"
        "自 2026年11月27日（周五）16:30起算 30 小时，按“工作日 08:00–18:00”\n"
        "11月27日（周五）16:30–18:00：计 1 小时 30 分钟\n"
        "11月28日至11月29日：休息日，不计\n"
        "11月30日至12月1日每天 08:00–18:00：计 20 小时\n"
        "12月2日（周三）08:00–16:30：计 8 小时 30 分钟\n"
        "到期：2026年12月2日（周三）16:30"
    )


def test_what_is_reported_in_a_holiday_begins_with_the_first_working_day():
    due = deadlines(SlaClass.C, datetime(2026, 10, 3, 9, 0, tzinfo=CHINA))

    assert due.respond_at == datetime(2026, 10, 8, 10, 0, tzinfo=CHINA)
    assert "10月3日至10月7日：国庆节，不计" in due.explanation


def test_a_deadline_in_a_year_without_announced_holidays_is_provisional():
    due = deadlines(SlaClass.D, datetime(2039, 12, 30, 9, 0, tzinfo=CHINA))

    assert due.provisional is True
    assert "（暂定：所跨年份的放假安排尚未录入）" in due.explanation


@given(sla_class=st.sampled_from(SlaClass), reported_at=MOMENTS)
def test_every_deadline_is_worth_its_terms_and_its_explanation_fits_the_column(
    sla_class, reported_at
):
    due, terms = deadlines(sla_class, reported_at), TERMS[sla_class]
    start = reported_at.replace(second=0, microsecond=0)

    assert reported_at < due.respond_at < due.fix_at
    assert counted_between(start, due.respond_at, terms.calendar) == terms.respond
    assert counted_between(start, due.fix_at, terms.calendar) == terms.fix
    assert len(due.explanation) <= Ticket._meta.get_field("due_explained").max_length


def test_a_better_class_is_never_slower():
    for slow, quick in zip(list(SlaClass)[1:], SlaClass, strict=False):
        assert deadlines(quick, FRIDAY).fix_at < deadlines(slow, FRIDAY).fix_at


@pytest.mark.parametrize(
    ("done", "now", "state"),
    [
        (None, 0, ClockState.RUNNING),
        (None, 1, ClockState.LATE),
        (0, 5, ClockState.MET),
        (1, 5, ClockState.MISSED),
    ],
)
def test_the_moment_of_a_deadline_is_still_in_time(done, now, state):
    second = timedelta(seconds=1)
    done_at = None if done is None else FRIDAY + done * second

    assert clock_state(FRIDAY, done_at, now=FRIDAY + now * second) == state
