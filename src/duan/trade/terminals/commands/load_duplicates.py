"""Which rows of a staged file are likely terminals that we have, or each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db.backends.utils import CursorWrapper

from duan.lib.match import SIMILAR, InstitutionName, duplicate_keys, score
from duan.trade.terminals.commands.load_columns import GAP
from duan.trade.terminals.commands.load_sql import sql

_MOST_CANDIDATES = 5
_MOST_IN_A_BLOCK = 50
_CHUNK = 5000

# Institutions in the cities that the file speaks of.
_EXISTING = """
SELECT id, name, aliases, region_code FROM terminals_terminal
 WHERE parent_id IS NULL AND status <> 'MERGED' AND id > %s
   AND (left(region_code, 4) = ANY (%s) OR region_code = '') AND scope_id = ANY (%s)
 ORDER BY id LIMIT %s
"""
_FIRST = UUID(int=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """What a row may be: a terminal, or (id None) another row of the file."""

    id: str | None
    name: str
    score: float
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A row and what it is likely the same as, the likeliest first."""

    row: int
    name: str
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class _Named:
    row: int
    id: str | None
    read: InstitutionName
    region: str


def proposals(cursor: CursorWrapper, *, among: list[int]) -> Iterator[Proposal]:
    """Go through the staged institutions that no key matched, and propose what each may be.

    `among` are the scopes whose terminals may be proposed: those where the importer may import.
    """
    cursor.execute(sql("candidate_rows"))
    rows = [
        _Named(row, None, _name(name, aliases.split(GAP) if aliases else []), region)
        for row, name, region, aliases in cursor.fetchall()
    ]
    if not rows:
        return
    keys = [duplicate_keys(one.read, one.region or None) for one in rows]
    blocks: dict[str, list[_Named]] = {key: [] for found in keys for key in found}
    cities = sorted({one.region[:4] for one in rows})
    _add_existing(cursor, (cities, among), blocks)
    earlier: dict[str, list[_Named]] = defaultdict(list)
    for one, found in zip(rows, keys, strict=True):
        near = [other for key in found for other in (*blocks[key], *earlier[key])]
        candidates = _scored(one, near)
        for key in found:
            if len(earlier[key]) < _MOST_IN_A_BLOCK:
                earlier[key].append(one)
        if candidates:
            yield Proposal(row=one.row, name=one.read.name, candidates=candidates)


def _add_existing(
    cursor: CursorWrapper,
    where: tuple[list[str], list[int]],
    blocks: dict[str, list[_Named]],
) -> None:
    """Add the institutions of these cities and scopes to the blocks that they belong to."""
    last = _FIRST
    while True:
        cursor.execute(_EXISTING, [last, *where, _CHUNK])
        found = cursor.fetchall()
        for pk, name, aliases, region in found:
            read = _name(name, aliases)
            for key in duplicate_keys(read, region or None):
                block = blocks.get(key)
                if block is not None and len(block) < _MOST_IN_A_BLOCK:
                    block.append(_Named(0, str(pk), read, region))
        if len(found) < _CHUNK:
            return
        last = found[-1][0]


def _name(name: str, aliases: list[str]) -> InstitutionName:
    return InstitutionName(name, tuple(aliases), None, name)


def _scored(one: _Named, near: list[_Named]) -> tuple[Candidate, ...]:
    seen: dict[tuple[str | None, int], Candidate] = {}
    for other in near:
        if (other.id, other.row) in seen:
            continue
        found = score(one.read, other.read, (one.region or None, other.region or None))
        why = found.why if other.id else f"第 {other.row} 行：{found.why}"
        seen[other.id, other.row] = Candidate(
            id=other.id, name=other.read.name, score=found.value, why=why
        )
    good = [candidate for candidate in seen.values() if candidate.score >= SIMILAR]
    good.sort(key=lambda c: (-c.score, c.id is None, c.name))
    return tuple(good[:_MOST_CANDIDATES])
