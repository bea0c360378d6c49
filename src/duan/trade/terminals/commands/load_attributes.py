"""Custom attributes in a terminal file, checked against the sets in force where the row belongs."""

from __future__ import annotations

from typing import Any

import orjson

from duan.trade.terminals.commands.attributes import told_of, validator_of
from duan.trade.terminals.commands.load_values import Flaw, read_attribute
from duan.trade.terminals.queries.attributes import schema_for
from duan.trade.terminals.types import Kind


class AttributeReader:
    """Reads the attribute cells of rows; asks for the form of each kind and place once."""

    def __init__(self) -> None:
        self._forms: dict[tuple[str, str, str], tuple[dict[str, Any], Any]] = {}

    def read(
        self, told: dict[str, str], kind: str | None, region_code: str | None, codes: str | None
    ) -> tuple[str | None, list[tuple[str, Flaw]]]:
        """Return the values as JSON text, and what is wrong with which attribute."""
        if not told:
            return None, []
        properties, validator = self._form(
            kind or Kind.HOSPITAL.value, region_code or "", codes or ""
        )
        flaws = [
            (
                name,
                Flaw(
                    "ATTRIBUTE_UNKNOWN",
                    f"这类终端在这个地区没有「{name}」这个属性",
                    "请清空这一格，或先在「自定义属性」里定义",
                ),
            )
            for name in told
            if name not in properties
        ]
        kept = {
            name: read_attribute(text, properties[name])
            for name, text in told.items()
            if name in properties
        }
        for error in validator.iter_errors(kept):
            place = told_of(error)
            name = place.field.removeprefix("attributes.")
            flaws.append((name, Flaw("ATTRIBUTE_UNUSABLE", place.message, "请按属性的要求填写")))
        return orjson.dumps(kept).decode() if kept else None, flaws

    def _form(self, kind: str, region_code: str, codes: str) -> tuple[dict[str, Any], Any]:
        key = (kind, region_code, codes)
        if key not in self._forms:
            departments = tuple(code for code in codes.split("\x1f") if code)
            form = schema_for(kind=kind, region_code=region_code, department_codes=departments)
            schema = {**form.schema, "required": []}
            self._forms[key] = (schema["properties"], validator_of(schema))
        return self._forms[key]
