"""Fictitious institutions and departments, from a grammar.

医, 院, 第, 人民, 附属 are as common as they are in the country; the names of places are real.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files

from duan.lib import cn

_NTH = "一二三四五六七八九"
_PRIVATE = (
    "眼科",
    "口腔",
    "骨科",
    "妇产",
    "康复",
    "整形美容",
    "肛肠",
    "中西医结合",
    "肿瘤",
    "儿童",
    "精神病",
)
_BRAND_HEAD = "爱仁博华康瑞同安和嘉德济明圣天佳普慈泰恒"
_BRAND_TAIL = "尔康济仁爱和华安德信民泰心美佳源瑞宁禾雅"
_TOWN_HEAD = "大小新老东西南北上下高平长白青黄石沙马龙柳桥泉清永兴福太金双三五"
_TOWN_TAIL = "河山桥庄店湾坪岭沟塘溪埠集堡屯营坝港洲口"
_SCHOOLS = ("医科大学", "大学医学院", "中医药大学", "大学")
_SCHOOL_PARTS = ("第{}医院", "肿瘤医院", "口腔医院", "儿童医院", "中医院", "协和医院")
_SITES = ("东院区", "西院区", "南院区", "北院区", "本部", "新院区", "滨江院区", "高新院区")
_OFFICES = (
    ("设备科", "ENGINEERING_OFFICE"),
    ("医学工程科", "ENGINEERING_OFFICE"),
    ("采购办", "PURCHASING_OFFICE"),
    ("招标采购中心", "PURCHASING_OFFICE"),
    ("消毒供应中心", "CSSD"),
    ("手术室", "OPERATING_SUITE"),
    ("介入手术室", "OPERATING_SUITE"),
)


@dataclass(frozen=True, slots=True)
class Institution:
    name: str
    kind: str
    level: str
    region_code: str
    scope_code: str
    alias: str


@dataclass(frozen=True, slots=True)
class Unit:
    """Something inside an institution; `weight` is how often it occurs beside the others."""

    name: str
    kind: str
    weight: int


def institutions(dice: random.Random) -> Iterator[Institution]:
    """Yield institutions for ever, county after county, the important ones first."""
    places = list(_counties())
    for county, city, province in places:
        yield from _public(dice, county, city, province)
    while True:
        county, city, _ = dice.choice(places)
        yield _small(dice, county, city)


def units() -> list[Unit]:
    """Return what stands inside institutions: some 1,500 names, a few of them everywhere."""
    words = _department_words()
    found = [Unit(word, "DEPARTMENT", max(2, 400 // (rank + 4))) for rank, word in enumerate(words)]
    for rank, word in enumerate(words[:90]):
        found += [Unit(f"{word}{nth}病区", "WARD", max(1, 60 // (rank + 4))) for nth in _NTH[:6]]
    found += [
        Unit(f"{floor}楼{side}区护士站", "WARD", 6) for floor in range(1, 20) for side in "东西"
    ]
    found += [Unit(f"第{room}诊室", "ROOM", 4) for room in range(1, 40)]
    found += [Unit(f"{room}号手术间", "ROOM", 4) for room in range(1, 20)]
    found += [Unit(site, "CAMPUS", 20) for site in _SITES]
    return found + [Unit(name, kind, 60) for name, kind in _OFFICES]


def _department_words() -> list[str]:
    text = files("duan.lib.cn").joinpath("data/department_synonyms.csv").read_text("utf-8")
    lines = [line.split(",")[0].split() for line in text.splitlines()[1:]]
    firsts = [words[0] for words in lines if words]
    rest = [word for words in lines for word in words[1:]]
    return list(dict.fromkeys(word for word in firsts + rest if len(word) > 1))


def _counties() -> Iterator[tuple[cn.Region, cn.Region, cn.Region]]:
    for province in cn.child_regions():
        for city in cn.child_regions(province.code):
            for county in cn.child_regions(city.code):
                if not county.grouping:
                    yield county, city, province


def _public(
    dice: random.Random, county: cn.Region, city: cn.Region, province: cn.Region
) -> Iterator[Institution]:
    town = county.name
    above = province if city.grouping else city
    for name, level in (
        (f"{town}人民医院", "2"),
        (f"{town}中医院", "2"),
        (f"{town}妇幼保健院", "2"),
        (f"{town}疾病预防控制中心", "9"),
        (f"{town}第二人民医院", "1"),
        (f"{above.name}第{dice.choice(_NTH)}人民医院", "3"),
        (f"{above.name}{dice.choice(('中心医院', '急救中心', '传染病医院', '红十字医院'))}", "3"),
    ):
        yield _at(dice, name, "HOSPITAL", level, county, city)
    if dice.random() < 0.5:
        school = cn.short_name(above.name) + dice.choice(_SCHOOLS)
        part = dice.choice(_SCHOOL_PARTS).format(dice.choice(_NTH))
        yield _at(dice, f"{school}附属{part}", "HOSPITAL", "3", county, city)


def _small(dice: random.Random, county: cn.Region, city: cn.Region) -> Institution:
    town = dice.choice(_TOWN_HEAD) + dice.choice(_TOWN_TAIL)
    brand = dice.choice(_BRAND_HEAD) + dice.choice(_BRAND_TAIL)
    short = cn.short_name(county.name)
    luck = dice.random()
    if luck < 0.4:
        return _at(
            dice, f"{county.name}{town}{dice.choice('镇乡')}卫生院", "HOSPITAL", "1", county, city
        )
    if luck < 0.6:
        name = f"{county.name}{town}街道社区卫生服务中心"
        return _at(dice, name, "HOSPITAL", "1", county, city)
    if luck < 0.9:
        name = f"{short}{brand}{dice.choice(('', *_PRIVATE))}医院"
        return _at(dice, name, "HOSPITAL", "9", county, city)
    name = f"{short}{brand}医疗器械有限公司"
    return _at(dice, name, "DISTRIBUTOR", "9", county, city)


def _at(
    dice: random.Random, name: str, kind: str, level: str, county: cn.Region, city: cn.Region
) -> Institution:
    scope = county.code[:2] + "0000" if city.grouping else city.code
    alias = cn.short_name(county.name) + name[-4:] if dice.random() < 0.3 else ""
    return Institution(name, kind, level, county.code, scope, alias)
