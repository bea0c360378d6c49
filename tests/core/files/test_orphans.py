"""Between the disk and the database: what can die in between, and what is then tidied away."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from threading import Event, Thread

import pytest
from django.db import connection, transaction

from duan.core.files import commands, queries
from duan.core.files.jobs import forget_orphans
from duan.edge.exchange.jobs import Tidying
from tests import make
from tests.core.files import contents
from tests.core.files.contents import DAY, digest_of, lies_since, on_disk, where
from tests.core.kernel.test_outbox import CHECKOUT


def keep(who, scope, content=contents.JPEG):
    return commands.keep_file(who, scope_id=scope, name="铭牌.jpg", content=content)


@pytest.fixture
def committed(own_database):
    """A scope and somebody who may keep files there, in a database where things really commit."""
    scope = make.scope("华东")
    return scope, make.somebody("engineer", on=scope)


def test_a_command_that_fails_later_leaves_an_orphan_that_goes_after_a_day(committed):
    scope, engineer = committed
    keep(engineer, scope, contents.PDF)
    with transaction.atomic():
        keep(engineer, scope)
        transaction.set_rollback(True)
    kept, orphan = digest_of(contents.PDF), digest_of(contents.JPEG)
    lies_since(where(contents.PDF), 400 * DAY)
    lies_since(where(contents.JPEG), DAY - 60)

    assert (forget_orphans(), on_disk()) == (0, sorted([kept, orphan]))
    lies_since(where(contents.JPEG), DAY + 60)
    assert (forget_orphans(), on_disk()) == (1, [kept])
    assert forget_orphans() == 0


def test_a_process_that_is_killed_before_its_commit_leaves_no_row_and_an_orphan(
    committed, tmp_path
):
    scope, engineer = committed
    environment = {
        **os.environ,
        "DUAN_DB_NAME": connection.settings_dict["NAME"],
        "DUAN_DATA": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "duan.edge.config.settings",
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    with subprocess.Popen(
        [sys.executable, "-m", "tests.core.files.dying_keeper", str(scope), engineer.token],
        env=environment,
        cwd=CHECKOUT,
        stdout=subprocess.PIPE,
    ) as keeper:
        [file_id] = keeper.stdout.readline().split()
        assert on_disk() == [digest_of(contents.PNG)]
        keeper.send_signal(signal.SIGKILL)
    assert keeper.returncode == -signal.SIGKILL

    with make.acting(engineer):
        assert queries.files_named([file_id.decode()]) == {}
    lies_since(where(contents.PNG), DAY + 60)
    assert (forget_orphans(), on_disk()) == (1, [])


def test_a_content_that_somebody_just_keeps_is_not_forgotten_under_his_hands(committed):
    """An old orphan comes again; its row isn't committed yet when the worker tidies."""
    scope, engineer = committed
    commands.store(contents.JPEG, digest_of(contents.JPEG))
    lies_since(where(contents.JPEG), 2 * DAY)
    kept, tidied, ids = Event(), Event(), []

    def keep_slowly():
        try:
            with transaction.atomic():
                ids.append(keep(engineer, scope))
                kept.set()
                tidied.wait(timeout=20)
        finally:
            connection.close()

    keeper = Thread(target=keep_slowly)
    keeper.start()
    assert kept.wait(timeout=20)
    forgotten = forget_orphans()
    tidied.set()
    keeper.join()

    with make.acting(engineer):
        _, path = queries.get_file(engineer, ids[0])
        assert (forgotten, path.read_bytes()) == (0, contents.JPEG)


def test_the_same_photo_from_two_at_once_lies_once(committed):
    scope, engineer = committed

    ids = make.together(*[lambda: keep(engineer, scope)] * 4)

    assert len(set(ids)) == 4
    assert on_disk() == [digest_of(contents.JPEG)]


def test_a_disk_that_is_full_leaves_neither_row_nor_draft(east, engineer, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"), transaction.atomic():
        keep(engineer, east)
    monkeypatch.undo()

    make.as_(engineer)
    assert (queries.File.objects.count(), on_disk()) == (0, [])


def test_a_draft_of_a_dead_process_goes_after_a_day(east):
    young, old = (queries.folder() / "ab" / f"{name}.part" for name in ("young", "old"))
    young.parent.mkdir(parents=True)
    for path, age in ((young, DAY - 60), (old, DAY + 60)):
        path.touch()
        lies_since(path, age)

    assert (forget_orphans(), on_disk()) == (1, ["young.part"])


def test_the_workers_tidying_forgets_orphans(db):
    commands.store(contents.PDF, digest_of(contents.PDF))
    lies_since(where(contents.PDF), 2 * DAY)

    Tidying().tidy()

    assert on_disk() == []


def test_nothing_was_ever_kept_and_nothing_is_forgotten(db):
    assert forget_orphans() == 0
    assert not Path(queries.folder()).exists()
