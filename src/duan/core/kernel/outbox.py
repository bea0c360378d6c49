"""A durable outbox, a feed numbered after commit, and the worker that hands it out.

A sequence or a timestamp is no order: writers commit out of turn, and a reader who asks for
"greater than the last I saw" loses what commits late. So a fact enters the outbox inside its own
transaction, and afterwards whoever holds the lock on the one head row moves what has committed
into the feed under dense positions. Each handler keeps a cursor; its reaction and the cursor's
step share a transaction, so an effect in the database happens exactly once.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from duan.core.kernel import events
from duan.core.kernel.models import Cursor, Feed, Outbox

log = logging.getLogger(__name__)

_BATCH = 500
_LONGEST_WAIT = timedelta(minutes=15)
_DOUBLINGS = 10

_TRY_HEAD = "SELECT last FROM kernel_feedhead WHERE id = 1 FOR UPDATE SKIP LOCKED"
_MOVE = """
WITH picked AS (
  SELECT entry FROM kernel_outbox ORDER BY entry LIMIT %(batch)s
), taken AS (
  DELETE FROM kernel_outbox o USING picked p WHERE o.entry = p.entry
  RETURNING o.entry, o.name, o.body, o.written_at
), placed AS (
  INSERT INTO kernel_feed (position, name, body, written_at)
  SELECT %(last)s + row_number() OVER (ORDER BY entry), name, body, written_at FROM taken
  RETURNING position
)
UPDATE kernel_feedhead SET last = last + (SELECT count(*) FROM placed) WHERE id = 1
RETURNING last
"""


def put(facts: Sequence[object]) -> None:
    """Write facts into the outbox of the running transaction."""
    now = timezone.now()
    rows = []
    for fact in facts:
        name, body = events.pack(fact)
        rows.append((name, body, now))
    if rows:
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO kernel_outbox (name, body, written_at) VALUES (%s, %s::jsonb, %s)",
                rows,
            )


def number() -> int:
    """Give positions to what has committed; return how many were numbered.

    Returns 0 at once when another process is numbering.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_TRY_HEAD)
        head = cursor.fetchone()
        if head is None:
            return 0
        cursor.execute(_MOVE, {"batch": _BATCH, "last": head[0]})
        after = cursor.fetchone()
    return int(after[0]) - int(head[0]) if after else 0


def deliver(handler: str, reactions: dict[str, Callable[[Any], None]]) -> int:
    """Hand the next facts to one handler; return how many steps its cursor took."""
    Cursor.objects.get_or_create(handler=handler)
    steps = 0
    while step(handler, reactions, at=timezone.now()):
        steps += 1
    return steps


def step(handler: str, reactions: dict[str, Callable[[Any], None]], *, at: datetime) -> bool:
    """React to one fact, or note why not; False when there is nothing to do now."""
    position = None
    try:
        with transaction.atomic():
            cursor = (
                Cursor.objects.select_for_update(skip_locked=True).filter(handler=handler).first()
            )
            if cursor is None or (cursor.retry_at is not None and cursor.retry_at > at):
                return False
            fact = (
                Feed.objects.filter(position__gt=cursor.position, name__in=reactions)
                .order_by("position")
                .first()
            )
            if fact is None:
                return False
            position = fact.position
            reactions[fact.name](events.unpack(fact.name, fact.body))
            Cursor.objects.filter(handler=handler).update(
                position=fact.position, failures=0, retry_at=None, last_error=""
            )
    except Exception as error:  # whatever one handler raises must not stop the others
        log.exception("handler %s failed at feed position %s", handler, position)
        _postpone(handler, repr(error), at=at)
        return False
    return True


def _postpone(handler: str, error: str, *, at: datetime) -> None:
    cursor = Cursor.objects.get(handler=handler)
    seconds = 2 ** min(cursor.failures, _DOUBLINGS)  # an unbounded power overflows within a day
    wait = min(timedelta(seconds=seconds), _LONGEST_WAIT)
    Cursor.objects.filter(handler=handler).update(
        failures=cursor.failures + 1, retry_at=at + wait, last_error=error[:2000]
    )


def work_once() -> int:
    """Give everything that waits its position, serve every handler; return the steps taken."""
    steps = 0
    while count := number():
        steps += count
    for name, reactions in events.handlers().items():
        steps += deliver(name, reactions)
    return steps


def waiting() -> int:
    """Count the facts that no reader can see yet."""
    return Outbox.objects.count()
