"""Importing hospitals with two contacts each, against a bare COPY of the very same rows.

The import is the product's own: file, validation, row security, sealing, audit, one transaction.
The COPY is what PostgreSQL can do at best: the finished rows, as superuser, into tables with the
same indexes, constraints and generated column. Both in one run, in turn, in seconds of processor
time of client and server together, and on the wall.
"""

from __future__ import annotations

import csv
import os
import random
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import psycopg

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
            place = "".join(chance.choices(_PLACES, k=3))
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

    def __enter__(self) -> Worked:
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
    """COPY the imported rows, in the order of their numbers, into tables of the same build."""
    pid = superuser.info.backend_pid
    columns, files = {}, {}
    for table in TABLES:
        columns[table] = ", ".join(
            row[0]
            for row in superuser.execute(
                "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0"
                " AND NOT attisdropped AND attgenerated = '' ORDER BY attnum",
                [table],
            )
        )
        files[table] = Path(folder) / f"{table}.copy"
        with (
            files[table].open("wb") as out,
            superuser.cursor() as cursor,
            cursor.copy(
                f"COPY (SELECT {columns[table]} FROM {table} ORDER BY ctid) TO STDOUT"
            ) as copy,
        ):
            for block in copy:
                out.write(block)
        superuser.execute(f"CREATE TABLE bare_{table} (LIKE {table} INCLUDING ALL)")
    _same_references(superuser)
    with Worked(pid) as bare, superuser.transaction():
        for table in TABLES:
            with (
                files[table].open("rb") as source,
                superuser.cursor() as cursor,
                cursor.copy(f"COPY bare_{table} ({columns[table]}) FROM STDIN") as copy,
            ):
                while block := source.read(1 << 20):
                    copy.write(block)
    for table in reversed(TABLES):
        superuser.execute(f"DROP TABLE bare_{table}")
    return bare


def _same_references(superuser: psycopg.Connection[Any]) -> None:
    """Give the copies the foreign keys that LIKE leaves out."""
    for table in TABLES:
        for name, text in superuser.execute(
            "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint"
            " WHERE conrelid = %s::regclass AND contype = 'f'",
            [table],
        ).fetchall():
            for other in TABLES:
                text = text.replace(f"REFERENCES {other}(", f"REFERENCES bare_{other}(")
            superuser.execute(f"ALTER TABLE bare_{table} ADD CONSTRAINT {name} {text}")


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


def _alone(size: int) -> dict[str, float]:
    """Measure in a fresh database of a server of our own."""
    checkout = Path(__file__).resolve().parents[1]
    sys.path[:0] = [str(checkout), str(checkout / "src")]
    os.environ.setdefault("DUAN_TEST_PG", str(checkout / "var" / "bench-import"))
    os.environ["DJANGO_SETTINGS_MODULE"] = "duan.edge.config.settings"
    import django  # inline: as above
    from tests import postgres  # inline: starts the server before Django loads

    django.setup()
    from tests import conftest  # inline: needs Django

    name = "duan_bench_import"
    postgres.recreate(name)
    conftest._build(name)
    conftest._point("default", name, "app")
    try:
        with psycopg.connect(**postgres.CLUSTER.conninfo("superuser", name), autocommit=True) as db:
            return measure(size, db)
    finally:
        from django.db import connections  # inline: as above

        connections.close_all()
        postgres.pytest_unconfigure()


if __name__ == "__main__":
    for key, value in _alone(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000).items():
        print(f"{key:>20} {value:10.2f}")
