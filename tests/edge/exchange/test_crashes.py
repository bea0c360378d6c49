"""What really commits: two at once, a worker killed midway, a browser that went away."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from django.db import connection, connections, transaction

from duan.core.kernel.context import act_under, acting
from duan.edge.exchange import commands, files, jobs
from duan.edge.exchange.models import Import, Job
from duan.trade.terminals.models import Contact, Terminal
from tests import make

ROWS = 3000
CHECKOUT = Path(__file__).resolve().parents[3]


@pytest.fixture(autouse=True)
def data_dir(settings, tmp_path):
    settings.DATA_DIR = tmp_path


@pytest.fixture
def manager(own_database):
    with transaction.atomic():
        wuhan = make.scope("武汉", region_code="420100")
        return make.somebody("sales_manager", on=wuhan, name="武汉经理")


def text(beds: int = 1, rows: int = ROWS) -> bytes:
    lines = [f"第{n}医院,420100,{beds},王{n},138{n:08d}" for n in range(rows)]
    return "\n".join(["名称,市代码,床位,联系人,手机", *lines, ""]).encode()


def received(manager, data: bytes) -> Import:
    kept = files.keep([data])
    return commands.receive_import(manager, kept=kept, file_name="医院.csv")


def checked(manager, data: bytes) -> Import:
    import_ = received(manager, data)
    commands.check_import(manager, import_id=import_.pk, mapping=import_.mapping, duplicates="add")
    assert jobs.work_once() == 1
    return import_


def state(manager, import_: Import) -> tuple[str, str]:
    with acting(manager):
        return Import.objects.values_list("state", "message").get(pk=import_.pk)


def count(manager) -> tuple[int, int]:
    with acting(manager):
        return Terminal.objects.count(), Contact.objects.count()


def test_two_loads_of_the_same_institutions_add_them_once(manager):
    first, second = checked(manager, text()), checked(manager, text(beds=2))
    for one in (first, second):
        commands.load_import(manager, import_id=one.pk, skip_refused=False)
    trouble: list[BaseException] = []

    def work() -> None:
        try:
            jobs.work_once()
        except BaseException as error:  # noqa: BLE001 - told to the test's thread
            trouble.append(error)
        finally:
            connections.close_all()

    workers = [threading.Thread(target=work) for _ in range(2)]
    for one in workers:
        one.start()
    for one in workers:
        one.join()

    with acting(manager):
        found = {one.pk: one for one in Import.objects.all()}
        counts = sorted((one.counts["new"], one.counts["changed"]) for one in found.values())
    assert trouble == []
    assert {one.state for one in found.values()} == {"LOADED"}
    assert counts == [(0, ROWS), (ROWS, 0)]
    assert count(manager) == (ROWS, ROWS)


def test_the_same_bytes_are_started_once_however_many_press_the_button(manager):
    twins = [checked(manager, text(rows=3)) for _ in range(4)]

    def start(import_: Import) -> Import:
        return commands.load_import(manager, import_id=import_.pk, skip_refused=False)

    results = make.together(*[partial(start, one) for one in twins])

    refused = [result for result in results if isinstance(result, commands.AlreadyLoaded)]
    assert len(refused) == 3
    assert Job.objects.count() == 1


def worker(own_database: str, data_dir: Path) -> subprocess.Popen[bytes]:
    """A real worker process on the test's database."""
    environment = {
        **os.environ,
        "DUAN_DB_NAME": own_database,
        "DUAN_DATA": str(data_dir),
        "PYTHONPATH": str(CHECKOUT / "src"),
        "DJANGO_SETTINGS_MODULE": "duan.edge.config.settings",
    }
    program = (
        "import django; django.setup()\n"
        "from duan.edge.exchange import jobs\n"
        "import time\n"
        "while True:\n"
        "    jobs.work_once() or time.sleep(0.05)\n"
    )
    return subprocess.Popen([sys.executable, "-c", program], env=environment, cwd=CHECKOUT)


def wait_for(condition, seconds: float = 60) -> None:
    ends = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < ends, "it did not happen in time"
        time.sleep(0.02)


def claimed() -> bool:
    return Job.objects.exclude(lease=None).exists()


def writes() -> bool:
    """Whether some other session is inserting terminals right now."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM pg_locks l JOIN pg_class c ON c.oid = l.relation"
            " WHERE c.relname = 'terminals_contact' AND l.mode = 'RowExclusiveLock'"
            " AND l.pid <> pg_backend_pid())"
        )
        return bool(cursor.fetchone()[0])


@pytest.mark.parametrize("moment", [claimed, writes], ids=["reading", "writing"])
def test_a_worker_killed_midway_leaves_nothing_and_another_finishes(
    manager, own_database, tmp_path, moment
):
    import_ = checked(manager, text(rows=20_000))
    commands.load_import(manager, import_id=import_.pk, skip_refused=False)
    killed = worker(own_database, tmp_path)
    try:
        wait_for(moment)
    finally:
        killed.send_signal(signal.SIGKILL)
        killed.wait()

    assert count(manager) == (0, 0)
    assert state(manager, import_) == ("LOADING", "")
    assert jobs.work_once() == 0  # the lease of the dead is still in force
    Job.objects.update(lease_ends_at=make.database_now() - timedelta(seconds=1))
    assert jobs.work_once() == 1

    assert state(manager, import_) == ("LOADED", "")
    assert count(manager) == (20_000, 20_000)
    assert Job.objects.count() == 0


def test_a_worker_killed_while_checking_is_followed_by_one_that_checks_again(
    manager, own_database, tmp_path
):
    import_ = received(manager, text(rows=20_000))
    commands.check_import(manager, import_id=import_.pk, mapping=import_.mapping)
    killed = worker(own_database, tmp_path)
    try:
        wait_for(claimed)
    finally:
        killed.send_signal(signal.SIGKILL)
        killed.wait()

    assert state(manager, import_) == ("CHECKING", "")
    Job.objects.update(lease_ends_at=make.database_now() - timedelta(seconds=1))
    assert jobs.work_once() == 1
    assert state(manager, import_) == ("CHECKED", "")


def test_the_work_goes_on_when_the_browser_is_closed(manager):
    import_ = checked(manager, text())
    commands.load_import(manager, import_id=import_.pk, skip_refused=False)
    make.people.sign_out(manager)

    assert jobs.work_once() == 1

    again = make.session(make.Account.objects.get(pk=manager.account_id))
    assert state(again, import_) == ("LOADED", "")


def in_a_thread(work) -> threading.Thread:
    """Run something on a connection of its own."""

    def run() -> None:
        try:
            work()
        finally:
            connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def hold_loading(manager, until: threading.Event) -> None:
    """Be in the middle of a load, as far as others can tell."""
    with transaction.atomic(), connection.cursor() as cursor:
        act_under(manager.token)
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [0x4C4F4144])
        until.wait(20)


def test_a_job_that_takes_long_keeps_its_lease(manager):
    import_ = checked(manager, text(rows=200))
    commands.load_import(manager, import_id=import_.pk, skip_refused=False)
    ended = threading.Event()
    holding = in_a_thread(lambda: hold_loading(manager, ended))
    time.sleep(0.3)
    working = in_a_thread(jobs.work_once)
    wait_for(claimed)
    lease = Job.objects.values_list("lease_ends_at", flat=True)
    first = lease.get()

    wait_for(lambda: lease.all().get() > first, 15)

    ended.set()
    holding.join()
    working.join()
    assert state(manager, import_) == ("LOADED", "")
