"""Two clocks for everything: what passed on the wall, and what the processor worked for it.

The machine is shared, so a figure counts by the processor's time of both sides (this process and
the database's processes of its own role, to the nanosecond from /proc); the wall shows what a person
waited on this day. Variants of one thing are measured in turn, so that noise hits them alike.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg


@dataclass(frozen=True, slots=True)
class Sample:
    """Milliseconds of one call."""

    wall: float
    python: float
    database: float

    @property
    def work(self) -> float:
        return self.python + self.database


@dataclass(frozen=True, slots=True)
class Spread:
    """Percentiles of many calls in milliseconds; `database` is the median share of the database."""

    count: int
    p50: float
    p95: float
    database: float
    wall_p50: float
    wall_p95: float


class Clocks:
    """Measures calls whose database work is done by the role `duan_app`, or by `role`."""

    def __init__(self, watch: psycopg.Connection[Any], role: str = "duan_app") -> None:
        self._watch = watch
        self._role = role
        self._files: list[Path] = []
        self.look()

    def look(self) -> None:
        """Find the database's processes; call it when connections may have changed."""
        rows = self._watch.execute(
            "SELECT pid FROM pg_stat_activity WHERE usename = %s AND pid <> pg_backend_pid()",
            [self._role],
        ).fetchall()
        self._files = [Path(f"/proc/{pid}/schedstat") for (pid,) in rows]

    def one(self, call: Callable[[], object]) -> Sample:
        database, python, wall = self._worked(), time.process_time_ns(), time.perf_counter_ns()
        call()
        ended, used = time.perf_counter_ns(), time.process_time_ns()
        return Sample(
            (ended - wall) / 1e6, (used - python) / 1e6, (self._worked() - database) / 1e6
        )

    def in_turn(self, calls: Mapping[str, Callable[[], object]], times: int) -> dict[str, Spread]:
        """Call each in turn, `times` rounds after two that don't count."""
        samples: dict[str, list[Sample]] = {name: [] for name in calls}
        for call in calls.values():
            call()
            call()
        self.look()
        gc.collect()
        gc.disable()
        for _ in range(times):
            for name, call in calls.items():
                samples[name].append(self.one(call))
        gc.enable()
        return {name: spread(found) for name, found in samples.items()}

    def _worked(self) -> int:
        return sum(int(file.read_text().split()[0]) for file in self._files)


def spread(samples: list[Sample]) -> Spread:
    work = sorted(sample.work for sample in samples)
    wall = sorted(sample.wall for sample in samples)
    database = sorted(sample.database for sample in samples)
    return Spread(
        len(samples),
        _at(work, 0.5),
        _at(work, 0.95),
        _at(database, 0.5),
        _at(wall, 0.5),
        _at(wall, 0.95),
    )


def _at(ordered: list[float], share: float) -> float:
    return round(ordered[min(len(ordered) - 1, int(len(ordered) * share))], 2)
