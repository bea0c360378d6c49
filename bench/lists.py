"""Lists of 50 with a filter and a sort: in the query, through the program, against bare SQL."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import psycopg
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bench.clocks import Clocks, Spread
from bench.door import getting
from bench.viewers import Viewer, looking
from duan.core.access.queries import scopes_in_reach
from duan.trade.terminals.queries.lists import count_of_terminals, page_of_terminals
from duan.trade.terminals.types import Filter

SORTS = ("-updated_at", "name", "terminal_no")
_BARE = """
SELECT t.id, t.terminal_no, t.kind, t.name, t.short_name, t.status, t.region_code, t.level, t.grade,
  t.beds, t.tags, t.parent_id, p.name, t.updated_at, t.scope_id, t.pinyin_key
  FROM terminals_terminal t LEFT JOIN terminals_terminal p ON p.id = t.parent_id
"""


@dataclass(frozen=True, slots=True)
class Case:
    """A list that somebody asks for; the same in the query string and in SQL."""

    name: str
    query: dict[str, str]
    condition: str

    def filter(self) -> Filter:
        wanted = {**self.query, "top": True} if "top" in self.query else self.query
        return Filter(**wanted)


def cases(region: str) -> list[Case]:
    return [
        Case("全部", {}, "true"),
        Case("医院", {"kind": "HOSPITAL"}, "t.kind = 'HOSPITAL'"),
        Case("休眠", {"status": "DORMANT"}, "t.status = 'DORMANT'"),
        Case("三级", {"level": "3"}, "t.level = '3'"),
        Case("本省", {"region": region}, f"left(t.region_code, 2) = '{region[:2]}'"),
        Case("顶层", {"top": "true"}, "t.parent_id IS NULL"),
        Case(
            "合作中的二级医院",
            {"kind": "HOSPITAL", "status": "ACTIVE", "level": "2"},
            "t.kind = 'HOSPITAL' AND t.status = 'ACTIVE' AND t.level = '2'",
        ),
    ]


def in_the_query(
    clocks: Clocks, viewer: Viewer, found: list[Case], times: int
) -> dict[str, Spread]:
    """Page 1 of every case and sort, each in a transaction of its own under row security."""
    calls = {
        f"{case.name} {sort}": partial(_page, viewer, case.filter(), sort)
        for case in found
        for sort in SORTS
    }
    return clocks.in_turn(calls, times)


def through_the_program(
    clocks: Clocks, viewer: Viewer, found: list[Case], times: int
) -> dict[str, Spread]:
    calls = {
        f"{case.name} {sort}": getting(viewer, "/api/terminals", sort=sort, **case.query)
        for case in found
        for sort in SORTS
    }
    return clocks.in_turn(calls, times)


def counts(clocks: Clocks, viewer: Viewer, found: list[Case], times: int) -> dict[str, Spread]:
    calls = {case.name: partial(_count, viewer, case.filter()) for case in found}
    return clocks.in_turn(calls, times)


def bare(
    clocks: Clocks, db: psycopg.Connection[Any], viewer: Viewer, found: list[Case], times: int
) -> dict[str, Spread]:
    """The same rows without Django and without row security: everybody's, and the viewer's."""
    with looking(viewer):
        reach = scopes_in_reach(viewer.actor, "terminals.see")
    calls: dict[str, Callable[[], object]] = {}
    for case in found:
        for scoped in ("", "AND t.scope_id = ANY (%(reach)s::int[])"):
            text = f"{_BARE} WHERE {case.condition} {scoped} ORDER BY t.updated_at DESC, t.id DESC LIMIT 51"
            name = f"{case.name} {'本人辖区' if scoped else '不限'}"
            calls[name] = partial(_fetch, db, text, {"reach": reach})
    return clocks.in_turn(calls, times)


def query_counts(viewer: Viewer, found: list[Case]) -> dict[str, int]:
    """How many statements each list sends."""
    counted = {}
    for case in found:
        with looking(viewer), CaptureQueriesContext(connection) as queries:
            page_of_terminals(viewer.actor, case.filter(), sort="", cursor="", limit=50)
        counted[case.name] = len(queries)
    return counted


def first_terminal(viewer: Viewer) -> str:
    body = json.loads(getting(viewer, "/api/terminals", kind="HOSPITAL", limit="1")())
    return str(body["items"][0]["id"])


def _page(viewer: Viewer, wanted: Filter, sort: str) -> None:
    with looking(viewer):
        page_of_terminals(viewer.actor, wanted, sort=sort, cursor="", limit=50)


def _count(viewer: Viewer, wanted: Filter) -> None:
    with looking(viewer):
        count_of_terminals(viewer.actor, wanted)


def _fetch(db: psycopg.Connection[Any], text: str, values: dict[str, Any]) -> None:
    db.execute(text, values).fetchall()
