from __future__ import annotations

import threading

import pytest
from django.db import connection, transaction

from duan.core.kernel.numbers import take_numbers


@pytest.mark.django_db
def test_a_series_counts_from_one():
    assert [take_numbers("a") for _ in range(3)] == [1, 2, 3]


@pytest.mark.django_db
def test_series_count_apart():
    assert [take_numbers("a"), take_numbers("b"), take_numbers("a")] == [1, 1, 2]


@pytest.mark.django_db
def test_several_numbers_are_taken_at_once_and_the_first_is_told():
    assert [take_numbers("a", 100), take_numbers("a", 5), take_numbers("a")] == [1, 101, 106]


@pytest.mark.django_db
def test_what_is_rolled_back_gives_its_numbers_back():
    take_numbers("a")
    with transaction.atomic():
        take_numbers("a", 10)
        transaction.set_rollback(True)

    assert take_numbers("a") == 2


def test_eight_writers_with_rollbacks_leave_no_gap_and_no_double(own_database):
    kept: list[int] = []
    failures: list[BaseException] = []

    def write(number: int) -> None:
        try:
            for turn in range(25):
                with transaction.atomic():
                    taken = take_numbers("race", 2)
                    if (number + turn) % 3 == 0:
                        transaction.set_rollback(True)
                    else:
                        kept.extend((taken, taken + 1))
        except BaseException as error:  # noqa: BLE001 - handed to the test's own thread
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=write, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []
    assert sorted(kept) == list(range(1, len(kept) + 1))
    assert len(kept) > 200
