"""What a set of extra attributes may look like; nothing in it may make the checking run away."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duan.core.kernel.errors import Place
from duan.core.kernel.schemas import refuse_schema, ways_to_match
from duan.trade.terminals import commands
from duan.trade.terminals.commands.attributes import flaws_in
from tests.trade.terminals.make import define, schema, text


def refused(wanted):
    with pytest.raises(commands.UnusableSchema) as refusal:
        refuse_schema(wanted)
    return str(refusal.value), refusal.value.where


SHAPES = "属性定义至少要有一个字段。"


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        ({}, SHAPES),
        ({"type": "object"}, SHAPES),
        ({"type": "object", "properties": {}}, SHAPES),
        ({"type": "array", "properties": {"a": text()}}, SHAPES),
        (
            schema(**{f"a{n}": text() for n in range(61)}),
            "一组属性最多 60 个字段，请拆成几组。",
        ),
    ],
)
def test_a_set_has_between_one_and_sixty_fields(wanted, message):
    assert refused(wanted)[0] == message


NAME = "字段代码只能用小写字母、数字和下划线，以字母开头，最多 40 个字符"
PLAIN = "格式（pattern）只能由字符、[ ] 字符集和重复次数组成，不能用括号和竖线"
MANY = "格式（pattern）里不定次数的重复太多，请写明次数"
LENGTH = "格式（pattern）须同时限制最大长度，且不超过 100"
CHOICES = "选项应为 1 到 200 个文字或数字"


@pytest.mark.parametrize(
    ("name", "rules", "message"),
    [
        ("A", text(), NAME),
        ("a" * 41, text(), NAME),
        ("a\n", text(), NAME),
        ("a", {"type": "string"}, "请填写字段名称"),
        ("a", text(" "), "请填写字段名称"),
        ("a", "text", "请填写字段名称"),
        ("a", {"title": "甲"}, "请选择字段类型"),
        ("a", {"title": "甲", "type": "object"}, "请选择字段类型"),
        ("a", {"title": "甲", "type": ["string", "null"]}, "请选择字段类型"),
        ("a", text(**{"$ref": "http://x/"}), "不支持：$ref"),
        ("a", text(**{"if": {}, "allOf": []}), "不支持：allOf、if"),
        ("a", text(format="regex"), "格式（format）只能是：date、email"),
        ("a", text(enum=[]), CHOICES),
        ("a", text(enum=[["x"]]), CHOICES),
        ("a", text(enum=list(range(201))), CHOICES),
        ("a", {"title": "甲", "type": "array"}, "请选择每一项的类型"),
        ("a", {"title": "甲", "type": "array", "items": {}}, "请选择字段类型"),
        (
            "a",
            {"title": "甲", "type": "array", "items": {"$ref": "http://127.0.0.1/"}},
            "每一项不支持：$ref",
        ),
        (
            "a",
            {"title": "甲", "type": "array", "items": {"type": "array", "items": {}}},
            "每一项不支持：items",
        ),
        (
            "a",
            {
                "title": "甲",
                "type": "array",
                "items": {"type": "string", "pattern": "(a+)+$", "maxLength": 50},
            },
            PLAIN,
        ),
        ("a", text(pattern="^a$"), LENGTH),
        ("a", text(pattern="^a$", maxLength=101), LENGTH),
        ("a", text(pattern="(a+)+$", maxLength=50), PLAIN),
        ("a", text(pattern="(a|a)" * 30, maxLength=50), PLAIN),
        ("a", text(pattern="a|b", maxLength=50), PLAIN),
        ("a", text(pattern=r"(.)\1", maxLength=50), PLAIN),
        ("a", text(pattern="[z-a]", maxLength=50), PLAIN),
        ("a", text(pattern="[", maxLength=50), PLAIN),
        ("a", text(pattern=5, maxLength=50), PLAIN),
        ("a", text(pattern="a*a*a*b", maxLength=50), MANY),
        ("a", text(pattern="a?" * 25 + "a" * 25, maxLength=50), MANY),
        ("a", text(pattern="a{1,99}a{1,99}a{1,99}b", maxLength=50), MANY),
    ],
)
def test_a_field_that_could_run_away_or_means_nothing_is_refused(name, rules, message):
    field = f"schema.properties.{name[:40]}"

    told, where = refused(schema(**{name: rules}))

    assert where == (Place(field, message),)
    assert told == f"属性定义有误，请修改：{field}：{message}。"


@pytest.mark.parametrize(
    ("more", "field", "message"),
    [
        ({"$ref": "http://127.0.0.1/"}, "schema", "不支持：$ref"),
        ({"patternProperties": {}}, "schema", "不支持：patternProperties"),
        ({"additionalProperties": True}, "schema.additionalProperties", "只能是 false"),
        ({"required": ["b"]}, "schema.required", "必填字段必须是已定义的字段"),
        ({"required": "a"}, "schema.required", "必填字段必须是已定义的字段"),
    ],
)
def test_the_whole_of_a_set_says_no_more_than_its_fields(more, field, message):
    _, where = refused({**schema(a=text()), **more})

    assert where == (Place(field, message),)


def test_a_rule_of_the_wrong_type_is_refused_at_its_place():
    told, where = refused(schema(a=text(maxLength="four")))

    assert told == "属性定义不是有效的 JSON Schema，请修改 schema.properties.a.maxLength。"
    assert [place.field for place in where] == ["schema.properties.a.maxLength"]


def test_a_deep_schema_is_refused_and_does_not_exhaust_the_stack():
    deep: dict = {"type": "string"}
    for _ in range(900):
        deep = {"type": "array", "items": deep}

    told, _ = refused(schema(a={**deep, "title": "甲"}))

    assert told == "属性定义有误，请修改：schema.properties.a：每一项不支持：items。"


def test_what_the_office_builds_is_accepted():
    refuse_schema(
        {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "type": "object",
            "title": "概况",
            "properties": {
                "attr_1": {
                    "type": "string",
                    "x-widget": "textarea",
                    "maxLength": 200,
                    "title": "说明",
                    "description": "写几句",
                    "x-order": 1,
                },
                "attr_2": {
                    "type": "array",
                    "items": {"type": "string", "enum": ["甲", "乙"]},
                    "uniqueItems": True,
                    "title": "多选",
                    "x-order": 2,
                },
                "attr_3": {
                    "type": "integer",
                    "title": "台数",
                    "x-unit": "台",
                    "minimum": 0,
                    "maximum": 50,
                },
                "attr_4": {"type": "string", "format": "date", "title": "装机"},
                "attr_5": text("编码", pattern=r"^[A-Z]{2}\d{4,8}$", maxLength=20),
            },
            "required": ["attr_1"],
            "additionalProperties": False,
        }
    )


@pytest.mark.parametrize(
    ("pattern", "ways"),
    [
        ("^HB[0-9]{6}$", 1),
        (r"\d{4,8}", 5),
        (r"^[A-Z]+-\d*$", 101 * 101),
        (r"a\$", 1),
        (r"[^\]]{2,}x?", 202),
        ("a{3,1}", 1),
        ("{", None),
        ("a**", None),
        ("^^", None),
    ],
)
def test_the_ways_to_match_are_counted_not_guessed(pattern, ways):
    assert ways_to_match(pattern) == ways


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(["a", "[ab]", ".", r"\w", "a?", "a*", ".+", "[ab]{1,9}", "b{2,}"]),
        min_size=1,
        max_size=12,
    ),
    st.sampled_from(["a" * 100, "a" * 99 + "!", "ab" * 50, "b" * 100]),
)
def test_no_accepted_pattern_takes_long_on_any_value(pieces, value):
    wanted = schema(a=text(pattern=f"{''.join(pieces)}!!$", maxLength=100))
    try:
        refuse_schema(wanted)
    except commands.UnusableSchema:
        return

    started = perf_counter()
    flaws_in(wanted, {"a": value})

    assert perf_counter() - started < 1.5


def test_a_long_value_is_not_even_matched():
    wanted = schema(a=text(pattern="^a+b$", maxLength=10))

    started = perf_counter()
    places = flaws_in(wanted, {"a": "a" * 1_000_000})

    assert [place.message for place in places] == ["「备注」最多 10 个字"]
    assert perf_counter() - started < 0.5


def test_no_schema_makes_the_server_fetch_anything(world):
    asked = []

    class Trap(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_response(404)
            self.end_headers()

    trap = HTTPServer(("127.0.0.1", 0), Trap)
    threading.Thread(target=trap.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{trap.server_port}/x"
    wanted = schema(a={"type": "array", "title": "甲", "items": {"$ref": address}})

    with pytest.raises(commands.UnusableSchema):
        define(world, wanted)
    trap.shutdown()
    trap.server_close()

    assert asked == []
