"""Who is asking: a browser's cookie guarded against forgery, or a program's token."""

from __future__ import annotations

from datetime import timedelta

import psycopg
import pytest
from django.contrib.auth.hashers import make_password
from django.test import Client
from django.utils import timezone

from duan.core.kernel.actor import Actor
from duan.core.people.commands.proof import Opening, open_session
from duan.core.people.models import Account
from duan.core.people.types import SessionKind
from duan.edge.api.signing import COOKIE
from tests import make
from tests.postgres import CLUSTER

VIEW = {"list": "terminals", "name": "常用", "state": {}}


def opened(account_id, *, lasts=timedelta(hours=1), idle=None):
    session_id, token = open_session(
        Opening(
            account_id=account_id,
            kind=SessionKind.BROWSER,
            expires_at=timezone.now() + lasts,
            idle_minutes=idle,
        )
    )
    return Actor(account_id, session_id, token)


@pytest.fixture
def actor(db):
    return make.nobody_special("小王")


@pytest.fixture
def browser(actor):
    client = Client(enforce_csrf_checks=True)
    client.get("/login")
    client.cookies[COOKIE] = actor.token
    return client


def post(client, path, body, **headers):
    return client.post(path, body, content_type="application/json", headers=headers)


def told(answer):
    return answer.status_code, answer.json().get("code")


def test_a_cookie_alone_may_read_and_not_write(browser):
    answer = post(browser, "/api/me/views", VIEW)

    assert browser.get("/api/me").status_code == 200
    assert told(answer) == (403, "csrf_failed")
    assert answer.json()["message"] == "页面已过期，请刷新后重试。"
    assert browser.get("/api/me/views?list=terminals").json() == {"items": []}


@pytest.mark.parametrize("key", [{}, {"Idempotency-Key": "k"}])
def test_a_cookie_without_the_header_is_refused_with_a_key_too(key, browser):
    assert told(post(browser, "/api/me/views", VIEW, **key)) == (403, "csrf_failed")


def test_a_cookie_with_the_matching_header_writes(browser):
    token = browser.cookies["csrftoken"].value

    answer = post(browser, "/api/me/views", VIEW, **{"X-CSRFToken": token})

    assert answer.status_code == 200


def test_a_header_that_does_not_match_the_cookie_is_refused(browser):
    answer = post(browser, "/api/me/views", VIEW, **{"X-CSRFToken": "x" * 32})

    assert told(answer) == (403, "csrf_failed")


def test_a_program_with_a_token_needs_no_header(actor):
    client = Client(enforce_csrf_checks=True)

    answer = post(client, "/api/me/views", VIEW, Authorization=f"Bearer {actor.token}")

    assert answer.status_code == 200


@pytest.mark.parametrize("scheme", ["Basic", "Token", ""])
def test_another_scheme_does_not_lift_the_guard_of_the_cookie(scheme, browser, actor):
    answer = post(browser, "/api/me/views", VIEW, Authorization=f"{scheme} {actor.token}")

    assert told(answer) == (403, "csrf_failed")


@pytest.mark.parametrize(
    "token", ["", "x", "x" * 43, "x" * 5000, "\\000", "' OR 1=1 --", "\\377\\376"]
)
def test_a_token_that_nobody_has_is_nobody(token, db):
    by_cookie = Client(headers={"Cookie": f'{COOKIE}="{token}"'})
    by_header = Client(headers={"Authorization": f"Bearer {token}"})

    answers = [client.get("/api/me") for client in (by_cookie, by_header)]

    assert {told(answer) for answer in answers} == {(401, "not_signed_in")}
    assert answers[0].json()["message"] == "登录已失效，请重新登录。"


def test_an_ended_session_is_out_at_once(actor):
    client = make.client(actor)
    assert client.get("/api/me").status_code == 200

    make.people.end_other_sessions(opened(actor.account_id))

    assert told(client.get("/api/me")) == (401, "not_signed_in")


