"""A file's way in, over HTTP and through the worker: upload, check, load, undo."""

from __future__ import annotations

import stat

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from duan.core.access import commands as access
from duan.core.audit.models import Entry
from duan.core.people.models import Session
from duan.edge.exchange import files, jobs
from duan.edge.exchange.models import Import, ImportProblem, Job
from duan.edge.exchange.sheets.sheet import open_sheet
from duan.trade.terminals.models import Terminal
from duan.trade.terminals.types import Kind
from tests import make
from tests.edge.exchange.importing import checked, get, loaded, post, problems, upload

pytestmark = pytest.mark.django_db

SMALL = """名称,市代码,市,地址,级别,电话,联系人,手机
武汉协和医院（华中科技大学同济医学院附属协和医院）,420100,武汉市,解放大道1277号,三级甲等,027-85726114,王主任,13812345678
湖北省中医院（光谷院区）,420100,武汉市,珞喻路856号,三甲,,,
"""
WRONG = """名称,市代码,市,床位,手机,联系人
好医院,420100,武汉市,100,13812345678,王主任
坏医院,420100,武汉市,很多,13812345678,王主任
,420100,武汉市,100,,
远医院,440100,广州市,100,,
盲医院,420100,武汉市,100,138****5678,李主任
"""


@pytest.fixture(autouse=True)
def data_dir(settings, tmp_path):
    settings.DATA_DIR = tmp_path


@pytest.fixture
def wuhan():
    return make.scope("武汉", region_code="420100")


@pytest.fixture
def manager(wuhan):
    return make.somebody("sales_manager", on=wuhan, name="武汉经理")


@pytest.fixture
def client(manager):
    return make.client(manager)


def test_an_upload_says_what_its_columns_are(client):
    answer = upload(client, SMALL)

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


def test_an_uploaded_file_can_be_read_by_us_alone(client):
    upload(client, SMALL)

    folder = files.folder()
    kept = list(folder.iterdir())
    assert [stat.S_IMODE(path.stat().st_mode) for path in (folder, *kept)] == [0o700, 0o600]


def test_a_check_counts_and_writes_nothing(client, manager):
    import_ = checked(client, SMALL)

    assert (import_["state"], import_["message"]) == ("CHECKED", "")
    assert import_["counts"] == {
        "new": 2, "changed": 0, "same": 0, "refused": 0, "campuses": 1, "institutions": 1,
        "duplicates": 0,
    }  # fmt: skip
    make.as_(manager)
    assert Terminal.objects.count() == 0


def test_a_load_writes_what_the_check_said(client, manager):
    import_ = loaded(client, SMALL)

    make.as_(manager)
    names = Terminal.objects.values_list("name", "kind", "parent__name")
    assert import_["state"] == "LOADED", import_
    assert sorted(names) == [
        ("光谷院区", "CAMPUS", "湖北省中医院"),
        ("武汉协和医院", "HOSPITAL", None),
        ("湖北省中医院", "HOSPITAL", None),
    ]


def test_each_problem_names_its_place_and_what_to_do(client):
    import_ = checked(client, WRONG)

    told = [
        (one["row"], one["column"], one["field"], one["value"], one["code"], one["message"])
        for one in problems(client, import_)
    ]
    assert told == [
        (3, "D 床位", "床位数", "很多", "BEDS_UNREADABLE", "床位数「很多」不是整数"),
        (4, "A 名称", "名称", "", "NAME_MISSING", "没有填写名称"),
        (5, "B 市代码", "市代码", "全公司", "OUT_OF_REACH", "这一行属于辖区「全公司」，不在您的导入权限内"),
        (6, "E 手机", "联系人1电话", "*********78", "PHONE_MASKED",
         "「138****5678」是脱敏后的号码，不能导入"),
    ]  # fmt: skip
    assert {one["severity"] for one in problems(client, import_)} == {"ERROR"}
    assert all(one["fix"] for one in problems(client, import_))
    assert import_["counts"] == {
        "new": 1, "changed": 0, "same": 0, "refused": 4, "campuses": 0, "institutions": 0,
        "duplicates": 0,
    }  # fmt: skip


def test_wrong_rows_hold_the_load_back_until_somebody_skips_them(client, manager):
    import_ = checked(client, WRONG)

    post(client, f"{import_['id']}/load", {"skip_refused": False})
    jobs.work_once()
    held = get(client, import_["id"])
    post(client, f"{import_['id']}/load", {"skip_refused": True})
    jobs.work_once()
    done = get(client, import_["id"])

    make.as_(manager)
    assert (held["state"], held["message"]) == (
        "CHECKED",
        "有 4 行有错误。请改正后重新上传，或选择跳过有错误的行。",
    )
    assert done["state"] == "LOADED"
    assert list(Terminal.objects.values_list("name", flat=True)) == ["好医院"]


