"""What a set of extra attributes may look like: flat, bounded, and nothing that runs away.

A schema is data that one person writes and everybody's values are held against, so what could make
the checking itself fetch, recurse or take for ever is refused when the set is published.
"""

from __future__ import annotations

import re
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import SchemaError

from duan.core.kernel.errors import Invalid, Place

LONGEST_MATCHED = 100
_MOST_PROPERTIES = 60
_MOST_CHOICES = 200
_MOST_WAYS = 10_000
_SIMPLE = {"string", "number", "integer", "boolean"}
_FORMATS = {"date", "email"}
_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}\Z")
_TOP = {"$schema", "type", "title", "description", "properties", "required", "additionalProperties"}
_OF_VALUES = {
    "type", "enum", "format", "pattern", "minLength", "maxLength", "minimum", "maximum",
}  # fmt: skip
_OF_FIELDS = {
    *_OF_VALUES, "title", "description", "items", "minItems", "maxItems", "uniqueItems", "x-unit",
    "x-order", "x-widget",
}  # fmt: skip
_PIECE = re.compile(
    r"""(?: \\[dDwWsS] | \\[\^$.*+?()\[\]{}|/\\] | \[\^?(?:\\[\w\]\[\\^/.-]|[^\]\[\\])+\] | \.
          | [^\\\[\](){}*+?|^$.] )
        (?P<times> [*+?] | \{(?P<least>\d{1,3})(?P<more>,(?P<most>\d{0,3}))?\} )?""",
    re.VERBOSE,
)


class UnusableSchema(Invalid):
    code = "unusable_schema"


def refuse_schema(schema: dict[str, Any]) -> None:
    """Raise `UnusableSchema` naming every property that cannot be published."""
    properties = schema.get("properties")
    if schema.get("type") != "object" or not isinstance(properties, dict) or not properties:
        raise UnusableSchema("属性定义至少要有一个字段。", where=[Place("schema", "至少一个字段")])
    if len(properties) > _MOST_PROPERTIES:
        raise UnusableSchema(f"一组属性最多 {_MOST_PROPERTIES} 个字段，请拆成几组。")
    places = [*_whole(schema, properties)]
    places += [
        Place(f"schema.properties.{name[:40]}", problem)
        for name, rules in properties.items()
        if (problem := _problem(name, rules))
    ]
    if places:
        listed = "；".join(f"{place.field}：{place.message}" for place in places)
        raise UnusableSchema(f"属性定义有误，请修改：{listed}。", where=places)
    try:
        Draft202012Validator.check_schema(schema)
    except SchemaError as error:
        field = ".".join(["schema", *map(str, error.absolute_path)])
        raise UnusableSchema(
            f"属性定义不是有效的 JSON Schema，请修改 {field}。",
            where=[Place(field, "不符合 JSON Schema 2020-12")],
        ) from error


def ways_to_match(pattern: str) -> int | None:
    """Return how many ways a matcher may have to try at one place; None when it cannot be read.

    Only characters, classes and their repeats between `^` and `$` are read: without groups and
    alternatives, the ways are the product of what each repeat leaves open.
    """
    body = pattern.removeprefix("^")
    body = body.removesuffix("$") if not body.endswith("\\$") else body
    ways, at = 1, 0
    while at < len(body):
        piece = _PIECE.match(body, at)
        if piece is None:
            return None
        ways *= _width(piece)
        at = piece.end()
    return ways


def _width(piece: re.Match[str]) -> int:
    times = piece["times"]
    if times is None:
        return 1
    if times == "?":
        return 2
    if times in "*+" or piece["most"] == "":
        return LONGEST_MATCHED + 1
    least, most = int(piece["least"]), int(piece["most"] or piece["least"])
    return max(most - least, 0) + 1


def _whole(schema: dict[str, Any], properties: dict[str, Any]) -> list[Place]:
    places = []
    if unknown := set(schema) - _TOP:
        places.append(Place("schema", f"不支持：{'、'.join(sorted(unknown))}"))
    if schema.get("additionalProperties", False) is not False:
        places.append(Place("schema.additionalProperties", "只能是 false"))
    required = schema.get("required", [])
    if not isinstance(required, list) or not all(name in properties for name in map(str, required)):
        places.append(Place("schema.required", "必填字段必须是已定义的字段"))
    return places


def _problem(name: str, rules: Any) -> str | None:
    if not _NAME.match(name):
        return "字段代码只能用小写字母、数字和下划线，以字母开头，最多 40 个字符"
    if not isinstance(rules, dict) or not str(rules.get("title") or "").strip():
        return "请填写字段名称"
    if unknown := set(rules) - _OF_FIELDS:
        return f"不支持：{'、'.join(sorted(unknown))}"
    if rules.get("type") == "array":
        return _problem_of_items(rules.get("items"))
    return _problem_of_value(rules)


def _problem_of_items(items: Any) -> str | None:
    if not isinstance(items, dict):
        return "请选择每一项的类型"
    if unknown := set(items) - _OF_VALUES:
        return f"每一项不支持：{'、'.join(sorted(unknown))}"
    return _problem_of_value(items)


def _problem_of_value(rules: dict[str, Any]) -> str | None:
    if not isinstance(rules.get("type"), str) or rules["type"] not in _SIMPLE:
        return "请选择字段类型"
    if "format" in rules and rules["format"] not in _FORMATS:
        return f"格式（format）只能是：{'、'.join(sorted(_FORMATS))}"
    if "enum" in rules and not _can_choose(rules["enum"]):
        return f"选项应为 1 到 {_MOST_CHOICES} 个文字或数字"
    return _problem_of_pattern(rules) if "pattern" in rules else None


def _can_choose(choices: Any) -> bool:
    return (
        isinstance(choices, list)
        and 0 < len(choices) <= _MOST_CHOICES
        and all(isinstance(choice, str | int | float) for choice in choices)
    )


def _problem_of_pattern(rules: dict[str, Any]) -> str | None:
    pattern, longest = rules["pattern"], rules.get("maxLength")
    if not isinstance(longest, int) or longest > LONGEST_MATCHED:
        return f"格式（pattern）须同时限制最大长度，且不超过 {LONGEST_MATCHED}"
    ways = ways_to_match(pattern) if isinstance(pattern, str) else None
    if ways is None or not _compiles(pattern):
        return "格式（pattern）只能由字符、[ ] 字符集和重复次数组成，不能用括号和竖线"
    if ways > _MOST_WAYS:
        return "格式（pattern）里不定次数的重复太多，请写明次数"
    return None


def _compiles(pattern: str) -> bool:
    try:
        re.compile(pattern)
    except re.error:
        return False
    return True
