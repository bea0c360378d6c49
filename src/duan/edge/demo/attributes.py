"""Extra attributes that the demo company wants to know of its terminals: three published sets."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Any

from duan.trade.terminals.types import Kind

_HIS = ("漪云", "砚海", "翎讯", "自研")
_BEDS_OF_A_SURGERY = 60
_KNOWN = 0.7
_FIELD_STRENGTHS = ("1.5T", "3.0T")


@dataclass(frozen=True, slots=True)
class Wanted:
    """One set: for which kind, in which region or department, under which title."""

    kind: Kind
    title: str
    properties: dict[str, dict[str, Any]]
    region_code: str = ""
    department_code: str = ""

    @property
    def schema(self) -> dict[str, Any]:
        return {"type": "object", "properties": self.properties}


SETS = (
    Wanted(
        Kind.HOSPITAL,
        "医院概况",
        {
            "annual_surgeries": {
                "type": "integer", "title": "年手术量", "minimum": 0, "maximum": 500_000,
                "x-unit": "台", "x-order": 1,
            },
            "his_vendor": {"type": "string", "title": "HIS 厂商", "maxLength": 40, "x-order": 2},
            "alliance": {"type": "string", "title": "医联体", "maxLength": 60, "x-order": 3},
        },
    ),
    Wanted(
        Kind.DEPARTMENT,
        "影像设备现状",
        {
            "ct_units": {
                "type": "integer", "title": "现有 CT 台数", "minimum": 0, "maximum": 50,
                "x-unit": "台", "x-order": 1,
            },
            "mri_field": {
                "type": "string", "title": "核磁场强", "enum": ["无", "0.5T", *_FIELD_STRENGTHS],
                "x-order": 2,
            },
            "installed_in": {
                "type": "integer", "title": "装机年份", "minimum": 1990, "maximum": 2100,
                "x-order": 3,
            },
        },
        department_code="32",
    ),
    Wanted(
        Kind.HOSPITAL,
        "湖北省集采信息",
        {
            "procurement_code": {
                "type": "string", "title": "省采平台编码", "pattern": "^HB[0-9]{6}$",
                "maxLength": 8, "description": "HB 加 6 位数字，见省采平台机构信息页",
            },
        },
        region_code="420000",
    ),
)  # fmt: skip


def of_hospital(dice: Random, *, region_code: str, beds: int, ally: str) -> dict[str, Any]:
    """Return a hospital's values; some are not known yet, as in life."""
    values: dict[str, Any] = {}
    if beds >= _BEDS_OF_A_SURGERY:
        values["annual_surgeries"] = beds * dice.randrange(8, 30)
    if dice.random() < _KNOWN:
        values["his_vendor"] = dice.choice(_HIS)
    if ally:
        values["alliance"] = f"{ally}医联体"
    if region_code.startswith("42"):
        values["procurement_code"] = f"HB{dice.randrange(10**6):06d}"
    return values


def of_imaging(dice: Random, *, year: int, large: bool) -> dict[str, Any]:
    return {
        "ct_units": dice.randrange(2, 7) if large else 1,
        "mri_field": dice.choice(_FIELD_STRENGTHS) if large else dice.choice(("无", "1.5T")),
        "installed_in": year - dice.randrange(1, 12),
    }
