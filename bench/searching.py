"""One to four characters: the whole set through the query and the program, against a plain scan."""

from __future__ import annotations

from functools import partial
from typing import Any

import psycopg
from django.db import connection

from bench.clocks import Clocks, Sample, Spread, spread
from bench.door import getting
from bench.viewers import Viewer, looking
from duan.core.access.queries import scopes_in_reach
from duan.core.kernel.context import act_under
from duan.trade.terminals.queries.search import search_terminals

_SCAN = """
SELECT id FROM terminals_terminal WHERE strpos(name_key, %(q)s) > 0 AND scope_id = ANY (%(reach)s)
 ORDER BY place, length(name_key), name_key, id LIMIT 20
"""
_SCANNED = ("医", "人民", "附属第一", "焱垚")


def in_the_query(
    clocks: Clocks, viewer: Viewer, typed: list[str], rounds: int
) -> tuple[Spread, list[tuple[str, float]]]:
    """Every query in turn; the spread of all, and the five that cost most with their milliseconds."""
    _search(viewer, typed[0])
    clocks.look()
    samples: dict[str, list[Sample]] = {q: [] for q in typed}
    for _ in range(rounds):
        for q, found in samples.items():
            found.append(clocks.one(partial(_search, viewer, q)))
    typical = {q: spread(found).p50 for q, found in samples.items()}
    worst = sorted(typical.items(), key=lambda item: -item[1])[:5]
    return spread([sample for found in samples.values() for sample in found]), worst


def through_the_program(clocks: Clocks, viewer: Viewer, typed: list[str]) -> Spread:
    getting(viewer, "/api/search", q=typed[0])()
    clocks.look()
    return spread([clocks.one(getting(viewer, "/api/search", q=q)) for q in dict.fromkeys(typed)])


def by_scan(
    clocks: Clocks, db: psycopg.Connection[Any], viewer: Viewer, times: int
) -> dict[str, Spread]:
    """The same question put to the table itself, past row security."""
    with looking(viewer):
        reach = scopes_in_reach(viewer.actor, "terminals.see")
    calls = {q: partial(_scan, db, {"q": q, "reach": reach}) for q in _SCANNED}
    return clocks.in_turn(calls, times)


def overheads(clocks: Clocks, viewer: Viewer, times: int) -> dict[str, Spread]:
    """What the guards cost by themselves: the token, who it is, and where he may look."""
    with looking(viewer):
        return clocks.in_turn(
            {
                "设定身份": partial(act_under, viewer.actor.token),
                "查出是谁 sec.me": partial(_ask, "SELECT sec.me()"),
                "查出辖区 sec.reach": partial(
                    _ask, "SELECT count(*) FROM sec.reach('terminals.see')"
                ),
                "空查询": partial(_ask, "SELECT 1"),
                "查不到的词": partial(
                    _ask, "SELECT count(*) FROM sec.terminals_matching('龘龘', 20)"
                ),
            },
            times,
        )


def _search(viewer: Viewer, q: str) -> None:
    with looking(viewer):
        search_terminals(viewer.actor, q, limit=20)


def _scan(db: psycopg.Connection[Any], values: dict[str, Any]) -> None:
    db.execute(_SCAN, values).fetchall()


def _ask(text: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(text)
        cursor.fetchall()