def test_the_error_file_holds_the_refused_rows_and_can_be_sent_again(client, tmp_path):
    import_ = checked(client, WRONG)

    answer = client.get(f"/api/imports/{import_['id']}/errors", {"format": "xlsx"})

    data = b"".join(answer.streaming_content)
    path = tmp_path / "errors.xlsx"
    path.write_bytes(data)
    sheet = open_sheet(path, name="errors.xlsx")
    rows = [
        dict(zip([c.header for c in sheet.columns], row.cells, strict=True)) for row in sheet.rows()
    ]
    assert [row["名称"] for row in rows] == ["坏医院", "", "远医院", "盲医院"]
    assert rows[0]["错误原因"] == "床位数「很多」不是整数"
    again = checked(client, data, name="错误行.xlsx")
    assert again["counts"]["refused"] == 4
    assert not list(files.folder().glob("out-*"))


def test_the_same_columns_are_mapped_as_last_time(client):
    import_ = upload(client, SMALL).json()
    mapping = {"name": "名称", "city_code": "市代码", "short_name": "市"}
    post(client, f"{import_['id']}/check", {"mapping": mapping})
    jobs.work_once()

    again = upload(client, SMALL + "武汉同济医院,420100,武汉市,,,,,\n").json()

    assert again["mapping"] == mapping


@pytest.mark.parametrize(
    ("mapping", "message"),
    [
        ({}, "请选择「名称」是哪一列"),
        ({"name": "没有"}, "文件里没有「没有」这一列"),
        ({"name": "名称", "wrong": "市"}, "没有这个字段"),
        ({"name": "名称", "city": "名称"}, "「名称」这一列已对应到「名称」"),
    ],
)
def test_a_wrong_mapping_is_refused(client, mapping, message):
    import_ = upload(client, SMALL).json()

    answer = post(client, f"{import_['id']}/check", {"mapping": mapping})

    body = answer.json()
    assert (answer.status_code, body["code"]) == (422, "unusable_mapping")
    assert [place["message"] for place in body["where"]] == [message]


def test_a_loaded_file_is_not_loaded_twice_until_it_is_taken_back(client, manager):
    first = loaded(client, SMALL)

    again = checked(client, SMALL)
    refused = post(client, f"{again['id']}/load")
    undone = post(client, f"{first['id']}/undo")
    allowed = post(client, f"{again['id']}/load")
    jobs.work_once()

    make.as_(manager)
    assert again["already_loaded_as"] == first["id"]
    assert (refused.status_code, refused.json()["code"]) == (409, "already_loaded")
    assert (undone.status_code, undone.json()["state"]) == (202, "UNDONE")
    assert allowed.status_code == 202
    assert get(client, again["id"])["state"] == "LOADED"
    assert Terminal.objects.count() == 3


def test_an_undo_that_is_refused_says_why(client, manager):
    import_ = loaded(client, SMALL)
    make.as_(manager)
    kept = Terminal.objects.get(name="武汉协和医院")
    make.terminal("骨科", by=manager, kind=Kind.DEPARTMENT, under=kept.pk)

    answer = post(client, f"{import_['id']}/undo")

    assert (answer.status_code, answer.json()["code"]) == (409, "undo_refused")
    assert kept.terminal_no in answer.json()["message"]
    assert get(client, import_["id"])["state"] == "LOADED"


def test_likely_duplicates_are_proposed_and_skipped(client, manager):
    loaded(client, "名称,市代码,床位\n武汉市第一医院,420100,100\n")

    import_ = loaded(client, "名称,市代码,床位\n武汉第一医院,420100,200\n")

    page = client.get(f"/api/imports/{import_['id']}/duplicates").json()
    make.as_(manager)
    known = Terminal.objects.get()
    assert [(one["row"], one["name"]) for one in page["items"]] == [(2, "武汉第一医院")]
    best = page["items"][0]["candidates"][0]
    assert (best["id"], best["name"]) == (str(known.pk), "武汉市第一医院")
    assert (import_["counts"]["duplicates"], known.beds) == (1, 100)


