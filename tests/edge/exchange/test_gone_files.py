"""An uploaded file holds personal data: it is deleted when nobody needs it any more."""

from __future__ import annotations

import os
import time

import pytest

from duan.edge.exchange import files, jobs
from tests import make
from tests.edge.exchange.importing import checked, get, loaded, post, upload

pytestmark = pytest.mark.django_db

SMALL = "名称,市代码,床位\n武汉协和医院,420100,1\n坏医院,420100,很多\n"
DAY = 24 * 3600
GONE = "「医院.csv」的原文件已删除：撤销或检查失败后、或满 30 天不再保留。需要的话请重新上传。"


@pytest.fixture(autouse=True)
def data_dir(settings, tmp_path):
    settings.DATA_DIR = tmp_path


@pytest.fixture
def manager():
    return make.somebody("sales_manager", on=make.scope("武汉", region_code="420100"))


@pytest.fixture
def client(manager):
    return make.client(manager)


def kept() -> list[str]:
    return [path.name for path in files.folder().iterdir()]


def refused(answer) -> tuple[int, str, str]:
    return answer.status_code, answer.json()["code"], answer.json()["message"]


def test_an_undone_import_loses_its_file_and_says_so(client, django_capture_on_commit_callbacks):
    import_ = loaded(client, SMALL)
    with django_capture_on_commit_callbacks(execute=True):
        post(client, f"{import_['id']}/undo")

    again = post(client, f"{import_['id']}/check", {"mapping": import_["mapping"]})
    errors = client.get(f"/api/imports/{import_['id']}/errors")

    assert kept() == []
    assert [refused(answer) for answer in (again, errors)] == [(409, "file_is_gone", GONE)] * 2
    assert get(client, import_["id"])["state"] == "UNDONE"


def test_an_undo_that_is_refused_keeps_the_file(
    client, manager, django_capture_on_commit_callbacks
):
    import_ = checked(client, SMALL)
    with django_capture_on_commit_callbacks(execute=True):
        post(client, f"{import_['id']}/undo")

    assert len(kept()) == 1


def test_a_failed_check_loses_its_file(client, manager):
    import_ = upload(client, SMALL).json()
    post(client, f"{import_['id']}/check", {"mapping": import_["mapping"]})
    make.people.end_other_sessions(manager)

    jobs.work_once()

    assert (get(client, import_["id"])["state"], kept()) == ("FAILED", [])


def test_the_worker_deletes_files_after_thirty_days_and_keeps_the_import(client):
    old = checked(client, SMALL)
    [path] = files.folder().iterdir()
    os.utime(path, (time.time() - 30 * DAY - 60,) * 2)
    upload(client, SMALL + "另一医院,420100,2\n")
    [young] = set(files.folder().iterdir()) - {path}
    os.utime(young, (time.time() - 30 * DAY + 60,) * 2)

    jobs.Tidying().tidy()

    assert kept() == [young.name]
    assert get(client, old["id"])["state"] == "CHECKED"
    assert refused(post(client, f"{old['id']}/load"))[:2] == (409, "file_is_gone")


def test_files_are_looked_through_once_an_hour(client):
    tidying = jobs.Tidying()
    tidying.tidy()
    upload(client, SMALL)
    [path] = files.folder().iterdir()
    os.utime(path, (0, 0))

    tidying.tidy()

    assert kept() == [path.name]
