"""What a name says: where, whose, which number, what kind, and the word that is left."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from duan.lib.cn.places import leading_place
from duan.lib.cn.regions import region, short_name
from duan.lib.match.normal import normalise

_KINDS = (  # noqa: SIM905 (a word list reads better as one text)
    "人民 中西医结合 中医 民族 妇幼 妇女儿童 妇产 妇儿 儿童 肿瘤 胸科 口腔 眼科 骨科 骨伤 皮肤病 皮肤 精神病 "
    "精神卫生 心理 传染病 结核病 康复 老年病 老年 职业病 血吸虫病专科 疼痛 肛肠 肝胆 心血管病 脑科 整形 美容 "
    "中心 总 职工 红十字会 专科 市立 省立 区立 县立 医疗器械 医疗科技 医疗设备 医疗 器械 设备 科技 生物科技 "
    "生物 医药 药业 商贸 贸易 技术 服务"
).split()
_INSTITUTIONS = (  # noqa: SIM905 (a word list reads better as one text)
    "医院 卫生院 社区卫生服务中心 社区卫生服务站 卫生服务中心 卫生服务站 服务中心 保健院 防治院 防治所 防治站 "
    "疗养院 康复院 医疗中心 医学中心 卫生所 卫生室 卫生站 医务室 医务所 门诊部 诊所 护理院 急救中心 血液中心 "
    "血站 疾病预防控制中心 体检中心 有限公司 股份有限公司 有限责任公司 公司 经营部"
).split()
_MATERNITY = re.compile(r"妇幼(?:保健)?(?:计划生育)?(?:服务)?(?:院|所|站|中心)$|妇保院$")
_MATERNITY_NAME = "妇幼保健院"
_TAIL = re.compile(
    rf"(?P<kinds>(?:{'|'.join(sorted(_KINDS, key=len, reverse=True))})*)"
    rf"(?P<institution>{'|'.join(sorted(_INSTITUTIONS, key=len, reverse=True))})$"
)
_KIND = re.compile("|".join(sorted(_KINDS, key=len, reverse=True)))
_OWNER = re.compile(r"(.*(?:大学|学院|科学院|研究院|集团|公司))(?=.)")
_OWNED_ENDS = ("院", "中心")
_LONGEST_TAIL = 40
_NUMBER = re.compile(r"第?(\d+)")
_CORE_END = re.compile(r"(?<=..)(?:镇乡|街道办事处|街道|镇|乡|办事处)$")
_GROUPED = {"11", "12", "31", "50"}


@dataclass(frozen=True, slots=True)
class Parts:
    """One name taken apart for comparison; every text is normalised.

    `key`: the whole name. `places`: region codes it may mean, `place_name` the deepest in short. `owner`:
    某大学某学院 of 附属. `numbers`: every number in reading order. `kinds`: 人民, 中医 … `institution`: 医院, 卫生院 …
    `core`: what is left, 协和; empty for 武汉市人民医院. `likely_places`: where it probably is although it
    doesn't say so: the place of the owner, or the city 中山医院 may be named for (then `core` is 中山).
    """

    key: str
    places: frozenset[str]
    place_name: str
    owner: str
    likely_places: frozenset[str]
    numbers: tuple[str, ...]
    kinds: frozenset[str]
    institution: str
    core: str

    @property
    def tail(self) -> str:
        """All but place, owner and core."""
        return f"{'.'.join(self.numbers)}|{''.join(sorted(self.kinds))}{self.institution}"


@lru_cache(maxsize=8192)
def read_parts(name: str) -> Parts:
    """Take apart one plain name without brackets (see `read_name`)."""
    key = normalise(name)
    owner, rest = _owner(key)
    place = leading_place(rest)
    rest = rest[place.size :]
    numbers = tuple(_NUMBER.findall(rest))
    if numbers:
        rest = _NUMBER.sub("", rest)
    core, kinds, institution = _tail(_MATERNITY.sub(_MATERNITY_NAME, rest))
    places, likely = place.codes, leading_place(owner).codes if owner else frozenset()
    place_name = short_name(place.last_name) if place.size else ""
    if place.size and not (core or numbers or kinds or place.sure_size):
        core, place_name, places, likely = place_name, "", frozenset(), places
    return Parts(
        key=key,
        places=places,
        place_name=place_name,
        owner=owner,
        likely_places=likely,
        numbers=numbers,
        kinds=kinds,
        institution=institution,
        core=core,
    )


def area_of(code: str) -> str:
    """Cut a region code to the digits that name the city: 4201, 11 for Beijing, 42 for a province."""
    here = region(code)
    if here is not None and here.valid_to is not None and here.successors:
        code = here.successors[0]
    if code[:2] in _GROUPED or code[2:4] in ("00", "90"):
        return code[:2] if code[4:] == "00" or code[:2] in _GROUPED else code
    return code[:4]


def reach_of(code: str) -> str:
    """Cut a region code to the digits every code inside it starts with: 42, 4201, 420111; headings count as the province."""
    if code[2:] == "0000":
        return code[:2]
    if code[4:] != "00":
        return code
    here = region(code)
    return code[:2] if here is not None and here.grouping else code[:4]


def _owner(key: str) -> tuple[str, str]:
    at = key.rfind("附属")
    if at > 0:
        return key[:at], key[at + 2 :]
    if not key.endswith(_OWNED_ENDS):
        return "", key
    if "学" in key or "公司" in key or "集团" in key or "研究院" in key:
        found = _OWNER.match(key)
        if found:
            return found[1], key[found.end() :]
    return "", key


def _tail(rest: str) -> tuple[str, frozenset[str], str]:
    found = _TAIL.search(rest, max(0, len(rest) - _LONGEST_TAIL))
    if found is None:
        return rest, frozenset(), ""
    kinds = frozenset(_KIND.findall(found["kinds"])) if found["kinds"] else frozenset()
    return _CORE_END.sub("", rest[: found.start()]), kinds, found["institution"]
