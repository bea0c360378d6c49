"""Every route, asked by somebody from another region: nothing of ours may show.

The table names for each operation how to call it so that it would succeed for us. A route that is
not in the table fails the first test, so none can be added without saying how it keeps quiet.
"""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from duan.core.files.commands import keep_file
from duan.edge.api.mount import api
from duan.edge.config.roles import ROLES
from duan.edge.exchange import commands as exchange
from duan.edge.exchange import files, jobs
from duan.trade.terminals import commands
from duan.trade.terminals.models import Terminal
from duan.trade.terminals.types import Channel, Kind, Meeting, Person, Profile, Purpose
from tests import make
from tests.edge.api import (
    leaks_assets,
    leaks_care,
    leaks_catalog,
    leaks_delivery,
    leaks_field,
    leaks_journey,
    leaks_money,
    leaks_sales,
)
from tests.edge.api.leaks import Call

pytestmark = pytest.mark.django_db

SECRET = "绝密协和医院"
SECRETS = (
    SECRET,
    "juemi",
    "王秘密",
    "13987651234",
    "机密谈话",
    "T0000001",
    "绝密序列号",
    "绝密仓库",
    "绝密项目",
    "绝密需求",
    "绝密合同",
    "绝密病房",
    "绝密签字人",
    "绝密培训",
)


SEEN = {"seen_version": 1}
CALLS: dict[str, Call] = {
    "GET /me": Call(outsider_gets=200),
    "GET /me/grants": Call(outsider_gets=200),
    "GET /me/sessions": Call(outsider_gets=200),
    "POST /me/sessions/{session_id}/end": Call(),
    "POST /me/sessions/end-others": Call(outsider_gets=200),
    "POST /me/password": Call({"old": "x", "new": "y"}, outsider_gets=422),
    "GET /me/views": Call(query={"list": "terminals"}, outsider_gets=200),
    "POST /me/views": Call({"list": "l", "name": "n", "state": {}}, outsider_gets=200),
    "POST /me/views/{view_id}/drop": Call(),
    "GET /terminals/kinds": Call(outsider_gets=200),
    "GET /terminals/attribute-sets": Call(outsider_gets=200),
    "GET /terminals/attribute-schema": Call(query={"kind": "HOSPITAL"}, outsider_gets=200),
    "POST /terminals/attribute-sets": Call(
        {
            "kind": "HOSPITAL",
            "title": "t",
            "schema": {"type": "object", "properties": {"a": {"type": "string", "title": "甲"}}},
        },
    ),
    "GET /terminals/interactions": Call(outsider_gets=200),
    "GET /terminals": Call(query={"q": "协和"}, outsider_gets=200),
    "GET /terminals/count": Call(query={"q": "协和"}, outsider_gets=200),
    "POST /terminals": Call({"kind": "DEPARTMENT", "name": "骨科", "parent_id": "{terminal_id}"}),
    "GET /terminals/{terminal_id}": Call(),
    "POST /terminals/{terminal_id}/revise": Call({**SEEN, "beds": 1}),
    "POST /terminals/{terminal_id}/change-status": Call(
        {**SEEN, "status": "ACTIVE", "reason": "签约"}
    ),
    "POST /terminals/{terminal_id}/move": Call({**SEEN, "parent_id": "{terminal_id}"}),
    "POST /terminals/{terminal_id}/merge": Call(
        {**SEEN, "into_id": "{terminal_id}", "reason": "重复"}
    ),
    "POST /terminals/{terminal_id}/open-scope": Call(),
    "GET /terminals/{terminal_id}/tree": Call(),
    "GET /terminals/{terminal_id}/timeline": Call(),
    "GET /terminals/{terminal_id}/contacts": Call(),
    "POST /terminals/{terminal_id}/contacts": Call({"name": "李雷"}),
    "GET /terminals/{terminal_id}/interactions": Call(),
    "POST /terminals/{terminal_id}/interactions": Call(
        {
            "met_at": "2026-01-01T09:00:00+08:00",
            "channel": "VISIT",
            "purpose": "NEEDS",
            "summary": "聊聊",
        }
    ),
    "POST /terminals/contacts/{contact_id}/revise": Call({**SEEN, "name": "李雷"}),
    "POST /terminals/contacts/{contact_id}/drop": Call(SEEN),
    "POST /terminals/contacts/{contact_id}/reveal": Call({"purpose": "联系送货"}),
    "GET /staff/accounts": Call(outsider_gets=403),
    "POST /staff/accounts": Call(
        {"login_name": "spy", "display_name": "间谍", "password": "long-enough-42"},
        outsider_gets=403,
    ),
    "POST /staff/services": Call({"login_name": "bot", "display_name": "程序"}, outsider_gets=403),
    "POST /staff/accounts/{account_id}/disable": Call(outsider_gets=403),
    "POST /staff/accounts/{account_id}/tokens": Call(
        {"name": "t", "expires_at": "2099-01-01T00:00:00Z"}, outsider_gets=403
    ),
    "GET /staff/roles": Call(outsider_gets=403),
    "GET /staff/scopes": Call(outsider_gets=403),
    "POST /staff/scopes": Call({"parent_id": 1, "name": "x"}, outsider_gets=403),
    "POST /staff/grants": Call(
        {"account_id": "{account_id}", "scope_id": 1, "role_code": "sales", "reason": "x"},
        outsider_gets=403,
    ),
    "POST /staff/grants/{grant_id}/end": Call({"reason": "x"}),
    "POST /files": Call({"scope_id": "{scope_id}"}, upload=b"%PDF-1.7"),
    "GET /files/{file_id}": Call(),
    "GET /imports": Call(outsider_gets=200),
    "GET /imports/template": Call(query={"format": "csv"}, outsider_gets=200),
    "POST /imports": Call(outsider_gets=422),
    "GET /imports/{import_id}": Call(),
    "POST /imports/{import_id}/check": Call({"mapping": {"name": "名称"}}),
    "POST /imports/{import_id}/load": Call({"skip_refused": True}),
    "POST /imports/{import_id}/undo": Call(),
    "GET /imports/{import_id}/problems": Call(),
    "GET /imports/{import_id}/duplicates": Call(),
    "GET /imports/{import_id}/errors": Call(),
    "GET /terminals/export": Call(query={"format": "csv"}, outsider_gets=200),
    "GET /terminals/interactions/export": Call(query={"format": "csv"}, outsider_gets=200),
    "GET /search": Call(query={"q": "协和"}, outsider_gets=200),
    **leaks_catalog.CALLS,
    **leaks_assets.CALLS,
    **leaks_care.CALLS,
    **leaks_sales.CALLS,
    **leaks_money.CALLS,
    **leaks_field.CALLS,
    **leaks_delivery.CALLS,
    **leaks_journey.CALLS,
}


