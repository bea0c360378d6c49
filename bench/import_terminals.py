"""Importing hospitals with two contacts each, against a bare COPY of the very same rows.

The import is the product's own: file, validation, row security, sealing, audit, one transaction.
The COPY is what PostgreSQL can do at best: the finished rows, as superuser, into tables with the
same indexes, constraints and generated column. Both in one run, in turn, in seconds of processor
time of client and server together, and on the wall.
"""

from __future__ import annotations

import csv
import random
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Self

import psycopg
from psycopg.sql import SQL, Composed, Identifier

from bench import cluster

TABLES = ("terminals_terminal", "terminals_contact", "terminals_contactsecret")
GOAL, MOST_MEGABYTES = 0.5, 500
_PLACES = "江河湖海山川云岭平安福宁兴泰和昌永清明德仁康"
_KINDS = (
    "人民医院",
    "中医医院",
    "妇幼保健院",
    "第一医院",
    "第二医院",
    "中心卫生院",
    "骨科医院",
    "眼科医院",
)
_SURNAMES, _GIVEN = "王李张刘陈杨赵黄周吴徐孙", "伟芳娜敏静强磊军洋勇艳杰涛明超秀霞平刚桂"
_JOBS = ("设备科科长", "采购主任", "护士长", "院长", "科主任", "医工科工程师")


def write_file(path: Path, size: int) -> None:
    """Write a CSV of made-up hospitals in real counties."""
    from duan.lib import cn  # inline: the program's path is known only now

    counties = [
        county
        for province in cn.child_regions()
        for city in cn.child_regions(province.code)
        for county in cn.child_regions(city.code)
        if not county.grouping
    ]
    chance = random.Random(7)  # noqa: S311 - made-up hospitals
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(
            ["名称", "行政区划代码", "地址", "级别", "所有制", "床位数", "电话", "标签", "联系人1",
             "联系人1职务", "联系人1电话", "联系人2", "联系人2职务", "联系人2电话"]
        )  # fmt: skip
        for number in range(size):
            county = chance.choice(counties)
            place = "".join(chance.choices(_PLACES, k=3)) + chance.choice(_PLACES) * (number % 2)
            level = chance.choice(("三级甲等", "二级甲等", "二级乙等", "一级", "未定级"))
            alias = f"（{place}红十字会医院）" if number % 10 == 0 else ""
            out.writerow(
                [f"{county.name}{place}{chance.choice(_KINDS)}{alias}", county.code,
                 f"{county.name}{place}路{number % 900 + 1}号", level,
                 chance.choice(("公立", "民营")), chance.randrange(20, 3000),
                 f"0{chance.randrange(310, 999)}-{chance.randrange(2000000, 9000000)}",
                 chance.choice(("", "", "重点", "定点医院、重点")), *_person(chance), *_person(chance)]
            )  # fmt: skip


def _person(chance: random.Random) -> list[str]:
    name = chance.choice(_SURNAMES) + "".join(chance.choices(_GIVEN, k=2))
    return [name, chance.choice(_JOBS), f"1{chance.randrange(3000000000, 9999999999)}"]


class Worked:
    """Processor time of this process and of one server process, and the time on the wall."""

    def __init__(self, server_pid: int) -> None:
        self._file = Path(f"/proc/{server_pid}/schedstat")

    def __enter__(self) -> Self:
        self._began = time.perf_counter(), time.process_time(), self._server()
        return self

    def __exit__(self, *_: object) -> None:
        wall, client, server = self._began
        self.wall = time.perf_counter() - wall
        self.client = time.process_time() - client
        self.server = self._server() - server

    @property
    def work(self) -> float:
        return self.client + self.server

    def _server(self) -> float:
        return int(self._file.read_text().split()[0]) / 1e9


def measure(size: int, superuser: psycopg.Connection[Any]) -> dict[str, float]:
    """Import `size` hospitals and COPY the same rows; return the ratio and what it is made of.

    Django must be set up as the application, on the database that `superuser` is connected to;
    what is imported is taken back in the end.
    """
    from django.conf import settings  # inline: Django is set up by whoever measures

    with TemporaryDirectory() as folder:
        settings.DATA_DIR = Path(folder)
        file = Path(folder) / "hospitals.csv"
        write_file(file, size)
        check, load, peak, actor, import_id = _import(file)
        bare = _copy(superuser, folder)
    _take_back(actor, import_id)
    return {
        "size": size,
        "ratio": bare.work / load.work,
        "ratio_on_the_wall": bare.wall / load.wall,
        "import_client": load.client,
        "import_server": load.server,
        "import_wall": load.wall,
        "check_work": check.work,
        "copy_work": bare.work,
        "copy_wall": bare.wall,
        "peak_megabytes": peak,
    }


