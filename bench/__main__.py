"""`python -m bench [part …]`: measure, print a table, write var/bench.json.

Parts: lists, search, profile, feed, web, life, import; all without names. `DUAN_BENCH_SIZE` (1,000,000)
terminals; the database is kept in var/bench-postgres until a migration or the world changes.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import psycopg

from bench import cluster
from bench.report import Report

SIZE = int(os.environ.get("DUAN_BENCH_SIZE", "1000000"))
IMPORTED = min(100_000, SIZE)
ROUNDS = 7
PARTS = ("lists", "search", "profile", "feed", "web", "life", "import")
_IMPORT, _LIFE = "import-alone", "life-alone"


def main(arguments: list[str]) -> int:
    if arguments == [_IMPORT]:
        return import_alone()
    if arguments == [_LIFE]:
        return life_alone()
    if unknown := set(arguments) - set(PARTS):
        print(f"没有这样的部分：{'、'.join(unknown)}。可用：{'、'.join(PARTS)}")
        return 2
    wanted = arguments or list(PARTS)
    report = Report(SIZE)
    try:
        if set(wanted) - {"web", "life", "import"}:
            _measure_database(report, wanted)
        if "web" in wanted:
            _measure_web(report)
        if "life" in wanted:
            _measure_life(report)
        if "import" in wanted:
            _measure_import(report)
    finally:
        cluster.stop()
    report.write(cluster.CHECKOUT / "var" / "bench.json")
    return 0 if all(line.kept is not False for line in report.lines) else 1


def _measure_database(report: Report, wanted: list[str]) -> None:
    database = f"bench_{SIZE}"
    cluster.start(database)
    import django  # inline: after the environment names the database

    django.setup()
    from bench import parts, world  # inline: they import models

    with cluster.connect("superuser", database) as db:
        if not world.is_there(db):
            cluster.recreate(database)
    with cluster.connect("superuser", database) as db:
        if not world.is_there(db):
            print(f"正在造 {SIZE:,} 个虚构终端", flush=True)
            cluster.migrate(database)
            world.fill(db, SIZE)
        measured: dict[str, Callable[[Report, psycopg.Connection[Any]], None]] = {
            "lists": parts.lists_of_50,
            "search": parts.search,
            "profile": parts.profile,
            "feed": parts.feed,
        }
        for name, part in measured.items():
            if name in wanted:
                part(report, db)


def _measure_web(report: Report) -> None:
    from bench import web  # inline: beside the other parts

    found = web.first_load()
    if found is None:
        report.add("网页", "办公端首屏", "尚未构建（npm --prefix web run build）")
        return
    report.add(
        "网页", "办公端首屏脚本（gzip）", f"{found['scripts']:.0f} KB",
        goal="≤ 330 KB", kept=found["scripts"] <= 330,
    )  # fmt: skip
    report.add("网页", "首屏全部（脚本、样式、页面）", f"{found['all']:.0f} KB")


def _measure_life(report: Report) -> None:
    """In a database and a process of its own."""
    answer = _alone(_LIFE)
    if answer.returncode != 0:
        report.add("一生", "一台设备", f"没有完成：{answer.stderr.strip()[-300:]}", kept=False)
        return
    found = json.loads(answer.stdout.splitlines()[-1])
    report.add(
        "一生", f"一台设备，{found['requests']} 个请求",
        f"{found['queries']} 条语句，{found['python']:.0f} + 库 {found['database']:.0f} ms",
    )  # fmt: skip
    report.add("一生", "÷ 同样多的 SELECT 1", f"{found['ratio']:.1f}")
    said = "、".join(f"{name} {cost:.0f}" for name, cost in found["dearest"])
    report.add("一生", "最贵的步骤（ms）", said)


def _alone(part: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - our own module, no words of others
        [sys.executable, "-m", "bench", part], check=False, capture_output=True, text=True
    )


def _measure_import(report: Report) -> None:
    """In a process of its own, so that its memory is its own."""
    if not Path(__file__).with_name("import_terminals.py").is_file():
        report.add("导入", "带联系人的医院", "尚未实现")
        return
    answer = _alone(_IMPORT)
    if answer.returncode != 0:
        report.add(
            "导入", "带联系人的医院", f"没有完成：{answer.stderr.strip()[-300:]}", kept=False
        )
        return
    found = json.loads(answer.stdout.splitlines()[-1])
    report.add(
        "导入", f"{found['size']:,.0f} 家医院各两位联系人 ÷ 裸 COPY",
        f"{found['ratio']:.2f}（墙钟 {found['ratio_on_the_wall']:.2f}；"
        f"{found['import_wall']:.0f} s 对 {found['copy_wall']:.0f} s）",
        goal="≥ 0.5", kept=found["ratio"] >= 0.5,
    )  # fmt: skip
    report.add(
        "导入", "内存峰值", f"{found['peak_megabytes']:.0f} MB",
        goal="≤ 500 MB", kept=found["peak_megabytes"] <= 500,
    )  # fmt: skip


def import_alone() -> int:
    """Measure the import in an empty database; the last line printed is JSON."""
    database = _empty("bench_import")
    from bench import import_terminals  # inline: after Django is set up

    with cluster.connect("superuser", database) as db:
        print(json.dumps(import_terminals.measure(IMPORTED, db)))
    return 0


def life_alone() -> int:
    """Measure a device's whole life in an empty database; the last line printed is JSON."""
    os.environ.setdefault("DUAN_DATA", str(cluster.CHECKOUT / "var" / "bench-data"))
    database = _empty("bench_life")
    from bench import life  # inline: after Django is set up

    with cluster.connect("superuser", database) as db:
        found = life.measure(db)
    print(json.dumps({**asdict(found), "ratio": found.ratio}))
    return 0


def _empty(database: str) -> str:
    """Make an empty database of this name and point Django at it."""
    cluster.CLUSTER.start()
    cluster.CLUSTER.drop_database(database)
    cluster.start(database)
    import django  # inline: after the environment names the database

    django.setup()
    cluster.migrate(database)
    return database


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
