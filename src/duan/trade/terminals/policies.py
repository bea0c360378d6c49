"""What a terminal's own fields must satisfy, whoever writes them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from duan.core.kernel.errors import Invalid, MissingReason, Place
from duan.lib import cn
from duan.trade.terminals.types import MAY_STAND_UNDER, TOP_KINDS, Grade, Kind, Level, Profile

_LONGEST_NAME = 120
_MOST_BEDS = 20_000


class UnusableProfile(Invalid):
    code = "unusable_profile"


class WrongPlace(Invalid):
    code = "wrong_place"


def can_stand(kind: Kind, parent_kind: Kind | None) -> bool:
    """Tell whether a kind of terminal may stand under another, or on top when None."""
    if parent_kind is None:
        return kind in TOP_KINDS
    return parent_kind in MAY_STAND_UNDER[kind]


def refuse_wrong_place(kind: Kind, parent_kind: Kind | None) -> None:
    if can_stand(kind, parent_kind):
        return
    if parent_kind is None:
        raise WrongPlace(
            f"「{kind.label}」不能单独存在，请先选择它所属的上级终端。",
            where=[Place("parent_id", "必填")],
        )
    allowed = "、".join(str(k.label) for k in MAY_STAND_UNDER[kind]) or "（只能独立存在）"
    raise WrongPlace(
        f"「{kind.label}」不能放在「{parent_kind.label}」下面，可以放在：{allowed}。",
        where=[Place("parent_id", f"应为：{allowed}")],
    )


def checked_name(name: str) -> str:
    """Return the name without outer blanks; raise `UnusableProfile` when empty or too long."""
    clean = " ".join(name.split())
    if not clean:
        raise UnusableProfile("请填写终端名称。", where=[Place("name", "必填")])
    if len(clean) > _LONGEST_NAME:
        raise UnusableProfile(
            f"终端名称最多 {_LONGEST_NAME} 个字，现在有 {len(clean)} 个，请缩短。",
            where=[Place("name", f"最多 {_LONGEST_NAME} 个字")],
        )
    return clean


def checked_reason(text: str, field: str) -> str:
    """Return why something is done, for the log; raise `MissingReason` when nothing is said."""
    clean = " ".join(text.split())
    if not clean:
        raise MissingReason("请写明原因，它会记入日志。", where=[Place(field, "必填")])
    return clean


def checked_profile(profile: Profile, *, on: date) -> Profile:
    """Return the profile in its stored form; raise `UnusableProfile` naming every bad field."""
    places: list[Place] = []
    uscc = _checked(profile.uscc, cn.check_uscc, "uscc", places)
    check_region(profile.region_code, on, places)
    places.extend(
        Place("standard_codes", f"诊疗科目代码「{code}」不存在")
        for code in profile.standard_codes
        if cn.department(code) is None
    )
    if profile.level != Level.THREE and profile.grade == Grade.SPECIAL:
        places.append(Place("grade", "只有三级医院可以评特等"))
    if (profile.longitude is None) != (profile.latitude is None):
        places.append(Place("latitude", "经度和纬度要一起填写"))
    if profile.beds is not None and profile.beds > _MOST_BEDS:
        places.append(Place("beds", f"床位数不应超过 {_MOST_BEDS}"))
    places.extend(
        Place("phones", f"「{phone}」是脱敏后的号码，请填写完整号码")
        for phone in profile.phones
        if cn.looks_masked(phone)
    )
    if places:
        listed = "；".join(place.message for place in places)
        raise UnusableProfile(f"档案内容有误，请修改：{listed}。", where=places)
    return replace(
        profile,
        uscc=uscc,
        aliases=_distinct(profile.aliases),
        tags=_distinct(profile.tags),
        phones=_distinct(profile.phones),
        standard_codes=_distinct(profile.standard_codes),
    )


def _distinct(texts: tuple[str, ...]) -> tuple[str, ...]:
    """Return the texts without outer blanks, empty ones and repeats, in their order."""
    clean = (" ".join(text.split()) for text in texts)
    return tuple(dict.fromkeys(text for text in clean if text))


def phone_key(text: str) -> str:
    """Return the digits by which a telephone number is found, however it was written."""
    phones = cn.find_phones(text).phones
    return re.sub(r"\D", "", phones[0].number if phones else text)


def check_region(code: str, on: date, places: list[Place]) -> None:
    """Add to the places when there is no such region on that day."""
    if not code:
        return
    try:
        cn.check_region(code, on=on)
    except cn.UnreadableNumber as problem:
        places.append(Place("region_code", problem.message_zh))


def _checked(text: str, check: Callable[[str], str], field: str, places: list[Place]) -> str:
    if not text:
        return ""
    try:
        return check(text)
    except cn.UnreadableNumber as problem:
        places.append(Place(field, problem.message_zh))
        return text
