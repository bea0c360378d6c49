"""What one device's whole life costs: queries and processor time, beside as many bare questions.

The scenario of the tests is told again and again in one database, each time with goods, people and a
hospital of its own; only the steps are measured, not the setting of the scene.
"""

from __future__ import annotations

import statistics
from collections import Counter
from dataclasses import dataclass
from functools import partial
from typing import Any

import psycopg
from django.conf import settings
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from tests.scenarios.life_of_a_device.steps import STEPS
from tests.scenarios.life_of_a_device.story import Story
from tests.scenarios.life_of_a_device.world import a_story

from bench.clocks import Clocks

ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Life:
    """Medians over the rounds; times are milliseconds of the processor."""

    requests: int
    queries: int
    python: float
    database: float
    bare: float
    dearest: tuple[tuple[str, float], ...]

    @property
    def ratio(self) -> float:
        """How many times the bare questions' time the life takes."""
        return (self.python + self.database) / self.bare


def measure(db: psycopg.Connection[Any]) -> Life:
    """Tell one life to warm up and count, then `ROUNDS` more against the clocks."""
    settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
    first = _scene(0)
    with CaptureQueriesContext(connection) as captured:
        _tell(first)
    queries = len(captured)
    clocks, steps = Clocks(db), Counter[str]()
    python, database, bare = [], [], []
    for number in range(1, ROUNDS + 1):
        story = _scene(number)
        clocks.look()
        samples = {step.__name__: clocks.one(partial(step, story)) for step in STEPS}
        python.append(sum(one.python for one in samples.values()))
        database.append(sum(one.database for one in samples.values()))
        bare.append(clocks.one(lambda: _ask(queries)).work)
        steps.update({name: one.work / ROUNDS for name, one in samples.items()})
    return Life(
        requests=first.sent,
        queries=queries,
        python=statistics.median(python),
        database=statistics.median(database),
        bare=statistics.median(bare),
        dearest=tuple(steps.most_common(3)),
    )


def _scene(number: int) -> Story:
    with transaction.atomic():
        return a_story(number)


def _tell(story: Story) -> None:
    for step in STEPS:
        step(story)


def _ask(times: int) -> None:
    """Ask the smallest question as often as the life asks real ones."""
    with connection.cursor() as cursor:
        for _ in range(times):
            cursor.execute("SELECT 1")
            cursor.fetchone()
