"""Invented names, numbers and addresses: they look right, pass every check and belong to nobody."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from duan.lib import cn

_FIRST = "霁砚岚翎珩昀霭澹芷黛曦熹煦槿旻溯漪荻葭泠"
_SECOND = "川浦屿湾泽岭洲渡"
_ROADS = ("云帆", "松照", "听澜", "望舒", "长风", "知行", "晴岚", "九如", "栖梧", "明德")
_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
_GIVEN = (
    "建国", "志强", "海燕", "丽华", "晓东", "春梅", "国栋", "文斌", "玉兰", "永康", "思齐", "明轩",
    "雅琴", "俊杰", "婷", "磊", "静", "涛", "颖", "伟", "佳宁", "子墨", "慧敏", "振华", "雪莲", "卫平",
)  # fmt: skip
_ORGANISATION = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_HOUSES = 400
_SEVEN_DIGITS = frozenset(["0312", "0351", "0471", "0710", "0716", "0717", "0771", "0816"])


def place(number: int) -> str:
    """Return the n-th invented place name, 0 to 159; none of them is called so on the map."""
    row, column = divmod(number, len(_FIRST))
    return _FIRST[column] + _SECOND[(column * 3 + row) % len(_SECOND)]


@dataclass(slots=True)
class Inventor:
    """Makes up what a seed wants; every telephone number only once."""

    dice: Random
    phones: int = 0

    def person(self) -> str:
        return self.dice.choice(_SURNAMES) + self.dice.choice(_GIVEN)

    def mobile(self) -> str:
        """Return 19900000001, 19900000002, …: plainly made up."""
        self.phones += 1
        return f"1990000{self.phones:04d}"

    def landline(self, area_code: str) -> str:
        self.phones += 1
        return f"{area_code}-{'800' if area_code in _SEVEN_DIGITS else '8000'}{self.phones:04d}"

    def district(self, city: str) -> str:
        """Return the code of a district of the city that is in force."""
        return self.dice.choice([r.code for r in cn.child_regions(city) if not r.grouping])

    def address(self, district: str) -> str:
        region = cn.region(district)
        road = self.dice.choice(_ROADS)
        return f"{region.name if region else ''}{road}路{self.dice.randrange(1, _HOUSES)}号"

    def uscc(self, district: str, *, public: bool) -> str:
        """Return a 统一社会信用代码 with right check digits."""
        body = "".join(self.dice.choice(_ORGANISATION) for _ in range(8))
        first = f"{'12' if public else '91'}{district}{body}"
        first += cn.organisation_check_digit(body)
        return first + cn.uscc_check_digit(first)

    def licence_no(self, district: str) -> str:
        """Return a 执业许可证登记号 of 22 characters."""
        return f"{self.dice.randrange(10**9):09d}{district}{self.dice.randrange(10**7):07d}"
