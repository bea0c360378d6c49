"""A block of whole rows cut into cells with one pattern, and proof that nothing was left over.

The plain form is what Excel, WPS, POI, openpyxl and XlsxWriter write:
`<row r="5" …><c r="A5" s="1" t="s"><v>0</v></c>…</row>`. What stands between two cells must be
nothing, space, or the border of two rows; anything else is left to `canonical`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from duan.edge.exchange.sheets.cells import NotPlain

_CELL = re.compile(
    r'<c r="([A-Z]{1,3})[0-9]{1,7}"([^<>/]*)(?:/>|>(?:<v>([^<]*)</v>'
    r'|<is><t(?: xml:space="preserve")?>([^<]*)</t></is>|(.*?))</c>)',
    re.DOTALL,
)
_FIELDS = 6
_BLANK_ROWS = r"(?:\s*<row(?:\s[^<>/]*)?(?:/>|>\s*</row>))*\s*"
_BORDER = re.compile(r"\s*</row>" + _BLANK_ROWS + r'<row r="([0-9]{1,7})"[^<>/]*>\s*')
_LAST = re.compile(r"\s*</row>" + _BLANK_ROWS)
_ESCAPES = (b"&", b"\r", b"_x")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cells:
    """The cells of some rows, field by field, in the order of the file.

    Row `i` has number `numbers[i]` and the cells from `starts[i]` up to `starts[i + 1]`. Of a
    cell's `values`, `inlines` and `bodies` at most one isn't empty: a bare value, a bare inline
    text, anything else. `simple` says that inline texts need no unescaping.
    """

    numbers: Sequence[int]
    starts: Sequence[int]
    letters: Sequence[str]
    attributes: Sequence[str]
    values: Sequence[str | None]
    inlines: Sequence[str | None]
    bodies: Sequence[str | None]
    simple: bool


def cells_of(block: bytes) -> Cells:
    """Cut a block of whole rows. Raises NotPlain."""
    if b"<!" in block or b"<?" in block:
        raise NotPlain
    try:
        text = block.decode()
    except UnicodeDecodeError as error:
        raise NotPlain from error
    parts = _CELL.split(text)
    gaps = parts[0::_FIELDS]
    gaps[0] = "</row>" + gaps[0]
    starts = [at for at, gap in enumerate(gaps) if "<" in gap]
    if starts[-1] != len(gaps) - 1 or not _LAST.fullmatch(gaps[-1]):
        raise NotPlain
    return Cells(
        numbers=[_number(gaps[at]) for at in starts[:-1]],
        starts=starts,
        letters=parts[1::_FIELDS],
        attributes=parts[2::_FIELDS],
        values=parts[3::_FIELDS],
        inlines=parts[4::_FIELDS],
        bodies=parts[5::_FIELDS],
        simple=not any(mark in block for mark in _ESCAPES),
    )


def _number(gap: str) -> int:
    border = _BORDER.fullmatch(gap)
    if border is None:
        raise NotPlain
    return int(border[1])
