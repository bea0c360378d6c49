"""How likely two names mean the same institution, with the reason in a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

from duan.lib.cn.pinyin import pinyin_key
from duan.lib.match.names import InstitutionName, read_name
from duan.lib.match.parts import Parts, area_of, reach_of, read_parts

SAME = 0.9
SIMILAR = 0.7
_SOFT_KINDS = frozenset({"中心", "总", "职工", "专科", "市立", "省立", "区立", "县立", "服务"})


@dataclass(frozen=True, slots=True)
class Score:
    """`value` from 0 (cannot be the same) to 1 (same name); `why` in Chinese.

    Propose as a duplicate from `SAME` (0.9) on, show to a person from `SIMILAR` (0.7) on.
    """

    value: float
    why: str


@dataclass(frozen=True, slots=True)
class _Where:
    """Leading digits of region codes: what the name says, and what is known all told."""

    said: frozenset[str]
    known: frozenset[str]


_Cap = tuple[float, str]


def score(
    a: str | InstitutionName,
    b: str | InstitutionName,
    regions: tuple[str | None, str | None] = (None, None),
) -> Score:
    """Compare two names, with their aliases; `regions` are the GB/T 2260 codes of a and of b, if known.

    Symmetric and deterministic; `score(a, a).value == 1`. Different numbers (第一, 第二), campuses or
    cities are 0 whatever else agrees.
    """
    left, right = _read(a), _read(b)
    if regions[0] and regions[1] and _apart(_reaches(regions[0]), _reaches(regions[1])):
        return Score(0.0, "不在同一地区")
    campus = _campus_cap(left, right)
    if campus is not None and campus[0] == 0:
        return Score(*campus)
    best = _best_pair(left, right, regions)
    if campus is None or campus[0] >= best.value:
        return best
    return Score(campus[0], f"{best.why}；{campus[1]}")


def duplicate_keys(name: str | InstitutionName, region_code: str | None = None) -> tuple[str, ...]:
    """Blocking keys: two records worth scoring share at least one. Sorted, without repeats.

    A key is area (city of `region_code`, else of the name, else "?"), then the name without place
    and owner, once as written and once in pinyin so that 同音字 meet.
    """
    read = _read(name)
    keys: set[str] = set()
    for text in (read.base, *read.aliases):
        parts = read_parts(text)
        cores = {parts.core} if parts.core else {parts.owner or parts.place_name, ""}
        for area, core in product(_areas(parts, region_code), cores):
            keys.add(f"{area}:{core}|{parts.tail}")
            if core:
                keys.add(f"{area}~{pinyin_key(core)}|{parts.tail}")
    return tuple(sorted(keys))


def _areas(parts: Parts, region_code: str | None) -> set[str]:
    if region_code:
        return {area_of(region_code)}
    if parts.places:
        return {area_of(c) for c in parts.places}
    return {"?", *(area_of(c) for c in parts.likely_places)}


def _read(name: str | InstitutionName) -> InstitutionName:
    return read_name(name) if isinstance(name, str) else name


def _campus_cap(left: InstitutionName, right: InstitutionName) -> _Cap | None:
    if _bare_campus(left.campus) == _bare_campus(right.campus):
        return None
    campuses = sorted((left.campus or "", right.campus or ""))
    if not campuses[0]:
        return (0.6, f"一方是院区“{campuses[1]}”，另一方不是")
    return (0.0, f"院区不同：“{campuses[0]}”与“{campuses[1]}”")


def _bare_campus(campus: str | None) -> str:
    """南院, 南区 and 南院区 are one campus; 分院 keeps its word."""
    if not campus:
        return ""
    bare = campus.removesuffix("院区").removesuffix("区").removesuffix("院")
    return bare if len(bare) and bare != "分" else campus


def _best_pair(
    left: InstitutionName, right: InstitutionName, regions: tuple[str | None, str | None]
) -> Score:
    """Find the best score over names and aliases, unless the two main names rule each other out."""
    main = _pair(read_parts(left.base), read_parts(right.base), regions)
    if main.value == 0 and (left.aliases or right.aliases) and _ruled_out(left, right, regions):
        return main
    best = main
    for one, two in product((left.base, *left.aliases), (right.base, *right.aliases)):
        if (one, two) == (left.base, right.base):
            continue
        found = _pair(read_parts(one), read_parts(two), regions)
        through_alias = Score(round(found.value * 0.97, 4), f"按别名比较：{found.why}")
        best = max(best, through_alias, key=lambda s: (s.value, s.why))
    return best


def _ruled_out(
    left: InstitutionName, right: InstitutionName, regions: tuple[str | None, str | None]
) -> bool:
    a, b = read_parts(left.base), read_parts(right.base)
    same_but_number = (a.core, a.kinds, a.institution) == (b.core, b.kinds, b.institution)
    return same_but_number or _apart(_where(a, regions[0]).known, _where(b, regions[1]).known)


def _pair(a: Parts, b: Parts, regions: tuple[str | None, str | None]) -> Score:
    here, there = _where(a, regions[0]), _where(b, regions[1])
    if _apart(here.known, there.known):
        return Score(0.0, "不在同一地区")
    if a.key == b.key:
        return Score(1.0, "名称相同")
    if a.numbers and b.numbers and a.numbers != b.numbers:
        one, two = sorted((".".join(a.numbers), ".".join(b.numbers)))
        return Score(0.0, f"序号不同：{one} 与 {two}")
    value, why = _core_likeness(a, b)
    reasons = [why]
    for cap, reason in (*_kind_caps(a, b), *_owner_caps(a, b)):
        value = min(value, cap)
        reasons.append(reason)
    for factor, reason in _place_factors(a, b, here, there):
        value *= factor
        reasons.append(reason)
    return Score(round(value, 4), "；".join(reasons))


def _core_likeness(a: Parts, b: Parts) -> _Cap:
    short, long = sorted((a.core, b.core), key=lambda c: (len(c), c))
    if short == long:
        return (0.98, "主体名称相同")
    if not short:
        return _one_core(long, a, b)
    if long.endswith(short):
        return (0.85, f"“{long}”以“{short}”结尾")
    if long.startswith(short):
        return (0.5, f"“{long}”在“{short}”之后还有内容")
    if pinyin_key(short) == pinyin_key(long):
        return (0.8, f"“{short}”与“{long}”同音")
    return (round(0.75 * _dice(short, long), 4), f"“{short}”与“{long}”不同")


def _one_core(core: str, a: Parts, b: Parts) -> _Cap:
    """Compare 永泰妇幼保健院 with 永泰县妇幼保健院: the one's core may be the other's place."""
    if not _names_the_place(a, b):
        return (0.4, f"一方多出“{core}”")
    same_place = (a.places | a.likely_places) & (b.places | b.likely_places)
    sure = a.kinds or b.kinds or a.numbers or b.numbers or same_place
    return (0.95, f"“{core}”即地名") if sure else (0.6, f"“{core}”一方是地名")


def _names_the_place(a: Parts, b: Parts) -> bool:
    if not a.core:
        return bool(b.core) and b.core == a.place_name
    return not b.core and a.core == b.place_name


def _kind_caps(a: Parts, b: Parts) -> list[_Cap]:
    caps: list[_Cap] = []
    different = a.kinds ^ b.kinds
    if different - _SOFT_KINDS:
        caps.append((0.4, f"类别不同：{'、'.join(sorted(different))}"))
    elif a.kinds - b.kinds and b.kinds - a.kinds:
        caps.append((0.5, f"类别不同：{'、'.join(sorted(different))}"))
    elif different:
        caps.append((0.75, f"一方多出{'、'.join(sorted(different))}"))
    if a.institution != b.institution:
        names = "与".join(f"“{i or '无'}”" for i in sorted((a.institution, b.institution)))
        caps.append((0.4, f"机构类型不同：{names}"))
    if bool(a.numbers) != bool(b.numbers):
        caps.append((0.5, f"一方有序号 {'.'.join(a.numbers or b.numbers)}"))
    return caps


def _owner_caps(a: Parts, b: Parts) -> list[_Cap]:
    short, long = sorted((a.owner, b.owner), key=lambda o: (len(o), o))
    if short == long or (short and short in long):
        return []
    if not short:
        return [(0.9 if a.core else 0.5, f"一方隶属“{long}”")]
    return [(0.3, f"隶属不同：“{short}”与“{long}”")]


def _place_factors(a: Parts, b: Parts, here: _Where, there: _Where) -> list[_Cap]:
    if _names_the_place(a, b):
        return []
    nameless = not a.core or not b.core
    if bool(here.known) != bool(there.known):
        if _apart(
            here.known or _reaches(*a.likely_places), there.known or _reaches(*b.likely_places)
        ):
            return [(0.5, "隶属单位在别处")]
        return [(0.45 if nameless else 0.9, "一方没有地区")]
    one, two = (here.said, there.said) if here.said and there.said else (here.known, there.known)
    if one & two or not one:
        return []
    return [(0.3 if nameless else 0.9, "一方在上级地区")]


def _where(parts: Parts, region_code: str | None) -> _Where:
    """Disbelieve a name that contradicts its record (中山医院 in Shanghai: 中山 is a city too)."""
    said = _reaches(*parts.places)
    record = _reaches(region_code) if region_code else frozenset()
    if not said or not record:
        return _Where(said, said or record)
    inside = frozenset(s for s in said if s.startswith(tuple(record)))
    above = frozenset(s for s in said if any(r.startswith(s) for r in record))
    if inside:
        return _Where(inside, inside)
    return _Where(above, record)


def _reaches(*codes: str) -> frozenset[str]:
    return frozenset(map(reach_of, codes))


def _apart(here: frozenset[str], there: frozenset[str]) -> bool:
    """Both known and neither inside the other."""
    if not here or not there:
        return False
    return not any(h.startswith(t) or t.startswith(h) for h in here for t in there)


def _dice(one: str, two: str) -> float:
    """Share of common pairs of characters, 0..1."""
    pairs = [{w[i : i + 2] for i in range(len(w) - 1)} or {w} for w in (one, two)]
    return 2 * len(pairs[0] & pairs[1]) / (len(pairs[0]) + len(pairs[1]))