def _import(file: Path) -> tuple[Worked, Worked, float, Any, Any]:
    from django.db import connection  # inline: as above

    from duan.edge.exchange import commands, files, jobs  # inline: as above

    actor = _importer()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        pid = cursor.fetchone()[0]
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    kept = files.keep([file.read_bytes()])
    import_ = commands.receive_import(actor, kept=kept, file_name=file.name)
    commands.check_import(actor, import_id=import_.pk, mapping=import_.mapping, duplicates="add")
    with Worked(pid) as check:
        assert jobs.work_once() == 1
    _expect(actor, import_.pk, "CHECKED")
    commands.load_import(actor, import_id=import_.pk, skip_refused=False)
    with Worked(pid) as load:
        assert jobs.work_once() == 1
    _expect(actor, import_.pk, "LOADED")
    return check, load, _peak(), actor, import_.pk


def _expect(actor: Any, import_id: Any, state: str) -> None:
    from duan.core.kernel.context import acting  # inline: as above
    from duan.edge.exchange.models import Import  # inline: as above

    with acting(actor):
        import_ = Import.objects.get(pk=import_id)
    assert import_.state == state, (import_.state, import_.message)
    print(f"  {state}: {import_.counts}", flush=True)


def _copy(superuser: psycopg.Connection[Any], folder: str) -> Worked:
    """COPY the imported rows, in the order they lie in, into tables of the same build."""
    columns = {table: _columns(superuser, table) for table in TABLES}
    files = {table: Path(folder) / f"{table}.copy" for table in TABLES}
    for table in TABLES:
        rows = SQL("COPY (SELECT {} FROM {} ORDER BY ctid) TO STDOUT")
        wanted = rows.format(columns[table], Identifier(table))
        with (
            files[table].open("wb") as out,
            superuser.cursor() as cursor,
            cursor.copy(wanted) as copy,
        ):
            for block in copy:
                out.write(block)
        same = SQL("CREATE TABLE {} (LIKE {} INCLUDING ALL)")
        superuser.execute(same.format(Identifier(f"bare_{table}"), Identifier(table)))
    _same_references(superuser)
    with Worked(superuser.info.backend_pid) as bare, superuser.transaction():
        for table in TABLES:
            bare_rows = SQL("COPY {} ({}) FROM STDIN")
            into = bare_rows.format(Identifier(f"bare_{table}"), columns[table])
            with (
                files[table].open("rb") as source,
                superuser.cursor() as cursor,
                cursor.copy(into) as copy,
            ):
                while block := source.read(1 << 20):
                    copy.write(block)
    for table in reversed(TABLES):
        superuser.execute(SQL("DROP TABLE {}").format(Identifier(f"bare_{table}")))
    return bare


def _columns(superuser: psycopg.Connection[Any], table: str) -> Composed:
    """Return the columns that are stored, not generated."""
    found = superuser.execute(
        "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0"
        " AND NOT attisdropped AND attgenerated = '' ORDER BY attnum",
        [table],
    )
    return SQL(", ").join(Identifier(name) for (name,) in found)


def _same_references(superuser: psycopg.Connection[Any]) -> None:
    """Give the copies the foreign keys that LIKE leaves out."""
    for table in TABLES:
        for name, text in superuser.execute(
            "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint"
            " WHERE conrelid = %s::regclass AND contype = 'f'",
            [table],
        ).fetchall():
            rule = text
            for other in TABLES:
                rule = rule.replace(f"REFERENCES {other}(", f"REFERENCES bare_{other}(")
            add = SQL("ALTER TABLE {} ADD CONSTRAINT {} {}")
            superuser.execute(add.format(Identifier(f"bare_{table}"), Identifier(name), SQL(rule)))


def _importer() -> Any:
    """Make an account that may import everywhere."""
    from tests import make  # inline: needs Django

    return make.somebody("data_steward", on=make.ROOT, name="导入者")


def _take_back(actor: Any, import_id: Any) -> None:
    from duan.edge.exchange import commands  # inline: as above

    commands.undo_import(actor, import_id=import_id)


def _peak() -> float:
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1]) / 1024
    return 0.0


def main(size: int) -> None:
    """Measure in an empty database of the benchmarks' own server."""
    database = "bench_import"
    cluster.CLUSTER.start()
    cluster.CLUSTER.drop_database(database)
    cluster.start(database)
    import django  # inline: after the environment names the database

    django.setup()
    cluster.migrate(database)
    with cluster.connect("superuser", database) as db:
        for name, value in measure(size, db).items():
            print(f"{name:>20} {value:10.2f}")
    cluster.stop()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
