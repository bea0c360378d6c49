"""How fast committed facts get their positions in the feed."""

from __future__ import annotations

import time
from typing import Any

import psycopg

from duan.core.kernel import outbox

_FACTS = """
INSERT INTO kernel_outbox (name, body, written_at)
SELECT 'terminals.TerminalAdded', '{"terminal_id": "018bcfe5-750c-7000-81fe-9566b9296bcb"}', now()
  FROM generate_series(1, %s)
"""


def measure(db: psycopg.Connection[Any], count: int) -> float:
    """Return facts numbered a second, and take them out of the feed again."""
    last = db.execute("SELECT last FROM kernel_feedhead").fetchone()
    assert last is not None
    db.execute(_FACTS, [count])
    began = time.perf_counter()
    numbered = 0
    while step := outbox.number():
        numbered += step
    passed = time.perf_counter() - began
    assert numbered == count, (numbered, count)
    db.execute("DELETE FROM kernel_feed WHERE position > %s", [last[0]])
    db.execute("UPDATE kernel_feedhead SET last = %s", [last[0]])
    return numbered / passed
