"""The place at the beginning of a name or an address: 湖北省武汉市洪山区 in front of 珞喻路1037号."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from duan.lib.cn.regions import all_region_names, region, short_name, shorter_names

_LEVELS = 3
_PREFECTURE_CODE_END = "00"


@dataclass(frozen=True, slots=True)
class LeadingPlace:
    """What a text starts with. `codes`: every region it can mean, former ones with the one that kept the name.

    `size`: characters used. `sure_size`: up to the last name written in full (武汉市, not 武汉).
    `last_name`: the deepest name as written. Nothing found: no codes, sizes 0.
    """

    codes: frozenset[str]
    size: int
    sure_size: int
    last_name: str


_NOWHERE = LeadingPlace(frozenset(), 0, 0, "")


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    codes: tuple[str, ...]
    full: bool


def leading_place(text: str) -> LeadingPlace:
    """Find the longest chain of region names, each inside the one before, that the text starts with."""
    codes: tuple[str, ...] = ()
    size = sure_size = 0
    last_name = ""
    for _level in range(_LEVELS):
        entry, inside = _next_name(text, size, codes)
        if entry is None:
            break
        codes = inside
        size += len(entry.name)
        last_name = entry.name
        if entry.full:
            sure_size = size
    if not size:
        return _NOWHERE
    return LeadingPlace(_with_namesakes(codes), size, sure_size, last_name)


def _next_name(
    text: str, start: int, above: tuple[str, ...]
) -> tuple[_Entry | None, tuple[str, ...]]:
    for entry in _index().get(text[start : start + 2], ()):
        if text.startswith(entry.name, start):
            inside = _inside(entry.codes, above)
            if inside:
                return entry, inside
    return None, ()


def _inside(codes: tuple[str, ...], above: tuple[str, ...]) -> tuple[str, ...]:
    """Keep the codes that lie strictly below one of `above`; all of them when nothing stands above."""
    if not above:
        return codes
    prefixes = tuple(a[:2] if a[2:] == "0000" else a[:4] for a in above if a.endswith("00"))
    return tuple(c for c in codes if prefixes and c.startswith(prefixes) and c not in above)


@cache
def _with_namesakes(codes: tuple[str, ...]) -> frozenset[str]:
    """With the successors that kept the name (龙海市 → 龙海区); a merger into something else adds none."""
    found = set(codes)
    for here in filter(None, map(region, codes)):
        heirs = filter(None, map(region, here.successors))
        found.update(h.code for h in heirs if short_name(h.name) == short_name(here.name))
    return frozenset(found)


@cache
def _index() -> dict[str, tuple[_Entry, ...]]:
    """Entries by their first two characters, longest first; short names for cities and up only."""
    found: dict[tuple[str, bool], set[str]] = {}
    for name, codes in all_region_names().items():
        found.setdefault((name, True), set()).update(codes)
        short = short_name(name)
        for other in shorter_names(name) - {short}:
            found.setdefault((other, True), set()).update(codes)
        if large := [c for c in codes if c.endswith(_PREFECTURE_CODE_END)]:
            found.setdefault((short, False), set()).update(large)
    by_start: dict[str, list[_Entry]] = {}
    for (name, full), codes_found in found.items():
        if full or (name, True) not in found:
            by_start.setdefault(name[:2], []).append(_Entry(name, tuple(sorted(codes_found)), full))
    return {s: tuple(sorted(e, key=lambda x: -len(x.name))) for s, e in by_start.items()}
