"""A job is worked on by one worker at a time, and by another when that one is gone."""

from __future__ import annotations

from datetime import timedelta

import pytest

from duan.edge.exchange import jobs
from duan.edge.exchange.models import Job
from tests import make
from tests.edge.exchange.importing import get, post, upload

pytestmark = pytest.mark.django_db

SMALL = "名称,市代码\n武汉协和医院,420100\n"


@pytest.fixture(autouse=True)
def data_dir(settings, tmp_path):
    settings.DATA_DIR = tmp_path


@pytest.fixture
def client():
    wuhan = make.scope("武汉", region_code="420100")
    return make.client(make.somebody("sales_manager", on=wuhan))


def test_a_lease_that_ran_out_is_taken_over(client):
    import_ = upload(client, SMALL).json()
    post(client, f"{import_['id']}/check", {"mapping": import_["mapping"]})
    Job.objects.update(
        lease="01a20000-0000-7000-8000-000000000000",
        lease_ends_at=make.database_now() - timedelta(seconds=1),
        attempts=1,
    )

    assert jobs.work_once() == 1
    assert get(client, import_["id"])["state"] == "CHECKED"


def test_a_lease_in_force_is_left_alone(client):
    import_ = upload(client, SMALL).json()
    post(client, f"{import_['id']}/check", {"mapping": import_["mapping"]})
    Job.objects.update(
        lease="01a20000-0000-7000-8000-000000000000",
        lease_ends_at=make.database_now() + timedelta(seconds=9),
    )

    assert jobs.work_once() == 0


def test_a_job_that_keeps_killing_its_worker_is_given_up(client):
    import_ = upload(client, SMALL).json()
    post(client, f"{import_['id']}/check", {"mapping": import_["mapping"]})
    Job.objects.update(attempts=3)

    jobs.work_once()

    told = get(client, import_["id"])
    assert (told["state"], told["message"]) == (
        "FAILED",
        "任务执行时进程多次中断，已停止。请联系管理员查看日志。文件已删除，再次检查请重新上传。",
    )
