"""Cell addresses: 0-based column indexes and the letters people know them by."""

from __future__ import annotations

import re

_LETTERS = 26
_WHOLE = re.compile(r"[0-9]{1,7}")
_RANGE = re.compile(r"([A-Z]{1,3})(\d{1,7})(?::([A-Z]{1,3})(\d{1,7}))?")


def letter_of(index: int) -> str:
    """0 -> "A", 25 -> "Z", 26 -> "AA"."""
    letters = ""
    rest = index + 1
    while rest:
        rest, place = divmod(rest - 1, _LETTERS)
        letters = chr(ord("A") + place) + letters
    return letters


def index_of(letters: str) -> int:
    """Give the 0-based index of "A", "AA" …; the inverse of `letter_of`."""
    index = 0
    for letter in letters:
        index = index * _LETTERS + ord(letter) - ord("A") + 1
    return index - 1


def whole(text: str) -> int | None:
    """Read a small whole number as XML attributes carry it; None for anything else."""
    return int(text) if _WHOLE.fullmatch(text) else None


class Area:
    """A rectangle of cells, both ends inside; rows 1-based, columns 0-based."""

    __slots__ = ("bottom", "left", "right", "text", "top")

    def __init__(self, text: str) -> None:
        """Read "B2:C5" or "B2". Raises ValueError for anything else."""
        found = _RANGE.fullmatch(text)
        if found is None:
            raise ValueError(text)
        left, top, right, bottom = found.groups()
        self.text = text
        self.left, self.right = sorted((index_of(left), index_of(right or left)))
        self.top, self.bottom = sorted((int(top), int(bottom or top)))

    @property
    def first(self) -> str:
        return f"{letter_of(self.left)}{self.top}"