def test_a_job_works_as_its_requester_and_leaves_no_session_open(client, manager):
    loaded(client, SMALL)

    make.as_(manager)
    assert Job.objects.count() == 0
    assert Session.objects.filter(name="导入任务", ended_at=None).count() == 0
    assert Session.objects.filter(name="导入任务").count() == 2
    entries = Entry.objects.filter(command__startswith="exchange.").order_by("at", "id")
    assert list(entries.values_list("command", "actor_name")) == [
        ("exchange.receive_import", "武汉经理"),
        ("exchange.check_import", "武汉经理"),
        ("exchange.carry_out_check", "武汉经理"),
        ("exchange.load_import", "武汉经理"),
        ("exchange.carry_out_load", "武汉经理"),
    ]


def test_a_grant_that_ends_stops_the_job(wuhan):
    manager = make.nobody_special("武汉经理")
    grant_id = make.grant(manager, "sales_manager", on=wuhan)
    client = make.client(manager)
    import_ = upload(client, SMALL).json()
    post(client, f"{import_['id']}/check", {"mapping": import_["mapping"]})
    access.end_grant(make.admin(), grant_id=grant_id, reason="调岗")

    jobs.work_once()

    make.grant(manager, "sales_manager", on=wuhan)
    told = get(client, import_["id"])
    assert (told["state"], told["counts"]["new"]) == ("FAILED", 0)
    assert "您没有这项权限（terminals.import）" in told["message"]
    assert Job.objects.count() == 0


def test_a_job_whose_session_was_ended_fails(client, manager):
    import_ = upload(client, SMALL).json()
    post(client, f"{import_['id']}/check", {"mapping": import_["mapping"]})
    make.people.end_other_sessions(manager)

    jobs.work_once()

    told = get(client, import_["id"])
    assert (told["state"], told["message"]) == (
        "FAILED",
        "发起导入的会话已结束，任务没有执行。请重新发起。文件已删除，再次检查请重新上传。",
    )


def test_a_check_may_be_made_again_and_forgets_the_first(client, manager):
    import_ = checked(client, WRONG)

    post(client, f"{import_['id']}/check", {"mapping": {"name": "名称", "city_code": "市代码"}})
    jobs.work_once()

    make.as_(manager)
    codes = ImportProblem.objects.order_by("row").values_list("code", flat=True)
    assert list(codes) == ["NAME_MISSING", "OUT_OF_REACH"]


def test_nobody_uploads_what_he_may_not_import(wuhan):
    seller = make.client(make.somebody("sales", on=wuhan))

    answer = upload(seller, SMALL)

    assert (answer.status_code, answer.json()["code"]) == (403, "not_allowed")
    assert list(files.folder().iterdir()) == []


def test_a_file_that_is_too_large_leaves_nothing_behind(client, monkeypatch):
    monkeypatch.setattr(files, "MOST_BYTES", 1024 * 1024)

    answer = upload(client, b"x" * (1024 * 1024 + 1))

    assert (answer.status_code, answer.json()["code"]) == (413, "file_too_large")
    assert answer.json()["message"] == "文件超过 1 MB，请拆成几个文件分别导入。"
    assert list(files.folder().iterdir()) == []


def test_a_template_filled_in_is_read_without_its_example(client):
    answer = client.get("/api/imports/template", {"format": "xlsx"})

    data = b"".join(answer.streaming_content)
    import_ = upload(client, data, name="模板.xlsx").json()
    assert answer.headers["Content-Type"].endswith("spreadsheetml.sheet")
    assert import_["mapping"]["name"] == "名称*"
    assert len(import_["mapping"]) == len(import_["columns"]) - 1
    assert Import.objects.get().rows_total <= 1


def test_a_list_of_imports_costs_the_same_for_one_and_three(client):
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            client.get("/api/imports")
        return len(asked)

    upload(client, SMALL)
    one = queries()
    for n in range(2):
        upload(client, SMALL + f"医院{n},420100,武汉市,,,,,\n")
    assert queries() == one


def test_an_import_in_the_list_says_how_it_stands(client):
    import_ = loaded(client, SMALL)

    items = client.get("/api/imports").json()["items"]

    assert [(one["id"], one["state"], one["created_by_name"]) for one in items] == [
        (import_["id"], "LOADED", "武汉经理")
    ]


@pytest.mark.parametrize("rows", [1, 200_000], ids=["in memory", "on the disk"])
def test_an_upload_that_is_sent_again_is_one_import(client, manager, rows):
    data = ("名称,市代码\n" + "甲医院,420100\n" * rows).encode()

    def send():
        file = SimpleUploadedFile("医院.csv", data)
        return client.post("/api/imports", {"file": file}, headers={"Idempotency-Key": "once"})

    first, again = send(), send()

    make.as_(manager)
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    assert Import.objects.count() == 1
    assert len(list(files.folder().iterdir())) == 1
