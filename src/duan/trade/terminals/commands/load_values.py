"""Reading one cell of a terminal file: text in, a stored value out, or what is wrong with it.

Each reader takes a tidied text that is not empty. These are the truth about one cell; reading whole
columns (`load_rows`) may only be a faster way to the same answers.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from duan.lib import cn
from duan.trade.terminals.types import Grade, Kind, Level, Ownership

T = TypeVar("T")

ERROR, WARNING = "ERROR", "WARNING"
LONGEST_NAME = 120
_MOST_BEDS = 20_000
_MOST_PHONES, _MOST_TAGS, _MOST_CODES = 20, 30, 30
_LONGEST_TAG, _LONGEST_NOTE, _LONGEST_PHONE = 40, 200, 40


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong with a cell, and what to do. An ERROR refuses its row, a WARNING loads it."""

    code: str
    message: str
    fix: str
    severity: str = ERROR


Reading = tuple[T, Flaw | None]

_KINDS = {str(k.label): k for k in Kind} | {k.value: k for k in Kind} | {"诊所": Kind.HOSPITAL}
_OWNERSHIPS = (
    {str(o.label): o for o in Ownership}
    | {o.value: o for o in Ownership}
    | {
        **dict.fromkeys(("国有", "公办", "国营", "公有"), Ownership.PUBLIC),
        **dict.fromkeys(("私立", "民办", "私营", "私有", "个体"), Ownership.PRIVATE),
        **dict.fromkeys(("中外合资", "合作"), Ownership.JOINT),
        **dict.fromkeys(("部队", "军办", "武警"), Ownership.MILITARY),
    }
)
_LEVELS = {
    **dict.fromkeys("一1", Level.ONE),
    **dict.fromkeys("二2", Level.TWO),
    **dict.fromkeys("三3", Level.THREE),
}
_GRADES = {
    "特": Grade.SPECIAL,
    **dict.fromkeys("甲Aa", Grade.A),
    **dict.fromkeys("乙Bb", Grade.B),
    **dict.fromkeys("丙Cc", Grade.C),
}
_LEVEL = re.compile(r"(?P<level>[一二三123])级?(?:(?P<grade>[特甲乙丙])等?|未定等|未评)?(?:医院)?")
_GRADE = re.compile(r"(?P<grade>[特甲乙丙ABCabc])[等级]?")
_UNRATED = frozenset({"9", "未定级", "未评级", "未定", "未评", "无", "其他", "NONE", "未定等"})
_BEDS = re.compile(r"(\d{1,9})(?:\.0+)?\s*(?:张|床)?")
_DAY = re.compile(r"(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{2})(\d{2}))(?: 00:00:00)?")
_BETWEEN = re.compile(r"[、,，;；|｜/\s]+")
_DIGITS = re.compile(r"\d")


def read_kind(text: str) -> Reading[str | None]:
    kind = _KINDS.get(text) or _KINDS.get(text.upper())
    if kind:
        return kind.value, None
    known = "、".join(str(k.label) for k in Kind)
    return None, Flaw("KIND_UNKNOWN", f"没有「{text}」这种终端类型", f"请改为：{known}")


def read_level(text: str) -> Reading[tuple[str | None, str | None]]:
    """Read 三级甲等, 三甲, 三级, 3: the level, and the grade when it is said too."""
    squeezed = "".join(text.split())
    if squeezed.upper() in _UNRATED:
        return (Level.UNRATED.value, None), None
    found = _LEVEL.fullmatch(squeezed)
    if found is None:
        return (None, None), Flaw(
            "LEVEL_UNKNOWN", f"认不出级别「{text}」", "请写成 三级甲等、二级 或 未定级"
        )
    grade = _GRADES[found["grade"]].value if found["grade"] else None
    return (_LEVELS[found["level"]].value, grade), None


def read_grade(text: str) -> Reading[str | None]:
    if text in Grade.values:
        return text, None
    if text.upper() in _UNRATED:
        return Grade.NONE.value, None
    found = _GRADE.fullmatch(text)
    if found is None:
        return None, Flaw(
            "GRADE_UNKNOWN", f"认不出等次「{text}」", "请写成 特等、甲等、乙等、丙等 或 未评"
        )
    return _GRADES[found["grade"]].value, None


def read_ownership(text: str) -> Reading[str | None]:
    known = _OWNERSHIPS.get(text.removesuffix("医院"))
    if known:
        return known.value, None
    labels = "、".join(str(o.label) for o in Ownership)
    return None, Flaw("OWNERSHIP_UNKNOWN", f"认不出所有制「{text}」", f"请改为：{labels}")


def read_beds(text: str) -> Reading[int | None]:
    found = _BEDS.fullmatch(text.replace(",", ""))
    if found is None:
        return None, Flaw("BEDS_UNREADABLE", f"床位数「{text}」不是整数", "请只填数字，例如 1200")
    beds = int(found[1])
    if beds > _MOST_BEDS:
        return None, Flaw(
            "BEDS_TOO_MANY", f"床位数 {beds} 超过 {_MOST_BEDS}", "请核对，是否填错了列或多了一位"
        )
    return beds, None


