"""Extra attributes as data: publishing a set, and checking a terminal's values against it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import orjson
from django.utils.timezone import localdate
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError
from jsonschema.validators import extend

from duan.core.kernel.commands import WHOLE_COMPANY, Run, command
from duan.core.kernel.errors import Invalid, Place
from duan.core.kernel.numbers import take_numbers
from duan.core.kernel.schemas import LONGEST_MATCHED, UnusableSchema, refuse_schema
from duan.lib import cn
from duan.trade.terminals import policies
from duan.trade.terminals.models import AttributeSet, Terminal
from duan.trade.terminals.queries.attributes import schema_for
from duan.trade.terminals.types import Kind

_LARGEST = 32_000


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
    refuse_schema(schema)
    title = " ".join(title.split())
    _refuse_place(title, region_code, department_code, on=localdate(run.now))
    key = {"kind": kind, "region_code": region_code, "department_code": department_code}
    version = take_numbers(f"attrs:{kind}:{region_code}:{department_code}")
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
    run.touch("attribute_set", kept.pk, scope_id=WHOLE_COMPANY, name=title)
    return kept


def checked_attributes(terminal: Terminal, values: dict[str, Any]) -> dict[str, Any]:
    """Return the values to store if the sets in force accept them; raise `UnusableAttributes`.

    A null clears a value. What no set in force knows can't be added or changed, and what the
    terminal had of it stays.
    """
    schema = schema_for(
        kind=terminal.kind,
        region_code=terminal.region_code,
        department_codes=tuple(terminal.standard_codes),
    ).schema
    if len(orjson.dumps(values)) > _LARGEST:
        raise UnusableAttributes(
            f"自定义属性的内容太多，合计最多 {_LARGEST} 个字节，请减少。",
            where=[Place("attributes", "内容太多")],
        )
    known, old = schema["properties"], terminal.attributes or {}
    given = {name: value for name, value in values.items() if value is not None}
    places = [
        Place(f"attributes.{name}", f"没有「{name}」这个属性，请先在「自定义属性」里定义")
        for name in given
        if name not in known and (name not in old or old[name] != given[name])
    ]
    places += flaws_in(schema, {name: value for name, value in given.items() if name in known})
    if places:
        listed = "；".join(place.message for place in places)
        raise UnusableAttributes(f"自定义属性有误，请修改：{listed}。", where=places)
    kept = {name: value for name, value in old.items() if name not in known | values}
    return {**kept, **given}


def flaws_in(schema: dict[str, Any], values: dict[str, Any]) -> list[Place]:
    """Return what is wrong with values under a set's schema, each with its field."""
    properties = schema["properties"]
    missing = [name for name in schema["required"] if name not in values]
    places = [
        Place(f"attributes.{name}", f"「{properties.get(name, {}).get('title', name)}」必填")
        for name in missing
    ]
    errors = validator_of({**schema, "required": []}).iter_errors(values)
    return places + [told_of(error, properties) for error in errors]


def validator_of(schema: dict[str, Any]) -> Any:
    """Return a validator that checks formats too, and matches no pattern against a long text."""
    return _Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


def told_of(error: ValidationError, properties: Mapping[str, Any] | None = None) -> Place:
    """Return an error as a field and a sentence with the field's title."""
    name = str(error.absolute_path[0]) if error.absolute_path else ""
    rules: Any = (properties or {}).get(name, error.schema)
    return Place(f"attributes.{name}", f"「{rules.get('title', name)}」{_sentence(error)}")


def _sentence(error: ValidationError) -> str:
    wanted: Any = error.validator_value
    sentences = {
        "type": "类型不对",
        "enum": f"应为：{'、'.join(map(str, wanted))}" if error.validator == "enum" else "",
        "maxLength": f"最多 {wanted} 个字",
        "minLength": f"至少 {wanted} 个字",
        "minimum": f"不能小于 {wanted}",
        "maximum": f"不能大于 {wanted}",
        "minItems": f"至少 {wanted} 项",
        "maxItems": f"最多 {wanted} 项",
        "uniqueItems": "有重复的项",
        "pattern": "格式不对",
        "format": "格式不对",
    }
    return sentences.get(str(error.validator), "不符合要求")


def _matches(
    validator: Any, pattern: str, instance: Any, schema: dict[str, Any]
) -> Iterator[ValidationError]:
    """Match as a browser does: `$` is the very end, a digit is one of ten."""
    if not validator.is_type(instance, "string"):
        return
    ended = re.sub(r"(?<!\\)\$\Z", r"\\Z", pattern)
    if len(instance) > schema.get("maxLength", LONGEST_MATCHED):
        return
    if re.search(ended, instance, re.ASCII) is None:
        yield ValidationError("does not match")


_Validator: Any = extend(Draft202012Validator, {"pattern": _matches})  # type: ignore[no-untyped-call]  # jsonschema's own


def _refuse_place(title: str, region_code: str, department_code: str, *, on: date) -> None:
    places = []
    if not title:
        places.append(Place("title", "请填写这组属性的名称"))
    policies.check_region(region_code, on, places)
    if department_code and cn.department(department_code) is None:
        places.append(Place("department_code", f"诊疗科目代码「{department_code}」不存在"))
    if places:
        listed = "；".join(place.message for place in places)
        raise UnusableSchema(f"属性定义有误，请修改：{listed}。", where=places)
