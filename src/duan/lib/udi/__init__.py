"""udi: what the code on a medical device says, and why a code can't be read. Pure knowledge, no database.

Owns: GS1 element strings and their text with brackets, MA codes, check digits, the signs of a lost separator.
Doors: `parse(text, on=day) -> Udi` or `UnreadableUdi(code, message_zh, element)`; `normal_di` for a field;
`compose` writes an element string, `printed` the text with brackets; `missing_elements` and `proposed_repairs` judge a reading by what the
maker says is on the carrier; `keep_raw` for 阿里健康, whose layout nobody publishes.

The scan goes before the printed text: a value may hold brackets, so the text can be ambiguous.

Words: udi 医疗器械唯一标识 · serial 序列号 · lot 批号 · check digit 校验位 · separator 分隔符
"""

from __future__ import annotations

from duan.lib.udi.codes import Agency, Udi
from duan.lib.udi.digits import check_digit
from duan.lib.udi.reading import keep_raw, normal_di, parse
from duan.lib.udi.refusals import UnreadableUdi
from duan.lib.udi.suspicion import Expected, missing_elements, proposed_repairs
from duan.lib.udi.writing import compose, printed

__all__ = [
    "Agency",
    "Expected",
    "Udi",
    "UnreadableUdi",
    "check_digit",
    "compose",
    "keep_raw",
    "missing_elements",
    "normal_di",
    "parse",
    "printed",
    "proposed_repairs",
]
