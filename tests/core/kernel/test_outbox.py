from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from django.db import connection, transaction

from duan.core.kernel import events, outbox
from duan.core.kernel.models import Cursor, Feed, FeedHead, Outbox
from tests.core.kernel.happenings import Happened, effects, take_effect

CHECKOUT = Path(__file__).resolve().parents[3]
NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
NAME = "test.Happened"
WRITERS, TURNS, STEPS = 4, 40, 3


def happened(step: int = 0) -> Happened:
    return Happened(writer=0, turn=0, step=step)


def write(*facts: object) -> None:
    with transaction.atomic():
        outbox.put(facts)


def feed() -> list[tuple[int, dict]]:
    return list(Feed.objects.order_by("position").values_list("position", "body"))


def in_threads(*jobs) -> None:
    """Run jobs at once, each on a connection of its own; raise what any of them raised."""
    failures: list[BaseException] = []

    def run(job) -> None:
        try:
            job()
        except BaseException as error:  # noqa: BLE001 - handed to the test's own thread
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]


@pytest.mark.django_db
def test_a_fact_is_invisible_to_readers_until_it_is_numbered():
    write(happened(1), happened(2))
    assert (outbox.waiting(), feed()) == (2, [])

    assert outbox.number() == 2

    assert outbox.waiting() == 0
    assert feed() == [
        (1, {"writer": 0, "turn": 0, "step": 1}),
        (2, {"writer": 0, "turn": 0, "step": 2}),
    ]
    assert FeedHead.objects.get().last == 2


@pytest.mark.django_db
def test_numbering_nothing_changes_nothing():
    assert outbox.number() == 0
    assert FeedHead.objects.get().last == 0


@pytest.mark.django_db
def test_what_is_rolled_back_was_never_said():
    with transaction.atomic():
        outbox.put([happened()])
        transaction.set_rollback(True)

    assert (outbox.number(), feed()) == (0, [])


@dataclass
class Race:
    """Writers that commit out of turn, while numberers number and a reader reads on."""

    committed: set[tuple[int, int, int]] = field(default_factory=set)
    read: list[int] = field(default_factory=list)
    done: threading.Event = field(default_factory=threading.Event)

    def run(self) -> None:
        in_threads(self.all_writers, self.number, self.number, self.follow)

    def all_writers(self) -> None:
        try:
            in_threads(*(partial(self.write, writer) for writer in range(WRITERS)))
        finally:
            self.done.set()

    def write(self, writer: int) -> None:
        dice = random.Random(writer)  # noqa: S311 - tests repeat
        for turn in range(TURNS):
            facts = [Happened(writer=writer, turn=turn, step=step) for step in range(STEPS)]
            keep = dice.random() > 0.2
            with transaction.atomic():
                outbox.put(facts)
                time.sleep(dice.random() / 100)
                transaction.set_rollback(not keep)
            if keep:
                self.committed.update((writer, turn, step) for step in range(STEPS))

    def number(self) -> None:
        while not self.done.is_set() or outbox.waiting():
            outbox.number()

    def follow(self) -> None:
        while not self.done.is_set() or outbox.waiting() or len(self.read) < Feed.objects.count():
            last = self.read[-1] if self.read else 0
            rows = Feed.objects.filter(position__gt=last).order_by("position")
            self.read.extend(rows.values_list("position", flat=True))


def test_four_writers_with_rollbacks_lose_and_repeat_nothing(own_database):
    race = Race()

    race.run()

    positions = [position for position, _ in feed()]
    said = [(body["writer"], body["turn"], body["step"]) for _, body in feed()]
    assert positions == list(range(1, len(race.committed) + 1))
    assert race.read == positions
    assert sorted(said) == sorted(race.committed)
    assert Outbox.objects.count() == 0
    steps = defaultdict(list)
    for writer, turn, step in said:
        steps[writer, turn].append(step)
    assert all(found == list(range(STEPS)) for found in steps.values())


def test_who_commits_late_gets_a_late_position_and_is_not_lost(own_database):
    """The trap of sequences: the first writer has the lower entry and commits after the second."""
    first_wrote, second_committed = threading.Event(), threading.Event()

    def first() -> None:
        with transaction.atomic():
            outbox.put([happened(1)])
            first_wrote.set()
            assert second_committed.wait(10)

    def second() -> None:
        assert first_wrote.wait(10)
        write(happened(2))
        outbox.number()
        second_committed.set()

    in_threads(first, second)
    outbox.number()

    assert [(position, body["step"]) for position, body in feed()] == [(1, 2), (2, 1)]


def test_only_one_process_numbers_at_a_time(own_database):
    write(happened())
    with transaction.atomic():
        FeedHead.objects.select_for_update().get()
        numbered: list[int] = []

        in_threads(lambda: numbered.append(outbox.number()))

    assert numbered == [0]
    assert outbox.number() == 1


@pytest.mark.django_db
def test_each_handler_gets_every_fact_once_and_in_order():
    write(*(happened(step) for step in range(5)))
    outbox.number()
    seen: dict[str, list[int]] = {"first": [], "second": []}

    for name, steps in seen.items():
        outbox.deliver(name, {NAME: lambda fact, steps=steps: steps.append(fact.step)})
        outbox.deliver(name, {NAME: lambda fact, steps=steps: steps.append(fact.step)})

    assert seen == {"first": [0, 1, 2, 3, 4], "second": [0, 1, 2, 3, 4]}


