"""Hiding telephone numbers and e-mail addresses in what is kept of a file's cells."""

from __future__ import annotations

import re

from duan.lib import cn
from duan.trade.terminals.commands.load_values import hidden

_HALF_WIDTH = str.maketrans("０１２３４５６７８９＠－＋", "0123456789@-+")
_ADDRESS = re.compile(r"[^\s@<>（）()「」，,；;：:、]+@[^\s@<>（）()「」，,；;：:、]+")
_MOBILE = r"1[3-9]\d[ .·-]?\d{4}[ .·-]?\d{4}"
_LANDLINE = r"[(（]?0\d{2,3}[)）]?[ -]*[2-9]\d{2,3}[ -]?\d{4}(?:[ -]*(?:转|分机|-)[ ]*\d{1,6})?"
_NUMBER = re.compile(rf"(?<!\d)(?:(?:\+|00)?86[ -]?)?(?:{_MOBILE}|{_LANDLINE})(?!\d)")
_SAYS_NUMBERS = re.compile(
    r"电话|手机|号码|座机|传真|联系方式|微信|邮箱|phone|mobile|mail|tel", re.IGNORECASE
)


def hide(text: str) -> str:
    """Mask every mobile, landline with its area code, and e-mail address that stands in a text."""
    found = _ADDRESS.sub(lambda address: cn.mask_email(address[0]), text.translate(_HALF_WIDTH))
    return _NUMBER.sub(lambda number: cn.mask_phone(number[0]), found)


def hide_number(text: str) -> str:
    """Mask the cell of a field that holds numbers: whatever digits are left but the last two."""
    shown = hide(text)
    return shown if shown != text else hidden(text)


def holds_numbers(name: str) -> bool:
    """Tell by a field's code or a column's header whether it is for numbers or contacts."""
    return name.startswith("contact") or _SAYS_NUMBERS.search(name) is not None
