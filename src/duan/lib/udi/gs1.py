"""GS1: element strings as scanned, and the human readable text with its brackets."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from duan.lib.udi.codes import Agency, Udi
from duan.lib.udi.days import read_day
from duan.lib.udi.elements import (
    CONTENT,
    COUNT,
    EXPIRES,
    GTIN,
    LOT,
    PRODUCED,
    SERIAL,
    Element,
    check_value,
    find_element,
    leading_element,
    no_such_day,
)
from duan.lib.udi.refusals import UnreadableUdi
from duan.lib.udi.texts import GS, shown

_BRACKETS = re.compile(r"\((\d{2,4})\)", re.ASCII)
_OWN_FIELDS = {GTIN, CONTENT, LOT, SERIAL, PRODUCED, EXPIRES}
_EXCLUSIVE = ((GTIN, CONTENT), (GTIN, COUNT))

Found = tuple[Element, str]


def read_gs1(text: str, *, on: date, symbology: str | None) -> Udi:
    parts = _bracketed(text) if text.startswith("(") else _scanned(text)
    return _udi(_once(parts), on=on, symbology=symbology)


def _scanned(text: str) -> Iterable[Found]:
    rest = text
    while rest := rest.lstrip(GS):
        element = leading_element(rest)
        if element is None:
            raise _unknown(text, rest)
        body = rest[len(element.ai) :]
        if element.without_separator:
            value, rest = body[: element.longest], body[element.longest :]
        else:
            value, _, rest = body.partition(GS)
        yield element, value


def _bracketed(text: str) -> Iterable[Found]:
    """Brackets may belong to a value: only those around a known identifier begin an element."""
    marks = [m for m in _BRACKETS.finditer(text) if find_element(m[1])]
    if not marks or marks[0].start() != 0:
        raise _unknown(text, text)
    ends = [*(m.start() for m in marks[1:]), len(text)]
    for mark, end in zip(marks, ends, strict=True):
        element = find_element(mark[1])
        if element is not None:
            yield element, text[mark.end() : end].strip(f" \t\r\n{GS}")


def _once(parts: Iterable[Found]) -> dict[str, str]:
    """Checked values by identifier; the same element twice is one. DUPLICATE_AI."""
    values: dict[str, str] = {}
    for element, value in parts:
        check_value(element, value)
        if values.setdefault(element.ai, value) != value:
            raise UnreadableUdi(
                "DUPLICATE_AI",
                f"{element.place}出现两次且不相同（“{shown(values[element.ai])}”和“{shown(value)}”）：请分开扫描每一个条码。",
                element=element.ai,
            )
    return values


def _udi(values: dict[str, str], *, on: date, symbology: str | None) -> Udi:
    check_pairs(values)
    produced_on, expires_on = _day(PRODUCED, values, on=on), _day(EXPIRES, values, on=on)
    check_order(produced_on, expires_on)
    return Udi(
        agency=Agency.GS1,
        di=values[GTIN] if GTIN in values else values[CONTENT],
        serial=values.get(SERIAL, ""),
        lot=values.get(LOT, ""),
        produced_on=produced_on,
        expires_on=expires_on,
        additional={ai: value for ai, value in values.items() if ai not in _OWN_FIELDS},
        elements=tuple(values.items()),
        symbology=symbology,
    )


def check_pairs(values: dict[str, str]) -> None:
    for one, other in _EXCLUSIVE:
        if one in values and other in values:
            raise UnreadableUdi(
                "EXCLUSIVE",
                f"（{one}）和（{other}）不能同时出现在一个条码中：请扫描产品本身的条码，或向供货方核实标签。",
                element=f"{one}+{other}",
            )
    if CONTENT in values and COUNT not in values:
        raise UnreadableUdi(
            "REQUIRES",
            "（02）内含产品标识必须与（37）内含数量一起出现：请扫描完整的箱标，或改扫产品本身的条码。",
            element=f"{CONTENT}->{COUNT}",
        )
    if GTIN not in values and CONTENT not in values:
        raise UnreadableUdi(
            "NO_DI",
            "条码中没有产品标识（01）：产品标识和生产标识可能印在两个条码上，请先扫描带（01）的条码。",
        )


def check_order(produced_on: date | None, expires_on: date | None) -> None:
    if produced_on and expires_on and produced_on > expires_on:
        raise UnreadableUdi(
            "DATE_ORDER",
            f"生产日期 {produced_on} 晚于失效日期 {expires_on}：请重新扫码或核对标签。",
        )


def _day(ai: str, values: dict[str, str], *, on: date) -> date | None:
    if ai not in values:
        return None
    try:
        return read_day(values[ai], on=on)
    except ValueError:
        element = find_element(ai)
        place = element.place if element else ai
        raise no_such_day(ai, place, values[ai]) from None


def _unknown(text: str, rest: str) -> UnreadableUdi:
    return UnreadableUdi(
        "UNKNOWN_AI",
        f"“{shown(text)}”从第 {len(text) - len(rest) + 1} 个字符“{shown(rest[:4])}”起不是已知的 GS1 应用标识符：请确认扫的是 UDI 条码，并检查扫描枪是否丢失了分隔符。",
    )