@pytest.mark.django_db
def test_a_failing_handler_is_postponed_ever_longer_and_then_goes_on():
    write(happened(1), happened(2))
    outbox.number()
    Cursor.objects.create(handler="h")
    fails = {"left": 3}
    seen: list[int] = []

    def react(fact: Happened) -> None:
        if fails["left"]:
            fails["left"] -= 1
            raise ValueError("not today")
        seen.append(fact.step)

    at, waits = NOW, []
    for _ in range(3):
        assert outbox.step("h", {NAME: react}, at=at) is False
        cursor = Cursor.objects.get(pk="h")
        waits.append((cursor.failures, cursor.retry_at - at, cursor.last_error))
        assert outbox.step("h", {NAME: react}, at=cursor.retry_at - timedelta(seconds=1)) is False
        at = cursor.retry_at
    assert waits == [
        (1, timedelta(seconds=1), "ValueError('not today')"),
        (2, timedelta(seconds=2), "ValueError('not today')"),
        (3, timedelta(seconds=4), "ValueError('not today')"),
    ]

    assert [outbox.step("h", {NAME: react}, at=at) for _ in range(3)] == [True, True, False]

    assert seen == [1, 2]
    cursor = Cursor.objects.get(pk="h")
    assert (cursor.position, cursor.failures, cursor.retry_at, cursor.last_error) == (
        2,
        0,
        None,
        "",
    )


@pytest.mark.django_db
@pytest.mark.parametrize("failures", [40, 100_000])
def test_the_wait_never_exceeds_a_quarter_of_an_hour(failures):
    write(happened())
    outbox.number()
    Cursor.objects.create(handler="h", failures=failures)

    def react(_: Happened) -> None:
        raise ValueError

    outbox.step("h", {NAME: react}, at=NOW)

    assert Cursor.objects.get(pk="h").retry_at == NOW + timedelta(minutes=15)


@pytest.mark.django_db
def test_what_a_failing_handler_wrote_is_undone():
    write(happened())
    outbox.number()
    Cursor.objects.create(handler="h")

    def write_and_fail(fact: Happened) -> None:
        take_effect(fact)
        raise ValueError

    outbox.step("h", {NAME: write_and_fail}, at=NOW)

    assert (effects(), Cursor.objects.get(pk="h").position) == (0, 0)


@pytest.fixture
def two_handlers():
    """One that always fails and one that notes what it saw, subscribed as the product's are."""
    seen: list[int] = []

    def fail(_: Happened) -> None:
        raise ValueError

    events.subscribe(Happened, fail, called="test.failing")
    events.subscribe(Happened, lambda fact: seen.append(fact.step), called="test.noting")
    yield seen
    for name in ("test.failing", "test.noting"):
        events.unsubscribe(name)


@pytest.mark.django_db
def test_a_failing_handler_stops_no_other(two_handlers):
    write(happened(1), happened(2))

    outbox.work_once()

    assert two_handlers == [1, 2]
    assert Cursor.objects.get(pk="test.failing").position == 0


@pytest.mark.parametrize(
    ("killed", "effects_then"),
    [("before the effect", 0), ("after the effect", 0), ("after the commit", 1)],
)
def test_a_worker_killed_anywhere_has_its_effect_exactly_once(own_database, killed, effects_then):
    write(happened())
    environment = {
        **os.environ,
        "DUAN_DB_NAME": own_database,
        "DUAN_DB_ROLE": "app",
        "PYTHONPATH": os.pathsep.join([str(CHECKOUT / "src"), str(CHECKOUT)]),
    }
    with subprocess.Popen(
        [sys.executable, "-m", "tests.core.kernel.dying_worker", killed],
        env=environment,
        cwd=CHECKOUT,
        stdout=subprocess.PIPE,
    ) as worker:
        assert worker.stdout.readline() == b"here\n"
        worker.send_signal(signal.SIGKILL)
    assert worker.returncode == -signal.SIGKILL
    assert effects() == effects_then

    deadline = time.monotonic() + 20
    while effects() == 0 and time.monotonic() < deadline:
        outbox.deliver("test.dying", {NAME: take_effect})
        time.sleep(0.05)
    outbox.deliver("test.dying", {NAME: take_effect})

    assert effects() == 1


def test_an_event_comes_out_as_it_went_in():
    fact = happened(7)
    name, body = events.pack(fact)

    assert (name, body) == (NAME, '{"writer":0,"turn":0,"step":7}')
    assert events.unpack(name, {"writer": 0, "turn": 0, "step": 7}) == fact


def test_an_event_that_nobody_registered_is_an_error():
    with pytest.raises(events.UnknownEvent, match="object has no @event name"):
        events.pack(object())
    with pytest.raises(events.UnknownEvent, match=r"nobody knows the event test\.Nothing"):
        events.unpack("test.Nothing", {})


def test_two_events_cannot_share_a_name():
    with pytest.raises(events.UnknownEvent, match=r"two events are called test\.Happened"):

        @events.event(NAME)
        class Other:
            pass
