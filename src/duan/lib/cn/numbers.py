"""Numbers of organisations and people: 统一社会信用代码, 执业许可证登记号, 身份证, 手机号.

Every `check_*` returns the number in its one written form or raises `UnreadableNumber`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import date

from duan.lib.cn.masks import looks_masked
from duan.lib.cn.refusals import UnreadableNumber

USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_USCC_WEIGHTS = tuple(pow(3, i, 31) for i in range(17))
_USCC_LENGTH = 18
_ORGANISATION = slice(8, 16)
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID_CHECK_DIGITS = "10X98765432"
_FIRST_BIRTH_YEAR = 1900

_INSTITUTION_LICENCE = re.compile(r"[0-9A-Z]{22}")
_LICENCE_WITH_USCC = re.compile(r"([0-9A-Z]{18})[0-9A-Z]{0,8}")
_MOBILE = re.compile(r"1[3-9]\d{9}")
_ID_SHAPE = re.compile(r"\d{17}[0-9X]")


def check_uscc(text: str) -> str:
    """统一社会信用代码 by GB 32100-2015, 18 characters, with both of its check digits.

    USCC_LENGTH, USCC_ALPHABET, USCC_ORGANISATION_CHECK_DIGIT, USCC_CHECK_DIGIT.
    """
    uscc = _squeezed(text, "统一社会信用代码")
    if len(uscc) != _USCC_LENGTH:
        raise UnreadableNumber(
            "USCC_LENGTH",
            f"统一社会信用代码应为 18 位，“{uscc}”是 {len(uscc)} 位：请对照营业执照补全或删去多余字符。",
        )
    for place, char in enumerate(uscc, start=1):
        if char not in USCC_ALPHABET:
            raise UnreadableNumber(
                "USCC_ALPHABET",
                f"统一社会信用代码第 {place} 位“{char}”不可能出现（不使用字母 I、O、S、V、Z）：请检查是否把数字看成了字母。",
            )
    if uscc[16] != organisation_check_digit(uscc[_ORGANISATION]):
        raise UnreadableNumber(
            "USCC_ORGANISATION_CHECK_DIGIT",
            f"统一社会信用代码“{uscc}”第 9 至 17 位（组织机构代码）校验不符：请对照营业执照逐位核对。",
        )
    if uscc[17] != uscc_check_digit(uscc[:17]):
        raise UnreadableNumber(
            "USCC_CHECK_DIGIT",
            f"统一社会信用代码“{uscc}”第 18 位校验不符：请对照营业执照逐位核对。",
        )
    return uscc


def uscc_check_digit(first_17: str) -> str:
    """Position 18 of a 统一社会信用代码 (GB 32100, modulo 31)."""
    total = sum(USCC_ALPHABET.index(c) * w for c, w in zip(first_17, _USCC_WEIGHTS, strict=True))
    return USCC_ALPHABET[-total % 31]


def organisation_check_digit(first_8: str) -> str:
    """Position 9 of an organisation code (GB 11714, modulo 11): 10 is written X, 11 is written 0."""
    rest = _weighted([int(c, 36) for c in first_8], _ORGANISATION_WEIGHTS) % 11
    return {0: "0", 1: "X"}.get(rest, str(11 - rest))


def check_institution_licence_no(text: str) -> str:
    """医疗机构执业许可证登记号: 22 characters by WS 218, or a newer one built on a valid USCC.

    Lenient on purpose: local formats vary. INSTITUTION_LICENCE_FORMAT.
    """
    number = _squeezed(text, "医疗机构执业许可证登记号").replace("-", "")
    if _INSTITUTION_LICENCE.fullmatch(number):
        return number
    with_uscc = _LICENCE_WITH_USCC.fullmatch(number)
    if with_uscc:
        check_uscc(with_uscc[1])
        return number
    raise UnreadableNumber(
        "INSTITUTION_LICENCE_FORMAT",
        f"医疗机构执业许可证登记号应为 22 位数字和字母，或以统一社会信用代码开头，“{number}”是 {len(number)} 位：请对照许可证正本填写。",
    )


def check_mobile(text: str) -> str:
    """手机号, 11 digits; blanks, hyphens and +86 are dropped. MOBILE_FORMAT."""
    number = re.sub(r"^(?:\+|00)86", "", _squeezed(text, "手机号").replace("-", ""))
    if not _MOBILE.fullmatch(number):
        raise UnreadableNumber(
            "MOBILE_FORMAT",
            f"手机号应为 1 开头的 11 位数字，第二位是 3 至 9，“{number}”是 {len(number)} 位：请核对，固定电话请填到电话栏。",
        )
    return number


def check_id_card(text: str) -> str:
    """居民身份证号 by GB 11643, 18 characters. ID_FORMAT, ID_BIRTH_DATE, ID_CHECK_DIGIT.

    The refusals never repeat the number: they end up in error files and logs.
    """
    number = _squeezed(text, "身份证号")
    if not _ID_SHAPE.fullmatch(number):
        raise UnreadableNumber(
            "ID_FORMAT",
            f"身份证号应为 18 位（17 位数字加 1 位数字或 X），所填为 {len(number)} 位：请对照证件填写。",
        )
    if not _is_birth_date(number[6:14]):
        raise UnreadableNumber(
            "ID_BIRTH_DATE",
            "身份证号第 7 至 14 位不是有效的出生日期：请对照证件逐位核对。",
        )
    if number[17] != id_card_check_digit(number[:17]):
        raise UnreadableNumber("ID_CHECK_DIGIT", "身份证号第 18 位校验不符：请对照证件逐位核对。")
    return number


def id_card_check_digit(first_17: str) -> str:
    """Position 18 of a 身份证号 (GB 11643, modulo 11)."""
    return _ID_CHECK_DIGITS[_weighted([int(c) for c in first_17], _ID_WEIGHTS) % 11]


def _weighted(digits: Sequence[int], weights: Sequence[int]) -> int:
    return sum(d * w for d, w in zip(digits, weights, strict=True))


def _is_birth_date(digits: str) -> bool:
    try:
        born = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return born.year >= _FIRST_BIRTH_YEAR


def _squeezed(text: str, what: str) -> str:
    if looks_masked(text):
        raise UnreadableNumber(
            "MASKED_VALUE", f"{what}是脱敏后的值，不能保存：请填写完整号码，或保持原值不变。"
        )
    squeezed = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).upper()
    return re.sub(r"[‐-―−]", "-", squeezed)
