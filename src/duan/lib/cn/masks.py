"""Masks of personal values for display (docs: 个人信息展示), and the test that keeps them from coming back.

A mask never shows more than its rule allows: a value that isn't what the column says is starred out
whole. Masking a masked value changes nothing.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

from duan.lib.cn.area_codes import split_area_code
from duan.lib.cn.places import leading_place

COMPOUND_SURNAMES = frozenset(
    (  # noqa: SIM905 (a word list reads better as one text)
        "欧阳 司马 上官 诸葛 夏侯 东方 皇甫 尉迟 公孙 慕容 令狐 长孙 宇文 司徒 司空 端木 百里 呼延 南宫 西门 "
        "独孤 申屠 轩辕 濮阳 淳于 单于 太叔 公羊 澹台 公冶 宗政 钟离 闻人 赫连 东郭 拓跋 夹谷 谷梁 第五 鲜于 "
        "闾丘 亓官 司寇 巫马 公西 漆雕 乐正 壤驷 公良 万俟 左丘 梁丘 东门 南门 纳兰 完颜 耶律 叶赫 达奚 欧侯"
    ).split()
)
_MOBILE = re.compile(r"1[3-9]\d{9}")
_MASKED = re.compile(r"[*＊]|[•●]{2}|\d[xX×]{4}\d")
_MASKED_MOBILE = re.compile(r"1\d{2}\*{4}\d{4}")
_MASKED_LANDLINE = re.compile(r"(?:0\d{2,3}-)?\*{5,6}\d{2}(?:-\*+)?")
_MASKED_NAME = re.compile(r"[^*]{1,2}\*+")
_MASKED_ID = re.compile(r"\d(?:\*{13}|\*{16})[0-9X]|\d{6}(?:\*{5}|\*{8})\d{3}[0-9X]")
_MASKED_EMAIL = re.compile(r"[^*@]\*{3}@[^*@]+")
_LANDLINE = re.compile(
    r"(?P<number>0?[\d() -]{6,14}\d)(?:(?:-|转|分机|#|x|ext\.?)+(?P<extension>\d{1,6}))?"
)
_EMAIL = re.compile(r"([^@\s])[^@\s]*@([^@\s]+)")
_BANK_CARD = re.compile(r"\d{12,19}")
_HAN = re.compile(r"[㐀-鿿〇]+")
_LOCAL_DIGITS = (7, 8)
_ALL = "***"


def looks_masked(text: str) -> bool:
    """Whether a value carries traces of a mask and so must be refused on write-back."""
    return _MASKED.search(text) is not None


def mask_mobile(text: str) -> str:
    """13812345678 → 138****5678."""
    if _MASKED_MOBILE.fullmatch(text):
        return text
    digits = re.sub(r"^(?:\+|00)86", "", re.sub(r"[\s-]+", "", _half_width(text)))
    return f"{digits[:3]}****{digits[-4:]}" if _MOBILE.fullmatch(digits) else _stars(text)


def mask_landline(text: str) -> str:
    """027-87654321 → 027-******21. An extension is starred; a number without area code keeps two digits."""
    if _MASKED_LANDLINE.fullmatch(text):
        return text
    found = _LANDLINE.fullmatch(_half_width(text))
    if found is None:
        return _stars(text)
    area, local = split_area_code(re.sub(r"\D", "", found["number"]))
    if len(local) not in _LOCAL_DIGITS:
        return _stars(text)
    shown = f"{'*' * (len(local) - 2)}{local[-2:]}"
    extension = f"-{'*' * len(found['extension'])}" if found["extension"] else ""
    return f"{area}-{shown}{extension}" if area else f"{shown}{extension}"


def mask_phone(text: str) -> str:
    """Mask a mobile or a landline, whichever it is."""
    if _MASKED_MOBILE.fullmatch(text):
        return text
    as_mobile = mask_mobile(text)
    return as_mobile if _MASKED_MOBILE.fullmatch(as_mobile) else mask_landline(text)


def mask_name(text: str) -> str:
    """张三 → 张*, 欧阳娜娜 → 欧阳**, John Smith → J***. One star for every character hidden."""
    name = text.strip()
    if not name or _MASKED_NAME.fullmatch(name):
        return name
    if not _HAN.match(name):
        return f"{name[0]}***"
    compound = len(name) > 2 and name[:2] in COMPOUND_SURNAMES  # noqa: PLR2004 (two characters)
    shown = name[: 2 if compound else 1]
    return shown + "*" * (len(name) - len(shown))


def mask_id_card(text: str, audience: Literal["full", "staff"] = "full") -> str:
    """full: first and last character. staff: first 6 and last 4, for those who need it."""
    number = re.sub(r"\s+", "", _half_width(text)).upper()
    if _MASKED_ID.fullmatch(number):
        return number
    if not re.fullmatch(r"\d{17}[0-9X]|\d{15}", number):
        return _stars(text)
    head, tail = (6, 4) if audience == "staff" else (1, 1)
    return f"{number[:head]}{'*' * (len(number) - head - tail)}{number[-tail:]}"


def mask_email(text: str) -> str:
    """zhangsan@163.com → z***@163.com."""
    email = text.strip()
    if not email or _MASKED_EMAIL.fullmatch(email):
        return email
    found = _EMAIL.fullmatch(email)
    return f"{found[1]}***@{found[2]}" if found else _ALL


def mask_bank_card(text: str) -> str:
    """Last four digits: **** **** **** 1234."""
    number = re.sub(r"[\s-]+", "", _half_width(text))
    if re.fullmatch(r"\*{12}\d{4}", number):
        return text
    tail = number[-4:] if _BANK_CARD.fullmatch(number) else "****"
    return f"**** **** **** {tail}" if number else ""


def mask_address(text: str) -> str:
    """湖北省武汉市洪山区珞喻路1037号 → 湖北省武汉市洪山区***. Only known regions are shown."""
    address = re.sub(r"\s+", "", _half_width(text))
    return address[: leading_place(address).sure_size] + _ALL if address else ""


def _half_width(text: str) -> str:
    return re.sub(r"[‐-―−]", "-", unicodedata.normalize("NFKC", text)).strip()


def _stars(text: str) -> str:
    return "*" * len(text.strip())
