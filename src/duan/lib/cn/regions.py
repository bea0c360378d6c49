"""Administrative regions by GB/T 2260 code, with the years in which a code was valid.

Facts: `data/regions.csv` (see the README beside it). The table is read on first use, a few ms
and 2 MB; a `Region` is made when somebody asks for it. Validity is known to the year: in the year of a change
the old and the new code are both valid. Without a day, "valid" means valid in the newest list.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files

from duan.lib.cn.refusals import UnreadableRegion

RegionRow = tuple[str, str, str, str, str]

GROUPING_NAMES = frozenset({"市辖区", "县", "市", "省直辖县级行政区划", "自治区直辖县级行政区划"})
_CODE = re.compile(r"([1-8]\d{5})(?:000|000000|\.0)?")
_SUFFIX = re.compile(
    r"(?:特别行政区|维吾尔自治区|壮族自治区|回族自治区|自治区|自治州|自治县|自治旗"
    r"|地区|新区|林区|特区|省|市|盟|区|县|旗)$"
)
_PEOPLES = re.compile(
    r"(?:(?:土家|哈尼|布依|朝鲜|蒙古|柯尔克孜|哈萨克|维吾尔|塔吉克|锡伯|达斡尔|鄂温克|鄂伦春|景颇|傈僳|拉祜|布朗"
    r"|纳西|普米|独龙|仡佬|仫佬|毛南|撒拉|保安|东乡|裕固)族?|[各土羌藏回苗侗壮瑶彝傣白佤黎畲满水怒]族)+$"
)
_MIN_SHORT_NAME = 2


class RegionLevel(StrEnum):
    PROVINCE = "PROVINCE"
    PREFECTURE = "PREFECTURE"
    COUNTY = "COUNTY"


@dataclass(frozen=True, slots=True)
class Region:
    """One region under one name. The window is half-open: `[valid_from, valid_to)`.

    `valid_from` None: already valid when the table starts (end of 2000). `valid_to` None: still
    valid. `successors`: codes valid today that cover it. `grouping`: only a heading such as 市辖区.
    """

    code: str
    name: str
    level: RegionLevel
    valid_from: date | None = None
    valid_to: date | None = None
    successors: tuple[str, ...] = ()
    grouping: bool = False

    def valid_on(self, day: date | None) -> bool:
        """Whether the code may be used on that day; None asks for the newest list."""
        if day is None:
            return self.valid_to is None
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day < self.valid_to
        )


def region(code: str, on: date | None = None) -> Region | None:
    """Look up the region of a code: on that day, or its latest period (look at `valid_to`) without a day."""
    periods = _periods(code)
    if on is None:
        return periods[-1] if periods else None
    return next((r for r in periods if r.valid_on(on)), None)


def parent(code: str, on: date | None = None) -> Region | None:
    """Go one level up by code, which may be a mere heading (110101 → 110100 市辖区)."""
    if code[2:] == "0000":
        return None
    above = code[:4] + "00" if code[4:] != "00" else code[:2] + "0000"
    return region(above, on)


def child_regions(code: str | None = None, on: date | None = None) -> tuple[Region, ...]:
    """Regions one level down that are valid on the day; the provinces without a code."""
    found = (region(c, on) for c in _children().get(code or "", ()))
    return tuple(r for r in found if r is not None and r.valid_on(on))


def full_name(code: str, on: date | None = None) -> str:
    """湖北省武汉市洪山区 for 420111; headings such as 市辖区 are left out. Empty for unknown codes."""
    names: list[str] = []
    here = region(code, on) or region(code)
    while here is not None:
        if not here.grouping:
            names.append(here.name)
        here = parent(here.code, on) or parent(here.code)
    return "".join(reversed(names))


def short_name(name: str) -> str:
    """武汉 for 武汉市, 恩施 for 恩施土家族苗族自治州; a name of two characters stays (沙县)."""
    bare = _SUFFIX.sub("", name)
    if len(bare) < _MIN_SHORT_NAME:
        return name
    people_gone = _PEOPLES.sub("", bare) if name.endswith(("自治州", "自治县", "自治旗")) else bare
    return people_gone if len(people_gone) >= _MIN_SHORT_NAME else bare


def find_regions(name: str, on: date | None = None) -> tuple[Region, ...]:
    """Every region called so: 洪山区, 武汉, 湖北省武汉市洪山区. In force first, then by code.

    With a day only those valid on it; without one, former names and codes are found too.
    """
    text = _squeeze(name)
    found = [r for code in _codes_by_name().get(text, ()) for r in _periods(code)]
    hits = [r for r in found if _bears(r, text) and (on is None or r.valid_on(on))]
    if not hits:
        hits = [r for r in _by_path(text) if on is None or r.valid_on(on)]
    return tuple(sorted(hits, key=lambda r: (r.valid_to is not None, r.code)))


def check_region(code: str, name: str | None = None, on: date | None = None) -> Region:
    """Return the valid region of a code, or raise `UnreadableRegion` that says what to do.

    REGION_UNKNOWN: not a code of GB/T 2260. REGION_EXPIRED: abolished, `successors` filled in.
    REGION_NAME_MISMATCH: the name given belongs elsewhere. A name may be short (武汉), a whole path,
    or, for headings such as 110100, the name of the region above (北京市).
    """
    digits = _CODE.fullmatch(_squeeze(code))
    latest = region(digits[1]) if digits else None
    if latest is None:
        raise UnreadableRegion("REGION_UNKNOWN", _unknown_message(code, name))
    found = latest if latest.valid_on(on) else region(latest.code, on) if on else None
    if found is None:
        raise UnreadableRegion("REGION_EXPIRED", _expired_message(latest, on), latest.successors)
    if name is not None and _squeeze(name) and not _is_called(found, _squeeze(name), on):
        raise UnreadableRegion("REGION_NAME_MISMATCH", _mismatch_message(found, name, on))
    return found


def all_region_names() -> dict[str, tuple[str, ...]]:
    """Every full name, past and present, with its codes; for readers of addresses and names."""
    return _codes_by_full_name()


def _is_called(found: Region, text: str, on: date | None) -> bool:
    if _bears(found, text) or text == full_name(found.code, on):
        return True
    if found.grouping:
        above = parent(found.code, on)
        return above is not None and (_bears(above, text) or text == above.name + found.name)
    return any(r.code == found.code for r in _by_path(text))


def _bears(found: Region, text: str) -> bool:
    return text == found.name or (not found.grouping and text in shorter_names(found.name))


def shorter_names(name: str) -> set[str]:
    """恩施 and 恩施州 for 恩施土家族苗族自治州; 长阳 and 长阳县 for 长阳土家族自治县."""
    short = short_name(name)
    return {short, short + name[-1]} if name.endswith(("自治州", "自治县", "自治旗")) else {short}


def _by_path(text: str) -> Iterator[Region]:
    """Regions whose name ends the text and whose ancestors account for all that stands before."""
    for size in range(min(len(text) - 2, 15), 1, -1):
        for code in _codes_by_name().get(text[-size:], ()):
            for found in _periods(code):
                if _bears(found, text[-size:]) and _ancestors_are(found, text[:-size]):
                    yield found


def _ancestors_are(found: Region, text: str) -> bool:
    if not text:
        return True
    above = parent(found.code)
    if above is None:
        return False
    names = {above.name, short_name(above.name)} if not above.grouping else set()
    tails = [text.removesuffix(n) for n in names if text.endswith(n)]
    return any(_ancestors_are(above, tail) for tail in tails) or _ancestors_are(above, text)


def _unknown_message(code: str, name: str | None) -> str:
    known = [r for r in find_regions(name or "") if r.valid_to is None and not r.grouping]
    advice = (
        f"“{name}”的代码是 {'、'.join(r.code for r in known[:3])}"
        if known
        else "请填写六位代码，例如 420111（湖北省武汉市洪山区）；开发区请填所在区县的代码"
    )
    return f"行政区划代码“{code}”不在国家标准 GB/T 2260 中：{advice}。"


def _expired_message(latest: Region, on: date | None) -> str:
    name = full_name(latest.code)
    if on is not None and latest.valid_from is not None and on < latest.valid_from:
        return f"行政区划代码 {latest.code}（{name}）自 {latest.valid_from.year} 年起启用，{on:%Y-%m-%d} 尚未生效：请核对代码或日期。"
    ended = f"{latest.valid_to.year} 年起已停用" if latest.valid_to else "在该日无效"
    heirs = "、".join(f"{c}（{full_name(c)}）" for c in latest.successors)
    advice = f"请改用 {heirs}" if heirs else "请改用现行代码"
    return f"行政区划代码 {latest.code}（{name}）自 {ended}：{advice}。"


def _mismatch_message(found: Region, name: str, on: date | None) -> str:
    known = [r for r in find_regions(name) if r.valid_on(on) and not r.grouping]
    advice = "请核对代码与名称"
    if known:
        advice = f"“{name}”的代码是 {'、'.join(r.code for r in known[:3])}"
    elif any(_bears(r, _squeeze(name)) for r in _periods(found.code)):
        advice = f"“{name}”是它的旧名，请改用“{found.name}”"
    whole = full_name(found.code, on) or found.name
    return f"行政区划代码 {found.code} 是“{whole}”，与名称“{name}”不符：{advice}。"


def _squeeze(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def _periods(code: str) -> tuple[Region, ...]:
    return tuple(_region(row) for row in _rows().get(code, ()))


@cache
def _region(row: RegionRow) -> Region:
    code, name, first, last, successors = row
    level = (
        RegionLevel.PROVINCE
        if code[2:] == "0000"
        else RegionLevel.PREFECTURE
        if code[4:] == "00"
        else RegionLevel.COUNTY
    )
    return Region(
        code=code,
        name=name,
        level=level,
        valid_from=date(int(first), 1, 1) if first else None,
        valid_to=date(int(last) + 1, 1, 1) if last else None,
        successors=tuple(successors.split()),
        grouping=name in GROUPING_NAMES,
    )


@cache
def _rows() -> dict[str, list[RegionRow]]:
    text = files("duan.lib.cn").joinpath("data/regions.csv").read_text(encoding="utf-8")
    rows: dict[str, list[RegionRow]] = {}
    for line in text.splitlines()[1:]:
        code, name, first, last, successors = line.split(",")
        rows.setdefault(code, []).append((code, name, first, last, successors))
    return rows


@cache
def _codes_by_full_name() -> dict[str, tuple[str, ...]]:
    names: dict[str, tuple[str, ...]] = {}
    for code, periods in _rows().items():
        for row in periods:
            if row[1] not in GROUPING_NAMES and code not in names.get(row[1], ()):
                names[row[1]] = (*names.get(row[1], ()), code)
    return names


@cache
def _codes_by_name() -> dict[str, tuple[str, ...]]:
    names = {name: set(codes) for name, codes in _codes_by_full_name().items()}
    for name, codes in _codes_by_full_name().items():
        for shorter in shorter_names(name):
            names.setdefault(shorter, set()).update(codes)
    return {name: tuple(sorted(codes)) for name, codes in names.items()}


@cache
def _children() -> dict[str, list[str]]:
    below: dict[str, list[str]] = {}
    for code in _rows():
        above = (
            "" if code[2:] == "0000" else code[:2] + "0000" if code[4:] == "00" else code[:4] + "00"
        )
        below.setdefault(above, []).append(code)
    return below
