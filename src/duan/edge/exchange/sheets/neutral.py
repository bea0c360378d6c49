"""Formula injection: a cell that a spreadsheet program would run instead of show.

Only text can be dangerous, and only in CSV: XLSX strings are stored as strings. The writer puts one
apostrophe before such a text, and before a text that already has apostrophes and then such a
character; the reader takes one away again. So our own files come back exactly; in a foreign CSV
`'=1+1` loses its apostrophe, which is what its author meant.
"""

from __future__ import annotations

import re

_DANGEROUS = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_NEUTRAL = re.compile(r"'+[=+\-@\t\r\n＝＋－＠]")


def neutralised(text: str) -> str:
    """Put an apostrophe before text that a spreadsheet program would take for a formula."""
    return f"'{text}" if _DANGEROUS.match(text) else text


def restored(text: str) -> str:
    """Undo `neutralised`."""
    return text[1:] if text.startswith("'") and _NEUTRAL.match(text) else text
