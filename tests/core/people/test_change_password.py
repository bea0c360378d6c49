"""Whoever found an open browser must not find the password out by trying to change it."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.hashers import make_password
from django.utils import timezone

from duan.core.audit.models import Entry
from duan.core.kernel.actor import Nobody
from duan.core.people import commands
from duan.core.people.commands.accounts import WeakPassword, WrongPassword
from duan.core.people.models import Account
from duan.core.people.types import Passed, Turned
from tests import make

RIGHT, NEW = make.PASSWORD, "another-long-secret"


@pytest.fixture(autouse=True)
def counting(settings):
    """Hash cheaply."""
    settings.PASSWORD_HASHERS = ["tests.core.people.counting.CountingHasher"]


def zhou():
    return make.session(
        Account.objects.create(
            login_name="zhou",
            display_name="周敏",
            password=make_password(RIGHT),
            created_at=timezone.now(),
        )
    )


def failures_of(actor):
    account = Account.objects.get(pk=actor.account_id)
    return account.failures, account.locked_until is not None


def try_wrong(actor, times):
    for _ in range(times):
        with pytest.raises(WrongPassword, match=r"^现在的密码不对，请重新输入。$"):
            commands.change_password(actor, old="wrong", new=NEW)


def sign_in(password=RIGHT):
    return commands.sign_in(Nobody(), login_name="zhou", password=password)


@pytest.mark.django_db
def test_wrong_tries_count_with_those_at_sign_in_and_lock_both_doors():
    actor = zhou()
    assert isinstance(sign_in("wrong"), Turned)

    try_wrong(actor, 4)

    assert failures_of(actor) == (0, True)
    assert isinstance(sign_in(), Turned)
    with pytest.raises(WrongPassword, match=r"^现在的密码不对，请重新输入。$"):
        commands.change_password(actor, old=RIGHT, new=NEW)


@pytest.mark.django_db
def test_after_the_lock_the_right_password_changes_it_and_the_failures_are_forgotten():
    actor = zhou()
    try_wrong(actor, 5)

    with time_machine.travel(timezone.now() + timedelta(minutes=15, seconds=1)):
        try_wrong(actor, 1)
        commands.change_password(actor, old=RIGHT, new=NEW)

    assert failures_of(actor) == (0, False)
    assert isinstance(sign_in(NEW), Passed)


@pytest.mark.django_db
def test_a_weak_new_password_forgets_no_failure():
    actor = zhou()
    try_wrong(actor, 2)

    with pytest.raises(WeakPassword):
        commands.change_password(actor, old=RIGHT, new="short")

    assert failures_of(actor) == (2, False)


@pytest.mark.django_db
def test_every_try_is_logged_with_its_outcome():
    actor = zhou()
    try_wrong(actor, 1)
    commands.change_password(actor, old=RIGHT, new=NEW)

    make.as_(make.admin())
    entries = Entry.objects.filter(command="people.change_password").order_by("at")

    assert [entry.details for entry in entries] == [{"outcome": "密码不对"}, {"outcome": "成功"}]


def test_the_count_stands_although_the_request_was_refused(own_database):
    actor = zhou()

    answers = [
        make.client(actor).post(
            "/api/me/password", {"old": "wrong", "new": NEW}, content_type="application/json"
        )
        for _ in range(2)
    ]

    assert [(answer.status_code, answer.json()["code"]) for answer in answers] == [
        (422, "wrong_password"),
        (422, "wrong_password"),
    ]
    assert failures_of(actor) == (2, False)
