from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Max, Q

from duan.trade.terminals.models import AttributeSet


@dataclass(frozen=True, slots=True)
class Form:
    """The attributes that one terminal has, and which versions of which sets they come from."""

    schema: dict[str, Any]
    version: str


def attribute_sets() -> list[AttributeSet]:
    """Return every version of every set, the newest first within a set."""
    return list(AttributeSet.objects.order_by("kind", "region_code", "department_code", "-version"))


def schema_for(*, kind: str, region_code: str, department_codes: tuple[str, ...]) -> Form:
    """Merge the newest versions of all sets that apply, the more special ones winning."""
    applying = sorted(_applying(kind, region_code, department_codes), key=_special)
    properties: dict[str, Any] = {}
    required: list[str] = []
    for kept in applying:
        properties.update(kept.schema["properties"])
        required += kept.schema.get("required", [])
    schema = {
        "type": "object",
        "properties": properties,
        "required": sorted(set(required)),
        "additionalProperties": False,
    }
    return Form(schema, " ".join(f"{kept.pk}@{kept.version}" for kept in applying))


def _applying(kind: str, region_code: str, department_codes: tuple[str, ...]) -> list[AttributeSet]:
    regions = {"", region_code, region_code[:4] + "00", region_code[:2] + "0000"}
    departments = {"", *department_codes, *(code[:2] for code in department_codes)}
    rows = AttributeSet.objects.filter(
        kind=kind, region_code__in=regions, department_code__in=departments
    )
    newest = rows.values("region_code", "department_code").annotate(last=Max("version"))
    wanted = Q(pk__in=[])
    for row in newest:
        wanted |= Q(
            region_code=row["region_code"],
            department_code=row["department_code"],
            version=row["last"],
        )
    return list(rows.filter(wanted))


def _special(kept: AttributeSet) -> tuple[int, int, str]:
    return len(kept.region_code.rstrip("0")), len(kept.department_code), kept.department_code
