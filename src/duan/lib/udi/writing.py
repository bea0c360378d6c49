from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from duan.lib.udi.codes import Agency, Udi
from duan.lib.udi.days import write_day
from duan.lib.udi.elements import (
    EXPIRES,
    GTIN,
    LOT,
    PRODUCED,
    SERIAL,
    Element,
    check_value,
    find_element,
)
from duan.lib.udi.gs1 import check_order, check_pairs
from duan.lib.udi.reading import normal_di
from duan.lib.udi.refusals import UnreadableUdi
from duan.lib.udi.texts import GS, is_ma

_GS1_KEYS = (PRODUCED, EXPIRES, LOT, SERIAL)
_MA_KEYS = ("M", "E", "L", "S")


def compose(
    *,
    di: str,
    lot: str = "",
    serial: str = "",
    produced_on: date | None = None,
    expires_on: date | None = None,
    additional: Mapping[str, str] | None = None,
) -> str:
    """A GS1 element string as a carrier holds it: fixed lengths first, GS only where one is needed.

    `additional` maps further identifiers to values. Refuses what `parse` would refuse.
    """
    check_order(produced_on, expires_on)
    values = {
        GTIN: normal_di(di),
        PRODUCED: write_day(produced_on) if produced_on else "",
        EXPIRES: write_day(expires_on) if expires_on else "",
        LOT: lot,
        SERIAL: serial,
        **(additional or {}),
    }
    found = [(_known(ai), value) for ai, value in values.items() if value]
    check_pairs({element.ai: value for element, value in found})
    for element, value in found:
        check_value(element, value)
    fixed = "".join(f"{e.ai}{value}" for e, value in found if e.without_separator)
    ended = GS.join(f"{e.ai}{value}" for e, value in found if not e.without_separator)
    return fixed + ended


def printed(
    *,
    di: str,
    lot: str = "",
    serial: str = "",
    produced_on: date | None = None,
    expires_on: date | None = None,
) -> str:
    """The canonical human readable text of what is known of a device, GS1 or MA; never refuses."""
    agency = Agency.MA if is_ma(di) else Agency.GS1
    keys = _MA_KEYS if agency is Agency.MA else _GS1_KEYS
    values = (
        write_day(produced_on) if produced_on else "",
        write_day(expires_on) if expires_on else "",
        lot,
        serial,
    )
    found = tuple((key, value) for key, value in zip(keys, values, strict=True) if value)
    named = found if agency is Agency.MA else ((GTIN, di), *found)
    return Udi(agency, di, elements=named).hri()


def _known(ai: str) -> Element:
    element = find_element(ai)
    if element is None:
        raise UnreadableUdi(
            "UNKNOWN_AI", f"“{ai}”不是已知的 GS1 应用标识符：请核对标识符。", element=ai
        )
    return element
