"""A file's way in, over HTTP and through the worker: upload, check, load, undo."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from duan.edge.exchange import jobs
from duan.edge.exchange.models import Job
from duan.trade.terminals.models import Terminal
from tests import make

pytestmark = pytest.mark.django_db

SMALL = """名称,市代码,市,地址,级别,电话,联系人,手机
武汉协和医院（华中科技大学同济医学院附属协和医院）,420100,武汉市,解放大道1277号,三级甲等,027-85726114,王主任,13812345678
湖北省中医院（光谷院区）,420100,武汉市,珞喻路856号,三甲,,,
"""


@pytest.fixture(autouse=True)
def data_dir(settings, tmp_path):
    settings.DATA_DIR = tmp_path


@pytest.fixture
def manager():
    wuhan = make.scope("武汉", region_code="420100")
    return make.somebody("sales_manager", on=wuhan, name="武汉经理")


@pytest.fixture
def client(manager):
    return make.client(manager)


def upload(client, text: str | bytes = SMALL, name: str = "医院.csv"):
    data = text.encode() if isinstance(text, str) else text
    return client.post("/api/imports", {"file": SimpleUploadedFile(name, data)})


def post(client, path: str, body=None):
    return client.post(f"/api/imports/{path}", body or {}, content_type="application/json")


def checked(client, text: str | bytes = SMALL, **options):
    import_ = upload(client, text).json()
    answer = post(client, f"{import_['id']}/check", {"mapping": import_["mapping"], **options})
    assert answer.status_code == 202, answer.json()
    assert jobs.work_once() == 1
    return client.get(f"/api/imports/{import_['id']}").json()


def loaded(client, text: str | bytes = SMALL, **options):
    import_ = checked(client, text, **options)
    assert post(client, f"{import_['id']}/load", {"skip_refused": True}).status_code == 202
    assert jobs.work_once() == 1
    return client.get(f"/api/imports/{import_['id']}").json()


def problems(client, import_):
    return client.get(f"/api/imports/{import_['id']}/problems").json()["items"]


def test_an_upload_says_what_its_columns_are(client):
    answer = upload(client)

    body = answer.json()
    assert (answer.status_code, body["state"], body["rows_total"]) == (201, "UPLOADED", 2)
    assert body["mapping"] == {
        "name": "名称",
        "city_code": "市代码",
        "city": "市",
        "address": "地址",
        "level": "级别",
        "phones": "电话",
        "contact1_name": "联系人",
        "contact1_phone": "手机",
    }
    assert body["columns"][0]["samples"][0].startswith("武汉协和医院")
    assert body["created_by_name"] == "武汉经理"


def test_a_check_counts_and_writes_nothing(client, manager):
    import_ = checked(client)

    assert (import_["state"], import_["message"]) == ("CHECKED", "")
    assert import_["counts"] == {
        "new": 2, "changed": 0, "same": 0, "refused": 0, "campuses": 1, "institutions": 1,
        "duplicates": 0,
    }  # fmt: skip
    make.as_(manager)
    assert Terminal.objects.count() == 0


def test_a_load_writes_what_the_check_said(client, manager):
    import_ = loaded(client)

    make.as_(manager)
    names = list(Terminal.objects.order_by("name").values_list("name", "kind", "parent__name"))
    assert import_["state"] == "LOADED", import_
    assert sorted(names) == [
        ("光谷院区", "CAMPUS", "湖北省中医院"),
        ("武汉协和医院", "HOSPITAL", None),
        ("湖北省中医院", "HOSPITAL", None),
    ]
    assert Job.objects.count() == 0
