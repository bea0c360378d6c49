"""Telephone numbers out of free text: 「总机027-87654321转8012、急诊 87654322；13812345678（张）」.

Reading is cautious: whatever isn't plainly a number, its label or punctuation stays with the caller
as `note`, the text exactly as it came.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

LABELS = (  # noqa: SIM905 (a word list reads better as one text)
    "急诊 急救 总机 总值班 值班 总台 前台 导医台 咨询 预约 挂号 投诉 热线 办公室 院办 设备科 医学工程科 "
    "器械科 采购 招采办 采购办 医务科 护理部 财务科 信息科 药剂科 检验科 放射科 门诊 住院部 客服 销售 售后 "
    "传真 手机 电话 联系电话 咨询电话 座机 固话 夜间 白天 24小时 24小时热线 办公 家 宅 办 服务 服务热线 "
    "发热门诊 体检 护士站"
).split()
_NOTHING = frozenset(
    {"", "-", "/", "无", "暂无", "没有", "不详", "未知", "空", "n/a", "none", "null"}
)
_EIGHT_DIGIT_AREA_CODE, _EIGHT_DIGITS = 3, 8
_PLAIN_LABELS = frozenset({"手机", "电话", "联系电话", "座机", "固话"})

_MOBILE = r"(?:\+?86[ -]?|0086[ -]?|0)?(?P<mobile>1[3-9]\d[ -]?\d{4}[ -]?\d{4})"
_HOTLINE = r"(?P<hotline>[48]00[ -]?\d{3}[ -]?\d{4}|[48]00[ -]?\d{4}[ -]?\d{3}|9[56]\d{3,4}|12\d{3}|1[12][0-9])"
_LOCAL = r"[2-9]\d{6,7}"
_LANDLINE = (
    r"(?:(?:(?:(?:\+|00)86[ -]*)?\(?(?P<area>010|02[0-57-9]|0[3-9]\d\d)\)?"
    r"|(?:\+|00)?86[ -]+(?P<abroad>10|2[0-57-9]|[3-9]\d\d))"
    rf"[ -]*(?P<after_area>{_LOCAL}|[2-9]\d{{2,3}}[ -]\d{{4}})|(?P<local>{_LOCAL}))"
)
_EXTENSION = r"(?:[ -]*(?:转|分机号?|#|ext\.?|x)[ :-]*(?P<extension>\d{1,6})|-(?P<dashed>\d{2,6}))?"
_LANDLINE_NUMBER = rf"{_LANDLINE}{_EXTENSION}"
_NUMBER = re.compile(
    rf"(?<!\d)(?:{_MOBILE}|{_LANDLINE_NUMBER}|{_HOTLINE})(?:\.0)?(?!\d)", re.IGNORECASE
)
_TAILS = re.compile(r"(?:[/、,;~](?!0\d{2,3}[ -]*\d|1[12]\d\b)\d{1,4}(?![\d-]))+")
_WORD = "|".join(sorted(map(re.escape, LABELS), key=len, reverse=True))
_LABEL_BEFORE = re.compile(rf"(?P<label>{_WORD})[ :)\]]*$")
_LABEL_AFTER = re.compile(rf"[ ]*[(\[](?P<label>{_WORD})[)\]]")
_PUNCTUATION = re.compile(r"[\s/、,;:|.()\[\]-]*")
_DASHES = re.compile(r"[‐-―−ー~～]+|-{2,}")


class PhoneKind(StrEnum):
    MOBILE = "MOBILE"
    LANDLINE = "LANDLINE"
    HOTLINE = "HOTLINE"


@dataclass(frozen=True, slots=True)
class Phone:
    """One number. `area_code` None on a landline: nobody said which city it is in."""

    kind: PhoneKind
    number: str
    area_code: str | None = None
    extension: str | None = None
    label: str | None = None

    @property
    def normal(self) -> str:
        """The one written form: 13812345678, 027-87654321, 027-87654321-8012, 400-810-1234."""
        parts = (self.area_code, self.number, self.extension)
        return "-".join(p for p in parts if p)


@dataclass(frozen=True, slots=True)
class PhoneText:
    """The numbers of a phone field in reading order, without repeats.

    `note`: the original text when anything in it wasn't understood or a landline lacks its area code.
    """

    phones: tuple[Phone, ...]
    note: str | None


def find_phones(text: str, area_code: str | None = None) -> PhoneText:
    """Read a phone field. `area_code` (027) is given to landlines that have none of their own.

    A number after one with an area code shares it; 87654321/2 is 87654321 and 87654322.
    """
    plain = _DASHES.sub("-", unicodedata.normalize("NFKC", text)).strip()
    if plain.lower() in _NOTHING:
        return PhoneText((), None)
    phones: list[Phone] = []
    left_over: list[str] = []
    shared, end = area_code, 0
    for found in _NUMBER.finditer(plain):
        before = plain[end : found.start()]
        label = _LABEL_BEFORE.search(before)
        left_over.append(before[: label.start()] if label else before)
        read, end = _read(plain, found, label["label"] if label else None, shared)
        shared = read[0].area_code or shared
        phones.extend(read)
    left_over.append(plain[end:])
    understood = all(_PUNCTUATION.fullmatch(piece) for piece in left_over)
    certain = understood and not any(map(_is_doubtful, phones))
    return PhoneText(tuple(dict.fromkeys(phones)), None if certain else text)


def _read(
    plain: str, found: re.Match[str], label: str | None, area_code: str | None
) -> tuple[list[Phone], int]:
    """Read the number at a match with the short tails (/2) that vary it, and where reading goes on."""
    first = _phone(found, area_code)
    end = found.end()
    numbers = [first]
    tails = _TAILS.match(plain, end) if first.extension is None else None
    if tails and first.kind is PhoneKind.LANDLINE:
        numbers += _varied(first, re.findall(r"\d+", tails[0]))
        end = tails.end()
    after = _LABEL_AFTER.match(plain, end)
    if after:
        label, end = label or after["label"], after.end()
    shown = None if label in _PLAIN_LABELS else label
    return [replace(p, label=shown) for p in numbers], end


def _phone(found: re.Match[str], area_code: str | None) -> Phone:
    if found["mobile"]:
        return Phone(PhoneKind.MOBILE, re.sub(r"\D", "", found["mobile"]))
    if found["hotline"]:
        return Phone(PhoneKind.HOTLINE, _hotline(re.sub(r"\D", "", found["hotline"])))
    area = f"0{found['abroad']}" if found["abroad"] else found["area"]
    return Phone(
        PhoneKind.LANDLINE,
        re.sub(r"\D", "", found["after_area"] or found["local"]),
        area or area_code,
        found["extension"] or found["dashed"],
    )


def _is_doubtful(phone: Phone) -> bool:
    """Doubt a landline of no known city, or seven digits in a city where numbers have eight."""
    if phone.kind is not PhoneKind.LANDLINE:
        return False
    if phone.area_code is None:
        return True
    eight = len(phone.area_code) == _EIGHT_DIGIT_AREA_CODE
    return eight and len(phone.number) != _EIGHT_DIGITS


def _hotline(digits: str) -> str:
    long = len(digits) == len("4008101234")
    return f"{digits[:3]}-{digits[3:6]}-{digits[6:]}" if long else digits


def _varied(first: Phone, tails: list[str]) -> Iterator[Phone]:
    for tail in tails:
        yield replace(first, number=first.number[: -len(tail)] + tail)
