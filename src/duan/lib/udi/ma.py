"""MA (IDcode): five dotted parts name the device, one lettered part each the rest.

The check character is issued by the registry and its public algorithm is withdrawn, so it is kept and never
verified.
"""

from __future__ import annotations

import re
from datetime import date

from duan.lib.udi.codes import Agency, Udi
from duan.lib.udi.days import read_day
from duan.lib.udi.elements import no_such_day
from duan.lib.udi.gs1 import check_order
from duan.lib.udi.refusals import UnreadableUdi
from duan.lib.udi.texts import shown

_DI = re.compile(r"MA\.\d{3}\.M0\.[0-9A-Z]{6}\.\d[0-9A-Z]{7}", re.ASCII)
_PARTS_OF_DI = 5
_VALUE = re.compile(r"[!-~]{1,40}")
# P is what older codes write for M.
_KEYS = "SMPLDEVYC"
_NAMES = {"M": "生产日期", "P": "生产日期", "E": "失效日期", "V": "有效期至"}
_OWN_FIELDS = "SLMPE"


def read_ma(text: str, *, on: date, symbology: str | None) -> Udi:
    """MA_SYNTAX, MA_PI, DUPLICATE_AI, DATE_INVALID, DATE_ORDER."""
    parts = text.split(".")
    di = check_ma_di(".".join(parts[:_PARTS_OF_DI]))
    values = _values(parts[_PARTS_OF_DI:])
    days = {key: _day(key, values[key], on=on) for key in _NAMES if key in values}
    produced_on = days.get("M", days.get("P"))
    expires_on = days.get("E", days.get("V"))
    check_order(produced_on, expires_on)
    return Udi(
        agency=Agency.MA,
        di=di,
        serial=values.get("S", ""),
        lot=values.get("L", ""),
        produced_on=produced_on,
        expires_on=expires_on,
        additional={key: value for key, value in values.items() if key not in _OWN_FIELDS},
        elements=tuple(values.items()),
        symbology=symbology,
    )


def check_ma_di(text: str) -> str:
    di = text.upper()
    if not _DI.fullmatch(di):
        raise UnreadableUdi(
            "MA_SYNTAX",
            f"MA 码“{shown(text)}”不完整，产品标识应如“MA.156.M0.100204.13351764”（五段，用点分开）：请重新扫码或对照标签补全。",
        )
    return di


def _values(parts: list[str]) -> dict[str, str]:
    values: dict[str, str] = {}
    for part in parts:
        key, value = part[:1], part[1:]
        if not key or key not in _KEYS or not _VALUE.fullmatch(value):
            raise UnreadableUdi(
                "MA_PI",
                f"MA 码中的“{shown(part)}”不是可识别的生产标识（应以 S、M、L、D、E、V、Y、C 之一开头，后接内容）：请重新扫码或核对标签。",
                element=part,
            )
        if values.setdefault(key, value) != value or ("M" in values and "P" in values):
            raise UnreadableUdi(
                "DUPLICATE_AI",
                f"MA 码中“{key}”一项重复且不相同：请分开扫描每一个条码。",
                element=key,
            )
    return values


def _day(key: str, value: str, *, on: date) -> date:
    try:
        return read_day(_six(value), on=on)
    except ValueError:
        raise no_such_day(key, f"MA 码 {key} 项{_NAMES[key]}", value) from None


def _six(value: str) -> str:
    """Six digits, or ValueError."""
    if not re.fullmatch(r"\d{6}", value, re.ASCII):
        message = "a date has six digits"
        raise ValueError(message)
    return value
