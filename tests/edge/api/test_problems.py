"""Every way of saying no has one shape, a code of its own and a sentence in Chinese."""

from __future__ import annotations

import importlib
import json
import pkgutil
import re
from collections import Counter

import pytest
from django.test import Client

import duan
from duan.core.kernel.errors import NotFound, Refused
from duan.core.kernel.http import REFUSALS
from duan.edge.api import faults, problems
from duan.edge.api.mount import api
from duan.trade.terminals.queries import profile
from tests import make

HAN = re.compile(r"[\u4e00-\u9fff]")


def refusals():
    """Every refusal that the program knows, after all its modules were imported."""
    for module in pkgutil.walk_packages(duan.__path__, "duan."):
        if not module.name.endswith(("__main__", ".wsgi")):
            importlib.import_module(module.name)
    found, waiting = [], [Refused]
    while waiting:
        known = waiting.pop()
        if known.__module__.startswith("duan."):
            found.append(known)
        waiting += known.__subclasses__()
    return sorted(found, key=lambda known: known.__qualname__)


def test_every_refusal_has_a_code_of_its_own():
    declaring = [refusal for refusal in refusals() if "code" in vars(refusal)]
    counted = Counter(refusal.code for refusal in declaring)

    assert {code: times for code, times in counted.items() if times > 1} == {}
    assert [code for code in counted if not re.fullmatch(r"[a-z]+(_[a-z]+)*", code)] == []


def test_only_what_cannot_be_read_brings_the_code_of_its_reader_along():
    assert [known.__name__ for known in refusals() if "code" not in vars(known)] == [
        "UnreadableScan",
        "UnusableFile",
    ]


def test_every_refusal_answers_with_a_status_that_each_operation_declares():
    assert {refusal.status for refusal in refusals()} <= set(REFUSALS)


def test_every_operation_declares_every_refusal():
    paths = api.get_openapi_schema(path_prefix="")["paths"]
    wanted = {str(status) for status in REFUSALS}

    assert [
        (method, path)
        for path, item in paths.items()
        for method, operation in item.items()
        if not wanted <= {str(status) for status in operation["responses"]}
    ] == []


@pytest.mark.parametrize(
    "sentences",
    [
        problems._SENTENCES,
        problems._UNUSABLE,
        {status: sentence for status, (_, sentence) in faults._SENTENCES.items()},
        {"": str(NotFound())},
    ],
)
def test_every_sentence_is_chinese(sentences):
    assert [key for key, sentence in sentences.items() if not HAN.search(sentence)] == []


def told(answer):
    assert answer.headers["Content-Type"].startswith("application/json")
    problem = json.loads(answer.content)
    assert sorted(problem) == ["code", "message", "where"]
    return answer.status_code, problem["code"], problem["message"]


@pytest.mark.django_db
class TestAnswers:
    @pytest.fixture
    def client(self):
        return make.client(make.somebody("data_steward", on=make.ROOT))

    def test_an_unknown_address_is_answered_as_a_missing_thing(self, client):
        for asking in (client, Client()):
            for path in ("/api/nowhere", "/api/", "/api/terminals/", "/api/me/views/x/drop/y"):
                assert told(asking.get(path)) == (404, "not_found", "没有找到，请检查链接。")
            assert told(asking.post("/api/nowhere"))[1] == "not_found"

    @pytest.mark.parametrize(
        ("method", "path", "allowed"),
        [
            ("delete", "/api/me", {"GET"}),
            ("put", "/api/terminals", {"GET", "POST"}),
            ("get", "/api/me/password", {"POST"}),
            ("patch", "/api/search", {"GET"}),
        ],
    )
    def test_a_method_that_an_address_does_not_know(self, method, path, allowed, client):
        answer = getattr(client, method)(path)

        assert told(answer) == (405, "method_not_allowed", "这个地址不支持这种操作。")
        assert set(answer.headers["Allow"].split(", ")) == allowed

    def test_a_fault_of_ours_tells_nothing_of_it(self, client, monkeypatch):
        def fall_over(*_args, **_more):
            raise RuntimeError("secret of the house")

        monkeypatch.setattr(profile, "get_terminal", fall_over)
        client.raise_request_exception = False

        answer = client.get(f"/api/terminals/{make.new_id()}")

        assert told(answer) == (
            500,
            "broken",
            "服务器出错了，问题已记入日志。请稍后重试，仍不行请联系管理员。",
        )
        assert "secret" not in answer.content.decode()

    def test_a_missing_page_that_is_not_the_interface_is_a_page(self):
        answer = Client().get("/static/nowhere.js")

        assert answer.status_code == 404
        assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
        assert "没有找到，请检查链接。" in answer.content.decode()

    @pytest.mark.parametrize(
        ("body", "status", "code", "message"),
        [
            (b"{", 400, "unusable", "请求内容不是有效的 JSON，请检查后重试。"),
            (b"\xff\xfe", 400, "unusable", "请求内容不是有效的 JSON，请检查后重试。"),
            (
                b'{"kind": "HOSPITAL", "name": "a\\u0000"}',
                422,
                "unstorable_text",
                "内容里有无法保存的空字符（NUL），请删除后重试。",
            ),
            (
                b'{"kind": "CASTLE"}',
                422,
                "unreadable",
                "填写的内容有误，请修改：kind：不在可选范围内；name：必填。",
            ),
            (
                b'{"kind": "HOSPITAL", "name": "a", "colour": "red"}',
                422,
                "unreadable",
                "填写的内容有误，请修改：colour：不认识的字段，请去掉。",
            ),
            (
                b'{"kind": "HOSPITAL", "name": "a", "beds": -1}',
                422,
                "unreadable",
                "填写的内容有误，请修改：beds：太小，至少 0。",
            ),
            (b"[]", 422, "unreadable", None),
            (b"null", 422, "unreadable", None),
        ],
    )
    def test_an_unreadable_request_is_told_field_by_field(
        self, body, status, code, message, client
    ):
        answer = client.post("/api/terminals", body, content_type="application/json")

        found = told(answer)
        assert found[:2] == (status, code)
        assert message is None or found[2] == message
        assert HAN.search(found[2])

    def test_a_field_inside_a_list_is_named_with_its_place(self, client):
        answer = client.post(
            "/api/terminals",
            {"kind": "HOSPITAL", "name": "a", "tags": ["ok", "长" * 41]},
            content_type="application/json",
        )

        assert answer.json()["where"] == [{"field": "tags.1", "message": "太长，最多 40 个字符"}]

    def test_a_refusal_of_the_business_comes_with_its_places(self, client):
        answer = client.post(
            "/api/terminals",
            {"kind": "ROOM", "name": "示教室"},
            content_type="application/json",
        )

        assert told(answer) == (
            422,
            "wrong_place",
            "「房间」不能单独存在，请先选择它所属的上级终端。",
        )
        assert answer.json()["where"] == [{"field": "parent_id", "message": "必填"}]

    def test_missing_and_forbidden_are_told_alike(self, client):
        answer = client.get(f"/api/terminals/{make.new_id()}")

        assert told(answer) == (404, "not_found", str(NotFound()))
