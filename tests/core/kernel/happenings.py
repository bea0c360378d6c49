"""An event of the tests' own, and an effect in the database that can be counted."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection

from duan.core.kernel.events import event
from duan.core.kernel.numbers import take_numbers

EFFECT = "test-effect"


@event("test.Happened")
@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    writer: int
    turn: int
    step: int


def take_effect(_: Happened) -> None:
    take_numbers(EFFECT)


def effects() -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(max(last), 0) FROM kernel_counter WHERE series = %s", [EFFECT]
        )
        return int(cursor.fetchone()[0])
