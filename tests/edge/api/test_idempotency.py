"""A POST that is sent again under its key gets the first answer, and nothing happens twice."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import Client, RequestFactory

from duan.core.kernel.context import act_under
from duan.core.kernel.models import Answer
from duan.core.people.models import SavedView
from duan.edge.api import idempotency
from duan.edge.api.mount import api
from duan.edge.cli.serving import Forgetting
from duan.trade.terminals.models import Terminal
from tests import make

TOO_OLD = idempotency.KEPT_FOR + timedelta(minutes=1)
HOSPITAL = {"kind": "HOSPITAL", "name": "甲医院"}


def post(actor, path, body, key, **more):
    return make.client(actor).post(
        path, body, content_type="application/json", headers={"Idempotency-Key": key}, **more
    )


def add(actor, region, key="k1", **told):
    return post(actor, "/api/terminals", {**HOSPITAL, "scope_id": region, **told}, key)


def told(answer):
    return answer.status_code, answer.json()["code"]


@pytest.mark.django_db
class TestOneAfterTheOther:
    @pytest.fixture
    def region(self):
        return make.scope("华东")

    @pytest.fixture
    def manager(self, region):
        return make.somebody("sales_manager", on=region)

    def count(self, actor):
        make.as_(actor)
        return Terminal.objects.count()

    def test_the_same_again_gets_the_first_answer_to_the_byte(self, region, manager):
        first, second = add(manager, region), add(manager, region)

        assert (first.status_code, second.status_code) == (201, 201)
        assert second.content == first.content
        assert second.headers["Content-Type"] == first.headers["Content-Type"]
        assert [answer.headers.get("Idempotency-Replayed") for answer in (first, second)] == [
            None,
            "true",
        ]
        assert self.count(manager) == 1

    def test_another_body_under_the_same_key_is_refused(self, region, manager):
        add(manager, region)

        answer = add(manager, region, name="乙医院")

        assert told(answer) == (409, "idempotency_key_reused")
        assert answer.json()["message"] == "这个 Idempotency-Key 已用于另一个请求，请换一个新的。"
        assert self.count(manager) == 1

    def test_another_address_under_the_same_key_is_refused(self, region, manager):
        first = add(manager, region).json()["id"]
        body = {"seen_version": 1, "beds": 5}

        one = post(manager, f"/api/terminals/{first}/revise", body, "k2")
        other = post(manager, f"/api/terminals/{first}/change-status", body, "k2")

        assert one.status_code == 200
        assert told(other) == (409, "idempotency_key_reused")

    def test_a_refusal_is_an_answer_too(self, region, manager):
        add(manager, region, key="first")

        refused = add(manager, region, key="second")
        make.terminal("乙医院", by=manager, on=region)
        again = add(manager, region, key="second")

        assert told(refused) == told(again) == (409, "terminal_name_taken")
        assert (again.content, again.headers["Idempotency-Replayed"]) == (refused.content, "true")

    def test_two_people_may_use_the_same_key(self, region, manager):
        other = make.somebody("sales_manager", on=region)

        first, second = add(manager, region), add(other, region, name="乙医院")

        assert (first.json()["name"], second.json()["name"]) == ("甲医院", "乙医院")
        assert self.count(manager) == 2

    def test_a_stranger_gets_nothing_by_a_key_that_he_guessed(self, region, manager):
        add(manager, region)

        answer = add(make.nobody_special(), region)

        assert told(answer) == (403, "not_allowed")
        assert "甲医院" not in answer.content.decode()

    @pytest.mark.parametrize("key", ["k" * 201, "键" * 201])
    def test_a_key_that_is_too_long_is_refused(self, key, region, manager):
        answer = add(manager, region, key=key)

        assert told(answer) == (422, "idempotency_key_unusable")
        assert answer.json()["message"] == "Idempotency-Key 最多 200 个字符。"
        assert self.count(manager) == 0

    def test_a_key_of_two_hundred_characters_works(self, region, manager):
        answers = [add(manager, region, key="k" * 200) for _ in range(2)]

        assert [answer.status_code for answer in answers] == [201, 201]
        assert self.count(manager) == 1

    def test_without_a_key_nothing_is_kept(self, region, manager):
        make.client(manager).post(
            "/api/terminals", {**HOSPITAL, "scope_id": region}, content_type="application/json"
        )

        make.as_(manager)
        assert Answer.objects.count() == 0

    def test_a_reading_needs_no_key_and_keeps_none(self, manager):
        client = make.client(manager)

        answers = [
            client.get("/api/terminals", headers={"Idempotency-Key": "k1"}) for _ in range(2)
        ]

        assert [answer.headers.get("Idempotency-Replayed") for answer in answers] == [None, None]

    def test_nobody_uses_up_a_key(self):
        answer = Client().post(
            "/api/terminals",
            HOSPITAL,
            content_type="application/json",
            headers={"Idempotency-Key": "k1"},
        )

        assert told(answer) == (401, "not_signed_in")

    def test_a_body_that_is_too_large_is_refused_as_without_a_key(self, region, manager):
        answer = add(manager, region, address="长" * 2_000_000)

        assert told(answer) == (413, "too_large")

    def test_broken_json_is_refused_and_refused_again(self, manager):
        answers = [
            make.client(manager).post(
                "/api/terminals",
                b"{",
                content_type="application/json",
                headers={"Idempotency-Key": "k1"},
            )
            for _ in range(2)
        ]

        assert [answer.status_code for answer in answers] == [400, 400]
        assert answers[1].headers["Idempotency-Replayed"] == "true"

    def test_what_is_older_than_a_day_is_forgotten(self, region, manager):
        add(manager, region)
        add(manager, region, key="k2")
        make.as_(manager)
        Answer.objects.filter(key="k1").update(created_at=make.database_now() - TOO_OLD)

        assert idempotency.forget_old() == 1
        assert list(Answer.objects.values_list("key", flat=True)) == ["k2"]

    def test_the_worker_forgets_for_everybody_at_most_every_ten_minutes(self, region, manager):
        forgetting = Forgetting()

        def keep_an_old_one():
            add(manager, region)
            make.as_(manager)
            Answer.objects.update(created_at=make.database_now() - TOO_OLD)
            act_under("")

        keep_an_old_one()
        first = forgetting.when_due(1000.0)
        keep_an_old_one()

        assert (first, forgetting.when_due(1599.9), forgetting.when_due(1600.0)) == (1, 0, 1)

    @pytest.mark.parametrize(
        ("age", "replayed"), [(timedelta(hours=24), "true"), (timedelta(hours=24, seconds=1), None)]
    )
    def test_an_answer_older_than_a_day_is_given_no_more(self, age, replayed, region, manager):
        add(manager, region)
        make.as_(manager)
        Answer.objects.update(created_at=make.database_now() - age)

        answer = add(manager, region)

        assert answer.headers.get("Idempotency-Replayed") == replayed
        assert add(manager, region).headers["Idempotency-Replayed"] == "true"

    def test_an_old_key_may_be_used_for_something_else(self, region, manager):
        add(manager, region)
        make.as_(manager)
        Answer.objects.update(created_at=make.database_now() - TOO_OLD)

        answer = add(manager, region, name="乙医院")

        assert (answer.status_code, answer.json()["name"]) == (201, "乙医院")
        assert self.count(manager) == 2

    def test_a_token_that_was_issued_is_kept_nowhere(self):
        admin = make.admin()
        service = make.people.add_service(admin, login_name="wms", display_name="仓储系统")
        wanted = {"name": "夜间同步", "expires_at": "2099-01-01T00:00:00Z"}

        one, other = (
            post(admin, f"/api/staff/accounts/{service}/tokens", wanted, "k1") for _ in range(2)
        )

        assert (one.status_code, other.status_code) == (201, 201)
        assert one.json()["token"] != other.json()["token"]
        make.as_(admin)
        assert Answer.objects.count() == 0


SECRET_FIELDS = {"token", "phone", "email"}


def fields_of(description):
    """Return the names of all fields of a JSON schema, also of the shapes inside it."""
    if isinstance(description, list):
        return set().union(*map(fields_of, description))
    if not isinstance(description, dict):
        return set()
    own = description.get("properties", {})
    return set(own).union(*map(fields_of, description.values()))


def answers_of(operation):
    """Return the names of the fields that an operation may answer when it succeeds."""
    models = [model for status, model in operation.response_models.items() if status in {200, 201}]
    return fields_of([model.model_json_schema() for model in models if model is not None])


def test_what_may_be_shown_once_is_never_kept_to_be_shown_again():
    """An answer that holds a secret in full must say so, or its copy would lie in the database."""
    secret = {
        operation.view_func.__name__: "keep_no_answer" in operation.view_func.__code__.co_names
        for _, router in api._routers
        for view in router.path_operations.values()
        for operation in view.operations
        if answers_of(operation) & SECRET_FIELDS
    }

    assert secret == {"issue_token": True, "reveal_contact": True}


def upload(files, **fields):
    files = [SimpleUploadedFile(name, content) for name, content in files]
    return RequestFactory().post("/api/x", {"file": files, **fields})


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (upload([("a", b"1")]), upload([("a", b"2")])),
        (upload([("a", b"1"), ("b", b"2")]), upload([("a", b"9"), ("b", b"2")])),
        (upload([("a", b"1")], x=["1", "2"]), upload([("a", b"1")], x=["9", "2"])),
        (upload([("a", b"1")], x="1\ny=2"), upload([("a", b"1")], x="1", y="2")),
    ],
)
def test_two_uploads_that_differ_anywhere_are_told_apart(one, other):
    assert idempotency._request_hash(one) != idempotency._request_hash(other)


def test_an_upload_is_read_again_from_its_beginning():
    request = upload([("a", b"content")])

    digests = [idempotency._request_hash(request) for _ in range(2)]

    assert digests[0] == digests[1]
    assert request.FILES["file"].read() == b"content"


@pytest.mark.usefixtures("own_database")
class TestAtTheSameMoment:
    @pytest.fixture
    def region(self):
        return make.scope("华东")

    @pytest.fixture
    def manager(self, region):
        return make.somebody("sales_manager", on=region)

    def test_twins_have_one_effect_and_one_answer(self, region, manager):
        answers = make.together(*[lambda: add(manager, region)] * 5)

        assert {answer.status_code for answer in answers} == {201}
        assert len({answer.content for answer in answers}) == 1
        replayed = [answer.headers.get("Idempotency-Replayed") for answer in answers]
        assert replayed.count("true") == 4
        with make.acting(manager):
            assert Terminal.objects.count() == 1

    def test_when_the_first_one_is_rolled_back_the_second_runs(self, region, manager):
        """The first dies with its transaction after it claimed the key; its twin was waiting."""
        claimed = threading.Event()

        def die():
            with transaction.atomic():
                make.as_(manager)
                claim = idempotency._claim(manager, "k1", "whatever it asked")
                claimed.set()
                wait_for_a_waiter()
                transaction.set_rollback(True)
            return claim

        def come_second():
            assert claimed.wait(timeout=20)
            return add(manager, region)

        first_claim, answer = make.together(die, come_second)

        assert first_claim is True
        assert (answer.status_code, answer.headers.get("Idempotency-Replayed")) == (201, None)

    def test_a_fault_of_ours_uses_up_no_key(self, manager, monkeypatch):
        client = make.client(manager)
        client.raise_request_exception = False
        body = {"list": "terminals", "name": "常用", "state": {}}

        def send():
            return client.post(
                "/api/me/views",
                body,
                content_type="application/json",
                headers={"Idempotency-Key": "k1"},
            )

        with monkeypatch.context() as patched:
            patched.setattr(SavedView.objects, "update_or_create", None)
            broken = send()
        again = send()

        assert (told(broken), again.status_code) == ((500, "broken"), 200)
        assert "Idempotency-Replayed" not in again.headers


def wait_for_a_waiter():
    """Wait until another connection is stopped by our lock; a sign that the twin arrived."""
    waiting = "SELECT count(*) FROM pg_locks WHERE NOT granted AND locktype = 'transactionid'"
    with connection.cursor() as cursor:
        for _ in range(200):
            cursor.execute(waiting)
            if cursor.fetchone()[0]:
                return
            cursor.execute("SELECT pg_sleep(0.05)")
    raise AssertionError("the twin never came")
