"""Which column is which field: a proposal by header first, by the look of the values last.

The order of trust: the header is the field's label or code > is one of its synonyms > contains one
of these > the values look right. A field takes one column at most and a column one field; ties go
to the longer match, then to the left column, then to the earlier field, so the same sheet always
gives the same proposal.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from duan.edge.exchange.sheets.heading import folded
from duan.edge.exchange.sheets.types import Column

SHAPES: Mapping[str, re.Pattern[str]] = {
    "phone": re.compile(r"(?:\+?86[- ]?)?(?:1[3-9]\d{9}|0\d{2,3}[- ]?\d{7,8}(?:[-转]\d{1,6})?)"),
    "date": re.compile(r"\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?"),
    "region_code": re.compile(r"[1-9]\d{5}"),
    "number": re.compile(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d+(?:\.\d+)?"),
    "email": re.compile(r"[^@\s]+@[^@\s]+\.[A-Za-z]{2,}"),
    "uscc": re.compile(r"[0-9A-HJ-NPQRTUWXY]{18}"),
}

_MARKS = re.compile(r"[\s*＊:：_\-./、，,;；'\"“”‘’#]+")
_REMARK = re.compile(r"[(（\[【].*?[)）\]】]")
_REQUIRED = ("必填", "选填")
_SHORTEST_PART = 2
_SHARE_OF_SAMPLES = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """What a column may be. `looks_like` is a name in SHAPES or a test of one value."""

    code: str
    label: str
    synonyms: tuple[str, ...] = ()
    required: bool = False
    looks_like: str | Callable[[str], bool] | None = field(default=None)


class _Trust(IntEnum):
    SHAPE = 1
    CONTAINS = 2
    SYNONYM = 3
    LABEL = 4


@dataclass(frozen=True, slots=True)
class _Match:
    trust: _Trust
    length: int
    column: int
    place: int
    code: str

    @property
    def rank(self) -> tuple[int, int, int, int]:
        return -self.trust, -self.length, self.column, self.place


def normalised(label: str) -> str:
    """Reduce a header to what tells it apart: 「* 联系 电话：（必填）」 -> 「联系电话」."""
    text = _MARKS.sub("", folded(label))
    for word in _REQUIRED:
        text = text.replace(f"({word})", "").removesuffix(word)
    return text


def guess_mapping(columns: Sequence[Column], fields: Sequence[Field]) -> dict[str, int]:
    """Propose the 0-based column index for each field code; fields without a column are absent."""
    matches = [
        match
        for place, wanted in enumerate(fields)
        for column in columns
        for match in _matches(column, wanted, place)
    ]
    chosen: dict[str, int] = {}
    taken: set[int] = set()
    for match in sorted(matches, key=lambda match: match.rank):
        if match.code not in chosen and match.column not in taken:
            chosen[match.code] = match.column
            taken.add(match.column)
    return {wanted.code: chosen[wanted.code] for wanted in fields if wanted.code in chosen}


def missing(mapping: Mapping[str, int], fields: Sequence[Field]) -> tuple[Field, ...]:
    """Give the required fields that have no column."""
    return tuple(one for one in fields if one.required and one.code not in mapping)


def _matches(column: Column, wanted: Field, place: int) -> Iterator[_Match]:
    full = normalised(column.header)
    names = {full, normalised(_REMARK.sub("", column.header))} - {""}
    labels = {normalised(wanted.label), normalised(wanted.code)} - {""}
    synonyms = {normalised(word) for word in wanted.synonyms} - {""}
    fits = _fits(column, wanted)
    found: tuple[_Trust, int] | None = None
    if names & labels:
        found = _Trust.LABEL, len(full)
    elif names & synonyms:
        found = _Trust.SYNONYM, len(full)
    elif fits is not False and (length := _shared_part(full, labels | synonyms)):
        found = _Trust.CONTAINS, length
    elif fits and not full:
        found = _Trust.SHAPE, 0
    if found is not None:
        yield _Match(*found, column.index, place, wanted.code)


def _shared_part(full: str, words: set[str]) -> int:
    """Length of the longest word that contains the header or is contained in it; 0 for none."""
    return max(
        (
            min(len(word), len(full))
            for word in words
            if min(len(word), len(full)) >= _SHORTEST_PART and (word in full or full in word)
        ),
        default=0,
    )


def _fits(column: Column, wanted: Field) -> bool | None:
    """Tell whether most samples look right; None when there is nothing to judge by."""
    if wanted.looks_like is None or not column.samples:
        return None
    test = _test_of(wanted.looks_like)
    good = sum(test(sample) for sample in column.samples)
    return good >= len(column.samples) * _SHARE_OF_SAMPLES


def _test_of(looks_like: str | Callable[[str], bool]) -> Callable[[str], bool]:
    if not isinstance(looks_like, str):
        return looks_like
    pattern = SHAPES[looks_like]
    return lambda text: pattern.fullmatch(text.strip()) is not None
