"""A list taken out as a file: what the viewer may take, safe to open, with a trace of it."""

from __future__ import annotations

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from duan.core.audit.models import Entry
from duan.edge.exchange import files
from duan.edge.exchange.sheets.sheet import open_sheet
from duan.trade.terminals.commands import add_contact, log_interaction
from duan.trade.terminals.queries.exports import COLUMNS
from duan.trade.terminals.types import Channel, Kind, Meeting, Person, Profile, Purpose
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def data_dir(settings, tmp_path):
    settings.DATA_DIR = tmp_path


@pytest.fixture
def wuhan():
    return make.scope("武汉", region_code="420100")


@pytest.fixture
def seller(wuhan):
    return make.somebody("sales", on=wuhan)


def hospital(name: str, *, on: int, **known: object) -> None:
    make.terminal(
        name, by=make.somebody("data_steward", on=make.ROOT), on=on, profile=Profile(**known)
    )


def exported(actor, **query: str):
    answer = make.client(actor).get("/api/terminals/export", query)
    assert answer.status_code == 200, answer.content
    return answer, b"".join(answer.streaming_content)


def rows(actor, **query: str) -> list[dict[str, str]]:
    _, data = exported(actor, format="csv", **query)
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))


def test_only_what_is_in_reach_goes_out(seller, wuhan):
    hospital("武汉协和医院", on=wuhan, beds=100, tags=("重点", "定点"), level="3", grade="A")
    hospital("广州医院", on=make.scope("广州"))

    found = rows(seller, columns="name,beds,tags,level,grade,scope_name")

    assert found == [
        {"名称": "武汉协和医院", "床位数": "100", "标签": "重点、定点", "级别": "三级",
         "等次": "甲等", "辖区": "武汉"},
    ]  # fmt: skip


def test_the_filter_of_the_list_narrows_the_file(seller, wuhan):
    hospital("武汉协和医院", on=wuhan, level="3")
    hospital("武汉小医院", on=wuhan, level="1")

    assert [row["名称"] for row in rows(seller, level="3")] == ["武汉协和医院"]
    assert [row["名称"] for row in rows(seller, q="小医院")] == ["武汉小医院"]


def test_all_columns_go_out_when_none_is_named(seller, wuhan):
    hospital("武汉协和医院", on=wuhan)

    assert list(rows(seller)[0]) == [header for header, _ in COLUMNS.values()]


def test_an_unknown_column_is_refused(seller):
    answer = make.client(seller).get("/api/terminals/export", {"columns": "name,password"})

    assert (answer.status_code, answer.json()["where"][0]["field"]) == (422, "columns")


def test_a_workbook_holds_the_same(seller, wuhan, tmp_path):
    hospital("武汉协和医院", on=wuhan, address="=1+1")

    answer, data = exported(seller, columns="name,address")

    path = tmp_path / "out.xlsx"
    path.write_bytes(data)
    sheet = open_sheet(path, name="out.xlsx")
    assert [row.cells for row in sheet.rows()] == [("武汉协和医院", "=1+1")]
    assert answer.headers["Content-Disposition"].startswith("attachment; filename*=utf-8''")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@a", "\t=1"])
def test_nothing_that_a_spreadsheet_would_run_goes_out(seller, wuhan, text):
    hospital("甲医院", on=wuhan, address=text)

    assert rows(seller, columns="address")[0]["地址"].startswith("'")


def test_contacts_never_go_out(wuhan):
    steward = make.somebody("sales_manager", on=wuhan)
    terminal_id = make.terminal("甲医院", by=steward, on=wuhan)
    add_contact(steward, terminal_id=terminal_id, person=Person(name="王秘密", phone="13987651234"))

    _, data = exported(steward, format="csv")

    text = data.decode("utf-8-sig")
    assert [secret for secret in ("王秘密", "13987651234", "139") if secret in text] == []


def test_who_may_only_look_may_not_take_out(wuhan):
    viewer = make.client(make.somebody("viewer", on=wuhan))

    answer = viewer.get("/api/terminals/export")

    assert (answer.status_code, answer.json()["code"]) == (403, "not_allowed")


def test_an_export_leaves_a_trace_and_no_file(seller, wuhan):
    hospital("甲医院", on=wuhan)

    exported(seller, format="csv", columns="name")

    make.as_(seller)
    entry = Entry.objects.get(command="exchange.export_terminals")
    assert entry.details == {"count": 1, "kind": "CSV", "columns": ["name"]}
    assert list(files.folder().iterdir()) == []


def test_one_and_three_rows_cost_the_same(seller, wuhan):
    hospital("甲医院", on=wuhan)

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            exported(seller, format="csv")
        return len(asked)

    one = queries()
    hospital("乙医院", on=wuhan)
    hospital("丙医院", on=wuhan)
    assert queries() == one


def test_interactions_go_out_with_their_institution_and_only_from_ones_own_region(seller, wuhan):
    other = make.scope("广州")
    for place, name in ((wuhan, "武汉协和医院"), (other, "广州医院")):
        steward = make.somebody("data_steward", on=make.ROOT, name="叶知秋")
        hospital_id = make.terminal(name, by=steward, on=place)
        ward = make.terminal("骨科", by=steward, kind=Kind.DEPARTMENT, under=hospital_id)
        log_interaction(
            steward,
            terminal_id=ward,
            meeting=Meeting(
                met_at=make.database_now(),
                channel=Channel.PHONE,
                purpose=Purpose.NEEDS,
                summary="=1+1",
                companions=("李雷", "韩梅梅"),
            ),
        )

    answer = make.client(seller).get("/api/terminals/interactions/export", {"format": "csv"})

    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(text))
    shown = [row[name] for name in ("机构", "终端", "方式", "目的", "内容", "同行人", "登记人")]
    assert shown == ["武汉协和医院", "骨科", "电话", "了解需求", "'=1+1", "李雷、韩梅梅", "叶知秋"]
    make.as_(make.admin())
    entry = Entry.objects.get(command="exchange.export_interactions")
    assert entry.details == {"count": 1, "kind": "CSV"}
