"""Where a row of a terminal file is, and whose it therefore is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from duan.lib import cn
from duan.trade.terminals.commands.load_values import WARNING, Flaw

# Codes first: a problem is told where the first of these is filled in.
REGION_FIELDS = ("region_code", "city_code", "province_code", "district", "city", "province")


@dataclass(frozen=True, slots=True, kw_only=True)
class Placing:
    """Which scope answers for a region, or the one scope that was chosen for all rows."""

    by_region: Mapping[str, int]
    chosen: int | None
    root: int

    def scope_for(self, region_code: str) -> int:
        """Return the scope of the county, else of the city, the province, the company."""
        if self.chosen is not None:
            return self.chosen
        for code in (region_code, region_code[:4] + "00", region_code[:2] + "0000"):
            if code in self.by_region:
                return self.by_region[code]
        return self.root


def read_region(said: Mapping[str, str | None], *, on: date) -> tuple[str | None, Flaw | None]:
    """Return the region that codes and names of one row mean; None when they say nothing.

    The smallest code wins and is checked against the name that stands with it; names alone are
    looked up; a district's name narrows a city's code.
    """
    for code_field, name_field in (
        ("region_code", "district"),
        ("city_code", "city"),
        ("province_code", "province"),
    ):
        code = said.get(code_field)
        if not code:
            continue
        name = said.get(name_field)
        if code_field == "region_code" and not name:
            name = _name_for(code, said)
        found, flaw = _checked(code, name, on)
        if found and code_field != "region_code":
            found = _narrowed(found, said, on)
        return found, flaw
    return _by_names(said, on)


def _name_for(code: str, said: Mapping[str, str | None]) -> str | None:
    """Return the name that stands beside a code of this size."""
    if code[2:6] == "0000":
        return said.get("province")
    return said.get("city") if code[4:6] == "00" else None


def _checked(code: str, name: str | None, on: date) -> tuple[str | None, Flaw | None]:
    try:
        return cn.check_region(code, name=name, on=on).code, None
    except cn.UnreadableRegion as problem:
        fact, _, advice = str(problem).rstrip("。").partition("：")
        if problem.code == "REGION_EXPIRED" and len(problem.successors) == 1:
            heir = problem.successors[0]
            return heir, Flaw(problem.code, f"{fact}，已按 {heir} 导入", advice, WARNING)
        return None, Flaw(problem.code, fact, advice or "请填写现行的 6 位代码")


def _narrowed(code: str, said: Mapping[str, str | None], on: date) -> str:
    district = said.get("district")
    if not district:
        return code
    prefix = code.rstrip("0") if code.endswith("00") else code
    inside = [r.code for r in cn.find_regions(district, on) if r.code.startswith(prefix[:4])]
    return inside[0] if len(inside) == 1 else code


def _by_names(said: Mapping[str, str | None], on: date) -> tuple[str | None, Flaw | None]:
    names = [name for part in ("province", "city", "district") if (name := said.get(part))]
    if not names:
        return None, None
    whole = "".join(dict.fromkeys(names))
    found = [r for r in cn.find_regions(whole, on) if not r.grouping]
    if len(found) == 1:
        return found[0].code, None
    if not found:
        return None, Flaw(
            "REGION_NAME_UNKNOWN",
            f"没有找到地区「{whole}」",
            "请核对省、市、区县名称，或填写 6 位行政区划代码",
        )
    listed = "、".join(f"{r.code}（{cn.full_name(r.code)}）" for r in found[:5])
    return None, Flaw(
        "REGION_NAME_AMBIGUOUS",
        f"「{whole}」可能是几个地区",
        f"请补上省市名称，或填写其中一个代码：{listed}",
    )
