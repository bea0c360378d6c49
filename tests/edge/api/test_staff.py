"""An administrator brings a new colleague in, and takes him out again."""

from __future__ import annotations

import pytest

from tests import make

pytestmark = pytest.mark.django_db


def post(client, path, body):
    answer = client.post(f"/api/staff{path}", body, content_type="application/json")
    return answer.status_code, answer.json()


@pytest.fixture
def admin():
    return make.client(make.admin())


def test_a_new_colleague_gets_an_account_a_scope_and_a_role(admin):
    _, scope = post(admin, "/scopes", {"parent_id": 1, "name": "华中", "region_code": "420000"})
    _, account = post(
        admin,
        "/accounts",
        {"login_name": "li.lei", "display_name": "李雷", "password": "long-enough-42"},
    )
    grant = {
        "account_id": account["id"],
        "scope_id": scope["id"],
        "role_code": "sales",
        "reason": "入职",
    }
    assert post(admin, "/grants", grant)[0] == 201

    rows = admin.get("/api/staff/accounts").json()["items"]

    (row,) = [row for row in rows if row["login_name"] == "li.lei"]
    assert [(g["role_name"], g["scope_name"], g["reason"]) for g in row["grants"]] == [
        ("销售代表", "华中", "入职")
    ]


def test_a_grant_that_is_taken_back_is_gone_at_once(admin):
    region = make.scope("华东")
    seller = make.nobody_special("韩梅梅")
    grant_id = make.grant(seller, "sales", on=region)
    terminal = make.terminal("甲医院", by=make.somebody("sales", on=region), on=region)
    page = f"/api/terminals/{terminal}"
    assert make.client(seller).get(page).status_code == 200

    assert post(admin, f"/grants/{grant_id}/end", {"reason": "离职"}) == (200, {})

    assert make.client(seller).get(page).status_code == 404


def test_a_disabled_account_is_out_with_its_next_request(admin):
    seller = make.nobody_special("韩梅梅")
    assert make.client(seller).get("/api/me").status_code == 200

    assert post(admin, f"/accounts/{seller.account_id}/disable", {}) == (200, {})

    assert make.client(seller).get("/api/me").status_code == 401


def test_nobody_grants_to_himself(admin):
    me = admin.get("/api/me").json()["id"]
    grant = {"account_id": me, "scope_id": 1, "role_code": "data_steward", "reason": "想看"}

    assert post(admin, "/grants", grant)[0] == 404


def test_a_service_account_works_by_its_token_and_has_no_password(admin):
    _, service = post(admin, "/services", {"login_name": "wms", "display_name": "仓储系统"})
    status, issued = post(
        admin,
        f"/accounts/{service['id']}/tokens",
        {"name": "夜间同步", "expires_at": "2099-01-01T00:00:00Z"},
    )

    assert status == 201
    answer = make.Client(headers={"Authorization": f"Bearer {issued['token']}"}).get("/api/me")
    assert answer.json()["login_name"] == "wms"


@pytest.mark.parametrize(
    ("login_name", "field"), [("Li Lei", "login_name"), ("a", "login_name"), ("李雷", "login_name")]
)
def test_a_login_name_is_plain_letters(admin, login_name, field):
    status, problem = post(
        admin,
        "/accounts",
        {"login_name": login_name, "display_name": "李雷", "password": "long-enough-42"},
    )

    assert (status, problem["where"][0]["field"]) == (422, field)


def test_a_login_name_is_used_once(admin):
    body = {"login_name": "li.lei", "display_name": "李雷", "password": "long-enough-42"}
    post(admin, "/accounts", body)

    assert post(admin, "/accounts", body) == (
        409,
        {
            "code": "login_name_taken",
            "message": "登录名「li.lei」已被使用，请换一个。",
            "where": [],
        },
    )


def test_an_administrator_of_one_region_is_not_told_who_works_elsewhere():
    regional = make.client(make.somebody("administrator", on=make.scope("华东")))

    answer = regional.get("/api/staff/accounts")

    assert (answer.status_code, answer.json()["code"]) == (403, "not_allowed")
