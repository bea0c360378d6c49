"""长途区号: how a landline number splits into area code and local number."""

from __future__ import annotations

import re

_SHORT = r"010|02[0-57-9]"
_AREA_CODE = re.compile(rf"({_SHORT}|0[3-9]\d\d)(\d*)")


def split_area_code(digits: str) -> tuple[str, str]:
    """("027", "87654321") for 02787654321; an empty area code when the digits don't start with one."""
    found = _AREA_CODE.fullmatch(digits)
    return (found[1], found[2]) if found else ("", digits)
