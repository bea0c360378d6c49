"""Somebody else is at the same rows: a refusal that can be tried again, not a fault of ours."""

from __future__ import annotations

import json
import threading
from contextlib import contextmanager

import pytest
from django.db import IntegrityError, connection, connections, transaction
from django.test import RequestFactory

from duan.core.access.queries import scopes_in_reach
from duan.core.kernel.context import acting
from duan.core.kernel.numbers import take_numbers
from duan.edge.api.mount import api
from duan.trade.terminals.models import Terminal
from tests import make

BUSY = (409, {"code": "busy", "message": "正在批量写入，请稍后重试。", "where": []})


@contextmanager
def elsewhere(act):
    """Keep what a second connection did uncommitted meanwhile."""
    did, ended = threading.Event(), threading.Event()

    def run() -> None:
        with transaction.atomic():
            act()
            did.set()
            ended.wait(20)
        connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    assert did.wait(20)
    try:
        yield
    finally:
        ended.set()
        thread.join()


@pytest.fixture
def manager(own_database):
    with transaction.atomic():
        actor = make.somebody("sales_manager", on=make.scope("武汉"))
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = '300ms'")
    return actor


def add(manager, name="甲医院", **headers):
    body = {"kind": "HOSPITAL", "name": name, "scope_id": scope_of(manager)}
    return make.client(manager).post(
        "/api/terminals", body, content_type="application/json", headers=headers
    )


def scope_of(manager) -> int:
    with acting(manager):
        return scopes_in_reach(manager, "terminals.edit")[0]


def test_whoever_waits_too_long_for_a_number_is_told_to_try_again(manager):
    with elsewhere(lambda: take_numbers("terminal", 1000)):
        answer = add(manager)

    assert (answer.status_code, answer.json()) == BUSY
    with acting(manager):
        assert Terminal.objects.count() == 0


def test_a_request_that_met_a_lock_may_come_again_under_its_key(manager):
    with elsewhere(lambda: take_numbers("terminal", 1000)):
        refused = add(manager, **{"Idempotency-Key": "once"})

    again = add(manager, **{"Idempotency-Key": "once"})

    assert (refused.status_code, again.status_code) == (409, 201)


ADD = "INSERT INTO kernel_counter (series, last) VALUES ('twice', %s), ('twice', %s)"


def test_what_was_saved_meanwhile_is_a_conflict_without_a_word_about_the_index(manager):
    with transaction.atomic():
        with connection.cursor() as cursor, pytest.raises(IntegrityError) as twice:
            cursor.execute(ADD, [1, 1])
        answer = api.on_exception(RequestFactory().post("/api/terminals"), twice.value)

    assert (answer.status_code, json.loads(answer.content)) == (
        409,
        {
            "code": "conflict",
            "message": "同样的内容刚刚已保存过，请刷新后核对，再决定是否重试。",
            "where": [],
        },
    )


def test_a_broken_rule_of_ours_stays_a_fault(manager):
    with transaction.atomic():
        with connection.cursor() as cursor, pytest.raises(IntegrityError) as broken:
            cursor.execute(ADD, [1, None])
        with pytest.raises(IntegrityError):
            api.on_exception(RequestFactory().post("/api/terminals"), broken.value)
        transaction.set_rollback(True)
