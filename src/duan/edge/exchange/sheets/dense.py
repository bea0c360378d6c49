"""Rows that all have the same cells, converted a column at a time.

Tables written by programs look like that, and those kept by people do for long stretches. It is a
short cut of `grid` and gives exactly what the longer way gives, or declines.
"""

from __future__ import annotations

from collections.abc import Sequence

from duan.edge.exchange.sheets.blocks import Cells
from duan.edge.exchange.sheets.cells import Converters


def dense_columns(cells: Cells, converters: Converters) -> dict[str, Sequence[str]] | None:
    """Give the texts by column letters; None where the rows differ in their cells.

    Raises Doubtful, NotPlain like a converter.
    """
    rows = len(cells.numbers)
    width, rest = divmod(len(cells.letters), max(rows, 1))
    if not width or rest or not cells.simple or any(cells.bodies):
        return None
    first = cells.letters[:width]
    if len(set(first)) != width or cells.starts != list(range(0, width * rows + 1, width)):
        return None
    if cells.letters != [*first] * rows:
        return None
    return {
        letter: _column(cells, slice(at, None, width), converters)
        for at, letter in enumerate(first)
    }


def _column(cells: Cells, place: slice, converters: Converters) -> Sequence[str]:
    attributes, values, inlines = cells.attributes[place], cells.values[place], cells.inlines[place]
    given = [value for value in values if value]
    if len(given) == len(values) and len(set(attributes)) == 1:
        return converters.column(attributes[0], given)
    if not given:
        return [inline or "" for inline in inlines]
    return [
        converters[attribute](value) if value else inline or ""
        for attribute, value, inline in zip(attributes, values, inlines, strict=True)
    ]
