"""Extra attributes as data: publishing a set, and checking a terminal's values against it."""

from __future__ import annotations

import re
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import SchemaError, ValidationError

from duan.core.kernel.commands import Run, command
from duan.core.kernel.errors import Invalid, Place
from duan.core.kernel.numbers import take_numbers
from duan.trade.terminals.models import AttributeSet, Terminal
from duan.trade.terminals.queries.attributes import schema_for
from duan.trade.terminals.types import Kind

WHOLE_COMPANY = 1
_MOST_PROPERTIES = 60
_TYPES = {"string", "number", "integer", "boolean", "array"}
_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}\Z")
_NESTED_REPEAT = re.compile(r"\)[*+{?]|\\\d")
_KEYWORDS = {
    "type", "title", "description", "enum", "format", "pattern", "minLength", "maxLength",
    "minimum", "maximum", "items", "minItems", "maxItems", "uniqueItems", "x-unit", "x-order",
}  # fmt: skip


class UnusableSchema(Invalid):
    code = "unusable_schema"


class UnusableAttributes(Invalid):
    code = "unusable_attributes"


@command("terminals.define_attributes", sentence="发布自定义属性「{title}」第 {version} 版")
def define_attributes(
    run: Run,
    *,
    kind: Kind,
    title: str,
    schema: dict[str, Any],
    region_code: str = "",
    department_code: str = "",
) -> AttributeSet:
    """Publish the next version of a set. Raises `UnusableSchema` naming the property."""
    run.require("terminals.define", scope_id=WHOLE_COMPANY)
    _refuse_schema(schema)
    key = {"kind": kind, "region_code": region_code, "department_code": department_code}
    version = take_numbers(f"attributes:{kind}:{region_code}:{department_code}"[:40])
    kept = AttributeSet(
        **key,
        version=version,
        title=title,
        schema=schema,
        published_at=run.now,
        published_by=run.who.account_id,
    )
    kept.save(force_insert=True)
    run.tell(title=title, version=version)
    run.touch("attribute_set", kept.pk, name=title)
    return kept


def checked_attributes(terminal: Terminal, values: dict[str, Any]) -> dict[str, Any]:
    """Return the values if the sets in force accept them; raise `UnusableAttributes`.

    A value that no set in force knows is kept only if the terminal had it already.
    """
    schema = schema_for(
        kind=terminal.kind,
        region_code=terminal.region_code,
        department_codes=tuple(terminal.standard_codes),
    ).schema
    known = schema["properties"]
    old = terminal.attributes or {}
    places = [
        Place(f"attributes.{name}", f"没有「{name}」这个属性，请先在「自定义属性」里定义")
        for name in values
        if name not in known and old.get(name) != values[name]
    ]
    inner = {name: value for name, value in values.items() if name in known}
    places += [told_of(error) for error in Draft202012Validator(schema).iter_errors(inner)]
    if places:
        listed = "；".join(place.message for place in places)
        raise UnusableAttributes(f"自定义属性有误，请修改：{listed}。", where=places)
    return values


def told_of(error: ValidationError) -> Place:
    rules: Any = error.schema
    if error.validator == "required":
        wanted: Any = error.validator_value
        given: Any = error.instance
        missing = next(name for name in wanted if name not in given)
        title = rules["properties"].get(missing, {}).get("title", missing)
        return Place(f"attributes.{missing}", f"「{title}」必填")
    name = str(error.absolute_path[0]) if error.absolute_path else ""
    title = rules.get("title", name)
    return Place(f"attributes.{name}", f"「{title}」{_sentence(error)}")


def _sentence(error: ValidationError) -> str:
    wanted: Any = error.validator_value
    sentences = {
        "type": "类型不对",
        "enum": f"应为：{'、'.join(map(str, wanted))}" if error.validator == "enum" else "",
        "maxLength": f"最多 {wanted} 个字",
        "minLength": f"至少 {wanted} 个字",
        "minimum": f"不能小于 {wanted}",
        "maximum": f"不能大于 {wanted}",
        "pattern": "格式不对",
        "format": "格式不对",
    }
    return sentences.get(str(error.validator), "不符合要求")


def _refuse_schema(schema: dict[str, Any]) -> None:
    try:
        Draft202012Validator.check_schema(schema)
    except SchemaError as error:
        raise UnusableSchema(f"属性定义不是有效的 JSON Schema：{error.message}。") from error
    properties = schema.get("properties")
    if schema.get("type") != "object" or not isinstance(properties, dict) or not properties:
        raise UnusableSchema("属性定义至少要有一个字段。", where=[Place("schema", "至少一个字段")])
    if len(properties) > _MOST_PROPERTIES:
        raise UnusableSchema(f"一组属性最多 {_MOST_PROPERTIES} 个字段，请拆成几组。")
    places = [
        Place(f"schema.properties.{name}", problem)
        for name, rules in properties.items()
        if (problem := _problem(name, rules))
    ]
    if places:
        listed = "；".join(f"{place.field}：{place.message}" for place in places)
        raise UnusableSchema(f"属性定义有误，请修改：{listed}。", where=places)


def _problem(name: str, rules: Any) -> str | None:
    if not _NAME.match(name):
        return "字段代码只能用小写字母、数字和下划线，以字母开头，最多 40 个字符"
    if not isinstance(rules, dict) or not rules.get("title"):
        return "请填写字段名称"
    if rules.get("type") not in _TYPES:
        return "请选择字段类型"
    if unknown := set(rules) - _KEYWORDS:
        return f"不支持：{'、'.join(sorted(unknown))}"
    pattern = rules.get("pattern", "")
    if pattern and ("maxLength" not in rules or _NESTED_REPEAT.search(pattern)):
        return "格式（pattern）须同时限制最大长度，且不能对分组重复"
    return None