def operations() -> list[str]:
    paths = api.get_openapi_schema(path_prefix="")["paths"]
    return sorted(f"{method.upper()} {path}" for path, item in paths.items() for method in item)


@pytest.fixture(autouse=True)
def data_dir(settings, tmp_path):
    settings.DATA_DIR = tmp_path


def an_import(manager: Any) -> UUID:
    """A file of ours on its way in, checked, with a problem."""
    kept = files.keep([f"名称,床位\n{SECRET},很多\n".encode()])
    import_ = exchange.receive_import(manager, kept=kept, file_name=f"{SECRET}.csv")
    exchange.check_import(manager, import_id=import_.pk, mapping=import_.mapping)
    assert jobs.work_once() == 1
    return import_.pk


@pytest.fixture
def ours():
    """Our terminal, contact, interaction, file and session, by the names of their path parameters."""
    region = make.scope("华中")
    manager = make.somebody("sales_manager", on=region, name="华中经理")
    terminal_id = make.terminal(
        SECRET, by=manager, on=region, profile=Profile(phones=("027-87654321",))
    )
    contact_id = commands.add_contact(
        manager, terminal_id=terminal_id, person=Person(name="王秘密", phone="13987651234")
    )
    commands.log_interaction(
        manager,
        terminal_id=terminal_id,
        meeting=Meeting(
            met_at=make.database_now(),
            channel=Channel.VISIT,
            purpose=Purpose.NEEDS,
            summary="机密谈话",
        ),
    )
    goods = leaks_catalog.make_things()
    deal = leaks_sales.make_things(by=manager, terminal_id=terminal_id, model_id=goods["model_id"])
    view = make.people.save_view(manager, list_name="terminals", name="绝密协和", state={})
    return {
        "scope_id": region,
        "file_id": keep_file(
            manager,
            scope_id=region,
            name=f"{SECRET}验收单.pdf",
            content="%PDF-1.7 机密谈话".encode(),
        ),
        "terminal_id": terminal_id,
        "contact_id": contact_id,
        "session_id": manager.session_id,
        "view_id": view.pk,
        "account_id": manager.account_id,
        "grant_id": make.grant(manager, "viewer", on=region),
        "import_id": an_import(manager),
        **goods,
        **leaks_assets.make_things(region=region, model_id=goods["model_id"]),
        **leaks_care.make_things(
            by=manager, region=region, terminal_id=terminal_id, model_id=goods["model_id"]
        ),
        **deal,
        **leaks_money.make_things(region=region, terminal_id=terminal_id, deal_id=deal["deal_id"]),
        **leaks_field.make_things(by=manager, region=region, terminal_id=terminal_id),
        **leaks_delivery.make_things(region=region, terminal_id=terminal_id),
    }


