"""The parts of a run, each from the viewers to the lines of the report."""

from __future__ import annotations

import statistics
from typing import Any

import psycopg

from bench import lists, numbering, profiles, searching, words
from bench.clocks import Clocks, Spread
from bench.report import Report
from bench.viewers import ALL, viewers

LISTS = 25
SEARCHES = 3
LIST_GOAL = 8
SEARCH_GOAL = 40


def lists_of_50(report: Report, db: psycopg.Connection[Any]) -> None:
    app, bare = Clocks(db), _bare_clocks(db)
    for viewer in viewers(db):
        found = lists.cases(viewer.region)
        query = lists.in_the_query(app, viewer, found, LISTS)
        program = lists.through_the_program(app, viewer, found, LISTS)
        # The promise is made to whoever sees one region; of everything it holds for the middle.
        each_goal = None if viewer.name == ALL else LIST_GOAL
        for name, spread in query.items():
            report.spread(f"列表 {viewer.name}", name, spread, p50=each_goal)
        report.spread(f"列表 {viewer.name}", "全部组合，查询", _typical(query), p50=LIST_GOAL)
        report.spread(f"列表 {viewer.name}", "全部组合，整个程序", _typical(program), p50=LIST_GOAL)
        with _past_security(db) as reader:
            for name, spread in lists.bare(bare, reader, viewer, found, LISTS).items():
                ours = query[f"{name.split()[0]} -updated_at"]
                ratio = ours.database / max(spread.database, 0.01)
                figure = f"库 {ours.database:.2f} ÷ {spread.database:.2f} ms = {ratio:.1f}"
                report.add(f"列表 {viewer.name}", f"÷ 裸 SQL {name}", figure)
        for name, spread in lists.counts(app, viewer, found, 9).items():
            report.spread(f"计数 {viewer.name}", name, spread)
        counted = set(lists.query_counts(viewer, found).values())
        report.add(f"列表 {viewer.name}", "每页的语句数", "、".join(map(str, sorted(counted))))


def search(report: Report, db: psycopg.Connection[Any]) -> None:
    clocks = Clocks(db)
    typed = words.typed(db)
    for viewer in viewers(db):
        spread, worst = searching.in_the_query(clocks, viewer, typed, SEARCHES)
        report.spread(f"搜索 {viewer.name}", f"{len(set(typed))} 个词", spread, p95=SEARCH_GOAL)
        said = "、".join(f"{q} {cost:.0f}" for q, cost in worst)
        report.add(f"搜索 {viewer.name}", "最慢的词（ms）", said)
        program = searching.through_the_program(clocks, viewer, typed)
        report.spread(f"搜索 {viewer.name}", "整个程序", program, p95=SEARCH_GOAL)
        with _past_security(db) as reader:
            for q, found in searching.by_scan(_bare_clocks(db), reader, viewer, 3).items():
                report.spread(f"搜索 {viewer.name}", f"对照：顺序扫描「{q}」", found)
        for name, found in searching.overheads(clocks, viewer, 50).items():
            report.spread(f"防护 {viewer.name}", name, found)


def profile(report: Report, db: psycopg.Connection[Any]) -> None:
    for viewer in viewers(db):
        for name, spread in profiles.measure(Clocks(db), viewer, LISTS).items():
            report.spread(f"档案 {viewer.name}", name, spread)


def feed(report: Report, db: psycopg.Connection[Any]) -> None:
    rates = [numbering.measure(db, 20_000) for _ in range(3)]
    report.add("出箱", "编号", f"{statistics.median(rates):,.0f} 条/秒")


def _typical(found: dict[str, Spread]) -> Spread:
    """The median and the worst twentieth of the cases' own figures."""

    def at(values: list[float], share: float) -> float:
        ordered = sorted(values)
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))]

    spreads = list(found.values())
    return Spread(
        sum(s.count for s in spreads),
        at([s.p50 for s in spreads], 0.5),
        at([s.p95 for s in spreads], 0.95),
        at([s.database for s in spreads], 0.5),
        at([s.wall_p50 for s in spreads], 0.5),
        at([s.wall_p95 for s in spreads], 0.95),
    )


def _past_security(db: psycopg.Connection[Any]) -> psycopg.Connection[Any]:
    """A second connection of the same superuser, to be measured by the first."""
    return psycopg.connect(db.info.dsn, password=db.info.password, autocommit=True)


def _bare_clocks(db: psycopg.Connection[Any]) -> Clocks:
    return Clocks(db, db.info.user)