def test_a_disabled_account_is_out_with_all_its_sessions_and_tokens(actor):
    second = opened(actor.account_id)

    make.people.disable_account(make.admin(), account_id=actor.account_id)

    assert [told(make.client(who).get("/api/me")) for who in (actor, second)] == [
        (401, "not_signed_in")
    ] * 2


@pytest.mark.parametrize(
    ("aged", "lets_in"),
    [
        ("started_at = now() - interval '13 hours', expires_at = now() - interval '1 s'", False),
        ("last_seen_at = now() - interval '31 minutes'", False),
        ("last_seen_at = now() - interval '29 minutes'", True),
        ("ended_at = now()", False),
    ],
)
def test_a_session_ends_when_it_is_old_or_was_left_alone(aged, lets_in, own_database):
    who = opened(make.nobody_special().account_id, idle=30)
    with psycopg.connect(**CLUSTER.conninfo("superuser", own_database)) as boss:
        boss.execute(f"UPDATE people_session SET {aged} WHERE id = %s", [who.session_id])

    answer = make.client(who).get("/api/me")

    assert (answer.status_code == 200) is lets_in
    if not lets_in:
        assert told(answer) == (401, "not_signed_in")


def test_being_used_keeps_a_session_open(own_database):
    who = opened(make.nobody_special().account_id, idle=30)
    with psycopg.connect(**CLUSTER.conninfo("superuser", own_database)) as boss:
        age = "UPDATE people_session SET last_seen_at = now() - interval '20 minutes'"
        for _ in range(3):
            boss.execute(age)
            boss.commit()
            assert make.client(who).get("/api/me").status_code == 200


@pytest.mark.django_db
class TestAPasswordThatMustChange:
    @pytest.fixture
    def newcomer(self):
        account = Account.objects.create(
            login_name="newcomer",
            display_name="新人",
            password=make_password("given-by-the-admin"),
            must_change_password=True,
            created_at=timezone.now(),
        )
        return opened(account.pk)

    def test_until_then_only_the_own_page_and_the_change_are_open(self, newcomer):
        client = make.client(newcomer)

        me = client.get("/api/me")
        others = [
            client.get("/api/terminals"),
            client.get("/api/search?q=x"),
            client.get("/api/me/sessions"),
            post(client, "/api/me/views", VIEW),
        ]

        assert (me.status_code, me.json()["must_change_password"]) == (200, True)
        assert {told(answer) for answer in others} == {(403, "password_must_change")}
        assert others[0].json()["message"] == "首次登录请先修改密码，再继续操作。"

    def test_a_request_that_was_stopped_goes_through_after_the_change(self, newcomer):
        client = make.client(newcomer)
        key = {"Idempotency-Key": "the same"}
        stopped = post(client, "/api/me/views", VIEW, **key)

        changed = post(
            client,
            "/api/me/password",
            {"old": "given-by-the-admin", "new": "chosen-by-me-alone"},
        )

        again = post(client, "/api/me/views", VIEW, **key)
        assert told(stopped) == (403, "password_must_change")
        assert changed.status_code == 200
        assert (again.status_code, again.json()["name"]) == (200, "常用")


def test_a_program_reads_and_writes_with_its_token_and_never_by_password(db):
    account_id = make.people.add_service(make.admin(), login_name="erp", display_name="对接")
    token = make.people.issue_token(
        make.admin(),
        account_id=account_id,
        name="对接",
        expires_at=timezone.now() + timedelta(days=1),
    )
    client = Client(enforce_csrf_checks=True, headers={"Authorization": f"Bearer {token}"})

    assert client.get("/api/me").json()["login_name"] == "erp"
    assert post(client, "/api/me/views", VIEW).status_code == 200
    assert told(post(client, "/api/me/password", {"old": "", "new": "chosen-by-me-alone"})) == (
        422,
        "wrong_password",
    )
