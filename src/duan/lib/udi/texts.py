"""What arrives from scanners and keyboards, brought to one form before anybody reads it."""

from __future__ import annotations

import re
import unicodedata

from duan.lib.udi.refusals import UnreadableUdi

GS = "\x1d"
# None of these may occur inside a value, so a scanner set up to write them in place of GS does no harm.
STAND_INS = ("{GS}", "^]", "␝", "|", "~")

_PREFIX = re.compile(r"\][A-Za-z][0-9A-Za-z]")
_GS1_ELEMENTS = ("]C1", "]d2", "]Q3", "]e0", "]J1")
_GS1_KEYS = ("]E0", "]E3", "]E4", "]I0", "]I1")
_BLANKS = " \t\r\n\0"
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_SHOWN = 60


def clean(text: str) -> str:
    """Half-width characters, GS in place of its stand-ins, nothing blank around."""
    half = text.translate(_FULL_WIDTH)
    for stand_in in STAND_INS:
        half = half.replace(stand_in, GS)
    return half.strip(_BLANKS + GS)


def split_prefix(text: str) -> tuple[str | None, str]:
    """The symbology identifier in front, if the scanner sends one, and the rest. NOT_GS1.

    MA codes travel in plain QR and Data Matrix, so a plain carrier is refused only around other texts.
    """
    found = _PREFIX.match(text)
    if found is None:
        return None, text
    prefix, rest = found[0], text[found.end() :].lstrip(GS)
    if prefix in _GS1_ELEMENTS or prefix in _GS1_KEYS or is_ma(rest):
        return prefix, rest
    raise UnreadableUdi(
        "NOT_GS1",
        f"条码前缀“{prefix}”说明这不是 GS1 条码，也不是 MA 码：请扫描标签上带 UDI 字样的那一个条码。",
    )


def is_ma(text: str) -> bool:
    return text[:3].upper() == "MA."


def shown(text: str) -> str:
    """The text as a message may repeat it: control characters written out, not too long."""
    visible = "".join(
        "␝" if c == GS else c if unicodedata.category(c)[0] != "C" else "�" for c in text
    )
    return visible if len(visible) <= _SHOWN else f"{visible[:_SHOWN]}…"