@pytest.fixture
def outsider():
    return make.somebody("data_steward", on=make.scope("华南"), name="华南主数据")


def fill(value: Any, ours: dict[str, UUID]) -> Any:
    if isinstance(value, dict):
        return {key: fill(inner, ours) for key, inner in value.items()}
    if isinstance(value, list):
        return [fill(inner, ours) for inner in value]
    return value.format(**ours) if isinstance(value, str) else value


def call(actor: Any, operation: str, ours: dict[str, UUID]) -> Any:
    method, path = operation.split(" ")
    known = CALLS[operation]
    address = f"/api{path.format(**ours)}"
    client = make.client(actor)
    if method == "GET":
        return client.get(address, known.query)
    if known.upload:
        file = SimpleUploadedFile("a.pdf", known.upload)
        return client.post(address, {**fill(known.body, ours), "file": file})
    return client.post(address, fill(known.body or {}, ours), content_type="application/json")


def said(answer: Any) -> str:
    """Return what was answered; of a file, its text."""
    if answer.streaming:
        return b"".join(answer.streaming_content).decode()
    return str(answer.content.decode())


def test_every_route_is_in_the_table():
    assert operations() == sorted(CALLS)


@pytest.mark.parametrize("operation", sorted(CALLS))
def test_an_outsider_learns_nothing(operation, ours, outsider):
    before = rows_as_ours(ours)

    answer = call(outsider, operation, ours)

    text = said(answer)
    assert answer.status_code == CALLS[operation].outsider_gets, text
    assert [secret for secret in SECRETS if secret in text] == []
    assert rows_as_ours(ours) == before


def test_somebody_who_may_do_everything_elsewhere_learns_nothing(ours):
    """An outsider without an action is turned away before any row is looked for; this one isn't."""
    outsider, elsewhere = make.nobody_special("华南全能"), make.scope("华南")
    for role in ROLES:
        make.grant(outsider, role, on=elsewhere)
    before = rows_as_ours(ours)

    for operation in sorted(CALLS):
        own = make.session(make.Account.objects.get(pk=outsider.account_id))
        answer = call(own, operation, ours)

        text = said(answer)
        assert [secret for secret in SECRETS if secret in text] == [], operation
        if operation.startswith("POST") and "_id}" in operation:
            assert answer.status_code == 404, (operation, text)

    assert rows_as_ours(ours) == before


@pytest.mark.parametrize("operation", sorted(CALLS))
def test_nobody_is_told_to_sign_in(operation, ours):
    anonymous = make.Client()
    method, path = operation.split(" ")
    send = anonymous.get if method == "GET" else anonymous.post

    answer = send(f"/api{path.format(**ours)}")

    assert (answer.status_code, json.loads(answer.content)["code"]) == (401, "not_signed_in")


def test_a_missing_thing_and_a_hidden_one_are_answered_alike(ours, outsider):
    client = make.client(outsider)

    hidden = client.get(f"/api/terminals/{ours['terminal_id']}")
    missing = client.get("/api/terminals/00000000-0000-7000-8000-000000000000")

    assert hidden.content == missing.content


def test_what_the_outsider_cannot_see_we_can(ours):
    manager = make.session(make.Account.objects.get(display_name="华中经理"))

    found = make.client(manager).get("/api/search", {"q": "协和"}).json()["items"]

    assert [(item["name"], item["match"]) for item in found] == [(SECRET, "NAME")]
    assert Kind(found[0]["kind"]) == Kind.HOSPITAL


def rows_as_ours(ours: dict[str, UUID]) -> list[tuple[Any, ...]]:
    make.as_(make.session(make.Account.objects.get(display_name="华中经理")))
    return list(Terminal.objects.order_by("pk").values_list("pk", "name", "version", "status"))
