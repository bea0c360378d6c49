"""The pages without script, and the headers that every answer carries."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from duan.core.people.models import Account
from duan.edge.api.signing import COOKIE
from tests import make

pytestmark = pytest.mark.django_db
WRONG = (
    "登录名或密码不对，请检查后重试。连续输错 5 次的账号会锁定 15 分钟，期间密码正确也不能登录。"
)


@pytest.fixture
def account():
    actor = make.nobody_special("小王", password=make.PASSWORD)
    return Account.objects.get(pk=actor.account_id)


@pytest.fixture
def browser():
    """A browser that looked at the form, and so has its CSRF cookie."""
    client = Client(enforce_csrf_checks=True)
    client.get("/login")
    return client


def send(browser, path, **fields):
    return browser.post(path, {"csrfmiddlewaretoken": browser.cookies["csrftoken"].value, **fields})


def log_in(browser, account, password=make.PASSWORD, **more):
    return send(browser, "/login", login_name=account.login_name, password=password, **more)


def problem(answer):
    found = re.search(r'role="alert">([^<]*)<', answer.content.decode())
    return found and found[1]


def test_the_form_is_in_chinese_and_asks_for_two_things(browser):
    page = browser.get("/login").content.decode()

    assert '<html lang="zh-CN">' in page
    assert ("登录名" in page, "密码" in page, "登录 Sign in" in page) == (True, True, True)
    assert set(re.findall(r'<input [^>]*name="(\w+)"', page)) == {
        "csrfmiddlewaretoken",
        "login_name",
        "next",
        "password",
    }


def test_the_right_password_opens_a_session_in_a_guarded_cookie(browser, account):
    answer = log_in(browser, account)

    cookie = answer.cookies[COOKIE]
    assert (answer.status_code, answer.headers["Location"]) == (302, "/")
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/")
    assert (cookie["max-age"], cookie["secure"], cookie["domain"]) == (12 * 3600, "", "")
    assert len(cookie.value) == 43
    assert browser.get("/api/me").json()["display_name"] == "小王"


def test_over_https_both_cookies_are_for_https_only(browser, account, settings):
    settings.CSRF_COOKIE_SECURE = True

    answer = log_in(browser, account)

    assert answer.cookies[COOKIE]["secure"] is True


def test_a_wrong_password_and_an_unknown_name_are_answered_alike(browser, account):
    wrong = log_in(browser, account, "wrong")
    unknown = send(browser, "/login", login_name="nobody-of-us", password="wrong")

    assert [(answer.status_code, problem(answer)) for answer in (wrong, unknown)] == [
        (401, WRONG)
    ] * 2
    assert COOKIE not in browser.cookies
    assert f'value="{account.login_name}"' in wrong.content.decode()


def test_the_fifth_wrong_password_locks_even_for_the_right_one(browser, account):
    answers = [log_in(browser, account, "wrong") for _ in range(5)]

    locked = log_in(browser, account)

    assert [problem(answer) for answer in answers] == [WRONG] * 5
    assert (locked.status_code, problem(locked)) == (401, WRONG)
    assert COOKIE not in browser.cookies


def test_a_service_account_has_no_way_through_the_form(browser):
    make.people.add_service(make.admin(), login_name="erp", display_name="对接")

    answer = send(browser, "/login", login_name="erp", password="")

    assert (answer.status_code, problem(answer)) == (401, WRONG)


@pytest.mark.parametrize("name", ["a\0b", "x" * 10_000, "<script>alert(1)</script>", "张三\u202e"])
def test_a_strange_name_is_just_an_unknown_one(name, browser):
    answer = send(browser, "/login", login_name=name, password="p\0w")

    assert (answer.status_code, problem(answer)) == (401, WRONG)
    assert "<script>" not in answer.content.decode()


@pytest.mark.parametrize(
    ("wanted", "got"),
    [
        ("/terminals?kind=HOSPITAL", "/terminals?kind=HOSPITAL"),
        ("https://evil.example/", "/"),
        ("//evil.example/", "/"),
        ("/\\evil.example/", "/"),
        ("///evil.example/", "/"),
        ("javascript:alert(1)", "/"),
        ("https:evil.example", "/"),
        ("\thttps://evil.example", "/"),
        ("http:///evil.example", "/"),
        ("", "/"),
    ],
)
def test_after_the_form_one_is_led_to_a_page_of_ours_only(wanted, got, browser, account):
    answer = log_in(browser, account, next=wanted)

    assert answer.headers["Location"] == got
    assert browser.get("/login", {"next": wanted}).headers["Location"] == got


def test_the_form_is_not_taken_from_another_site(account):
    stranger = Client(enforce_csrf_checks=True)

    answer = stranger.post("/login", {"login_name": account.login_name, "password": make.PASSWORD})

    assert answer.status_code == 403
    assert "页面已过期，请返回上一页刷新后重试。" in answer.content.decode()
    assert COOKIE not in stranger.cookies


def test_signing_out_ends_the_session_itself_not_just_the_cookie(browser, account):
    log_in(browser, account)
    token = browser.cookies[COOKIE].value

    answer = send(browser, "/logout")

    assert (answer.status_code, answer.headers["Location"]) == (302, "/login")
    assert browser.cookies[COOKIE].value == ""
    thief = Client(headers={"Authorization": f"Bearer {token}"})
    assert thief.get("/api/me").status_code == 401


def test_signing_out_needs_a_post_of_our_own(browser, account):
    log_in(browser, account)

    assert browser.get("/logout").status_code == 405
    assert browser.post("/logout").status_code == 403
    assert browser.get("/api/me").status_code == 200


def test_signing_out_twice_is_no_error(browser, account):
    log_in(browser, account)

    assert [send(browser, "/logout").status_code for _ in range(2)] == [302, 302]


def test_a_page_for_members_leads_through_the_form_and_back(account):
    browser = Client(enforce_csrf_checks=True)

    door = browser.get("/terminals/7?tab=tree&x=1").headers["Location"]
    browser.get(door)

    assert door == "/login?next=%2Fterminals%2F7%3Ftab%3Dtree%26x%3D1"
    page = browser.get(door).content.decode()
    assert '<input type="hidden" name="next" value="/terminals/7?tab=tree&amp;x=1">' in page


@pytest.mark.parametrize("path", ["//evil.example/x", "/\\evil.example", "/a%0dSet-Cookie:x=1"])
def test_no_address_leads_the_form_elsewhere(path, browser, account):
    door = browser.get(path)

    assert door.status_code == 302
    assert door.headers["Location"].startswith("/login?next=")
    assert "\n" not in door.headers["Location"]


@pytest.fixture
def built(settings, tmp_path):
    """An office app that was built, as far as the server can tell."""
    page = tmp_path / "apps" / "office" / "dist" / "index.html"
    page.parent.mkdir(parents=True)
    page.write_text('<style nonce="__CSP_NONCE__"></style><p>端</p>', encoding="utf-8")
    settings.WEB_DIR = tmp_path


def policy(answer):
    rules = answer.headers["Content-Security-Policy"].split("; ")
    return {rule.split(" ")[0]: rule.split(" ")[1:] for rule in rules}


def test_the_office_page_carries_a_nonce_of_its_own_each_time(browser, account, built):
    log_in(browser, account)

    nonces = []
    for _ in range(2):
        answer = browser.get("/terminals")
        nonce = re.search(r'nonce="([^"]+)"', answer.content.decode())[1]
        assert policy(answer)["style-src"] == ["'self'", f"'nonce-{nonce}'"]
        assert "no-store" in answer.headers["Cache-Control"]
        nonces.append(nonce)

    assert len({*nonces, "__CSP_NONCE__"}) == 3


def test_a_server_without_the_app_says_how_to_build_it(browser, account, settings, tmp_path):
    settings.WEB_DIR = tmp_path
    log_in(browser, account)

    answer = browser.get("/")

    assert answer.status_code == 503
    assert "make run" in answer.content.decode()


@pytest.mark.parametrize("path", ["/login", "/", "/api/me", "/api/nowhere", "/static/nowhere.js"])
def test_every_answer_carries_the_guarding_headers(path, browser):
    answer = browser.get(path)

    assert policy(answer) == {
        "default-src": ["'self'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "style-src-attr": ["'unsafe-inline'"],
        "img-src": ["'self'", "data:", "blob:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
    assert {
        name: answer.headers.get(name)
        for name in (
            "X-Content-Type-Options",
            "X-Frame-Options",
            "Referrer-Policy",
            "Cross-Origin-Opener-Policy",
        )
    } == {
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
    }


def test_no_cache_keeps_an_answer_of_the_interface():
    client = make.client(make.nobody_special())

    assert client.get("/api/me").headers["Cache-Control"] == "no-store"
    assert client.get("/api/nowhere").headers["Cache-Control"] == "no-store"


def test_nothing_on_the_form_runs_inline(browser):
    page = browser.get("/login").content.decode()

    assert re.findall(r"<script|<style|\son\w+=|\sstyle=", page) == []
