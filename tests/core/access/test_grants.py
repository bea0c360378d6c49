"""From when until when a grant may be given, and what taking it back can do to that."""

from __future__ import annotations

from datetime import timedelta

import pytest

from duan.core.access.commands import (
    GrantIsOver,
    StartsInThePast,
    WindowIsEmpty,
    end_grant,
    give_grant,
)
from duan.core.access.models import Grant
from tests import make

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
TICK = timedelta(microseconds=1)


@pytest.fixture
def newcomer():
    return make.nobody_special("新人")


def give(newcomer, **window):
    return give_grant(
        make.admin(),
        account_id=newcomer.account_id,
        scope_id=make.ROOT,
        role_code="sales",
        reason="入职",
        **window,
    )


def end(grant_id):
    end_grant(make.admin(), grant_id=grant_id, reason="离职")


def windows_of(newcomer):
    make.as_(make.admin())
    rows = Grant.objects.filter(account_id=newcomer.account_id)
    return list(rows.values_list("starts_at", "ends_at"))


def test_a_window_must_not_be_empty(newcomer):
    now = make.database_now()

    with pytest.raises(WindowIsEmpty) as refusal:
        give(newcomer, starts_at=now, ends_at=now)

    assert (refusal.value.code, str(refusal.value)) == (
        "window_is_empty",
        "授权的结束时间必须晚于开始时间，请修改。",
    )
    assert windows_of(newcomer) == []


def test_a_grant_does_not_begin_in_the_past(newcomer):
    """Otherwise the book of grants would say that yesterday's deed was allowed."""
    begins = make.database_now() - timedelta(minutes=5)

    with pytest.raises(StartsInThePast) as refusal:
        give(newcomer, starts_at=begins - TICK)
    give(newcomer, starts_at=begins)

    assert (refusal.value.code, str(refusal.value)) == (
        "starts_in_the_past",
        "授权的开始时间不能早于现在，请改为现在或将来。",
    )
    assert [place.field for place in refusal.value.where] == ["starts_at"]
    assert windows_of(newcomer) == [(begins, None)]


@pytest.mark.parametrize("ended", [HOUR, TICK, timedelta(0)])
def test_a_grant_that_is_over_cannot_be_ended_again(newcomer, ended):
    """Ending it now would lengthen it, and say that he could act until today."""
    now = make.database_now()
    window = (now - 2 * HOUR, now - ended)
    over = make.grant(newcomer, "sales", on=make.ROOT, starts_at=window[0], ends_at=window[1])

    with pytest.raises(GrantIsOver) as refusal:
        end(over)

    assert (refusal.value.code, str(refusal.value)) == (
        "grant_is_over",
        "这项授权已经结束，无需收回。请刷新页面。",
    )
    assert windows_of(newcomer) == [window]


@pytest.mark.parametrize("ends_in", [None, TICK, HOUR])
def test_an_open_grant_ends_now(newcomer, ends_in):
    now = make.database_now()
    ends_at = None if ends_in is None else now + ends_in

    end(make.grant(newcomer, "sales", on=make.ROOT, starts_at=now - HOUR, ends_at=ends_at))

    assert windows_of(newcomer) == [(now - HOUR, now)]


def test_a_grant_that_has_not_begun_never_will(newcomer):
    begins = make.database_now() + HOUR
    later = give(newcomer, starts_at=begins)

    end(later)

    assert windows_of(newcomer) == [(begins, begins)]
    with pytest.raises(GrantIsOver):
        end(later)