def read_day(text: str) -> Reading[str | None]:
    """Read a day; return it as 2027-03-31."""
    found = _DAY.fullmatch(text)
    if found is not None:
        year, month, day = found[1], found[2] or found[4], found[3] or found[5]
        try:
            return date(int(year), int(month), int(day)).isoformat(), None
        except ValueError:
            pass
    return None, Flaw(
        "DAY_UNREADABLE", f"日期「{text}」在日历上没有", "请写成 2027-03-31 这样的日期"
    )


def read_uscc(text: str) -> Reading[str | None]:
    return _checked(text, cn.check_uscc, "请对照营业执照或登记证改正；不清楚的请留空")


def _checked(text: str, check: Callable[[str], str], fix: str) -> Reading[str | None]:
    try:
        return check(text), None
    except cn.UnreadableNumber as problem:
        return None, Flaw(problem.code, str(problem).rstrip("。"), fix)


def read_words(text: str) -> Reading[tuple[str, ...]]:
    """Split tags or aliases."""
    words = tuple(dict.fromkeys(word for word in _BETWEEN.split(text) if word))
    long = next((word for word in words if len(word) > _LONGEST_TAG), None)
    if long is not None:
        return (), Flaw(
            "WORD_TOO_LONG",
            f"「{long[:20]}…」有 {len(long)} 个字，最多 {_LONGEST_TAG} 个",
            "请缩短，或用顿号把几个词分开",
        )
    if len(words) > _MOST_TAGS:
        return (), Flaw("TOO_MANY_WORDS", f"有 {len(words)} 个，最多 {_MOST_TAGS} 个", "请减少")
    return words, None


def read_departments(text: str) -> Reading[tuple[str, ...]]:
    """Read codes or names of standard departments; a name that is none is left out with a warning."""
    codes: list[str] = []
    strange: list[str] = []
    for word in _BETWEEN.split(text):
        if not word:
            continue
        found = [word] if cn.department(word) else cn.guess_departments(word)
        codes.extend(found)
        if not found:
            strange.append(word)
    read = tuple(dict.fromkeys(codes))[:_MOST_CODES]
    if not strange:
        return read, None
    return read, Flaw(
        "DEPARTMENT_UNKNOWN",
        f"诊疗科目名录里没有「{'、'.join(strange)}」，这部分没有导入",
        "请填写名录中的代码或名称，例如 03.04 或 心血管内科专业",
        WARNING,
    )


@dataclass(frozen=True, slots=True)
class Phones:
    """The telephones of an institution in written form, and the text when it said more than that."""

    phones: tuple[str, ...] = ()
    note: str | None = None


def read_phones(text: str) -> Reading[Phones]:
    if cn.looks_masked(text):
        return Phones(), _masked(text)
    found = cn.find_phones(text)
    phones = tuple(p.normal for p in found.phones if len(p.normal) <= _LONGEST_PHONE)[:_MOST_PHONES]
    note = found.note[:_LONGEST_NOTE] if found.note else None
    if phones or not note:
        return Phones(phones, note), None
    return Phones((), note), Flaw(
        "PHONE_UNREADABLE",
        f"没有在「{note[:30]}」里认出电话号码，原文已放进电话备注",
        "请写成 027-87654321 或 13812345678",
        WARNING,
    )


def read_contact_phone(text: str) -> Reading[str | None]:
    """Return the first number in its written form."""
    if cn.looks_masked(text):
        return None, _masked(text)
    found = cn.find_phones(text).phones
    if not found:
        return None, Flaw(
            "CONTACT_PHONE_UNREADABLE",
            "认不出联系人的电话号码，没有导入这个号码",
            "请写成 13812345678 或 027-87654321",
            WARNING,
        )
    if len(found) == 1:
        return found[0].normal, None
    return found[0].normal, Flaw(
        "CONTACT_PHONE_SEVERAL",
        f"一位联系人填了 {len(found)} 个号码，只导入第一个",
        "请把其余号码填到另一位联系人，或导入后补充",
        WARNING,
    )


def _masked(text: str) -> Flaw:
    return Flaw(
        "PHONE_MASKED",
        f"「{text[:20]}」是脱敏后的号码，不能导入",
        "请填写完整号码，或清空这一格",
    )


def hidden(text: str) -> str:
    """Star out the digits of a text that holds a telephone number, except its last two."""
    kept = max(len(_DIGITS.findall(text)) - 2, 0)
    return _DIGITS.sub("*", text, count=kept) if kept else text


def read_attribute(text: str, rules: dict[str, Any]) -> Any:
    """Turn a text into the type that an attribute's schema names; leave it when that fails."""
    wanted = rules.get("type")
    if wanted == "array":
        return [word for word in _BETWEEN.split(text) if word]
    if wanted == "boolean":
        return {"是": True, "有": True, "true": True, "1": True, "否": False, "无": False,
                "false": False, "0": False}.get(text.lower(), text)  # fmt: skip
    if wanted in ("integer", "number"):
        try:
            number = float(text.replace(",", ""))
        except ValueError:
            return text
        return int(number) if number.is_integer() else number
    return text
