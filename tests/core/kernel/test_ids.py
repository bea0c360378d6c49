from __future__ import annotations

import threading
import time
from datetime import UTC, datetime
from uuid import RFC_4122

import pytest
import time_machine
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from duan.core.kernel.ids import new_id

ever = st.datetimes(datetime(1970, 1, 2), datetime(9999, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - the zone is the next argument


@given(at=ever)
def test_an_id_is_a_uuid_of_version_7_with_its_millisecond_in_front(at):
    with time_machine.travel(at, tick=False):
        made = new_id()
        milliseconds = time.time_ns() // 1_000_000

    assert (made.version, made.variant) == (7, RFC_4122)
    assert made.int >> 80 == milliseconds


@given(first=ever, second=ever)
def test_ids_sort_by_the_time_they_were_made(first, second):
    ids = []
    for at in sorted((first, second)):
        with time_machine.travel(at, tick=False):
            ids.append(new_id())

    assert ids[0].int >> 64 <= ids[1].int >> 64


def test_ids_made_at_one_moment_differ():
    with time_machine.travel(datetime(2026, 11, 24, tzinfo=UTC), tick=False):
        ids = {new_id() for _ in range(10_000)}

    assert len(ids) == 10_000


def test_ids_made_by_several_threads_differ():
    made: list[object] = []
    threads = [
        threading.Thread(target=lambda: made.extend(new_id() for _ in range(2_000)))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(set(made)) == 8_000


def test_ids_made_one_after_another_sort_within_a_millisecond_too():
    """Twelve bits below the millisecond: a quarter of a microsecond each."""
    ids = []
    for _ in range(200):
        ids.append(new_id())
        time.sleep(0.00001)

    assert ids == sorted(ids)


@pytest.mark.parametrize("function", ["sec.new_id", "sec.built_id"])
def test_the_database_makes_such_ids_too(function, db):
    """The server's own UUIDv7 where it has one; ours, which older servers need, works as well."""
    first = new_id()
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(), pg_sleep(0.002) FROM generate_series(1, 5)")
        made = [row[0] for row in cursor.fetchall()]

    assert {(one.version, one.variant) for one in made} == {(7, RFC_4122)}
    assert len(set(made)) == len(made)
    together = [first, *made, new_id()]
    assert together == sorted(together)
