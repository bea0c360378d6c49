"""The search function against a second one in Python, over random small worlds.

`DUAN_FUZZ` is how many worlds (25 in the daily run). In each, three people with random grants ask
for texts of one to five characters; the rows and their order must be the oracle's, for any limit.
"""

from __future__ import annotations

import os
import random
import re
import unicodedata
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest
from django.db import connection, transaction
from django.utils import timezone

from duan.core.kernel.ids import new_id
from duan.lib import cn
from duan.trade.terminals.models import Terminal
from tests import make

pytestmark = pytest.mark.django_db

WORLDS = int(os.environ.get("DUAN_FUZZ", "25"))
TERMINALS, QUESTIONS = 40, 12
ALPHABET = "医院一二人民科ICuｕＡ（） ·-'%_\\é"
SIGNS = set(
    "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~、。·•—…“”‘’「」『』《》〈〉【】〔〕\u200b\ufeff \t\n\r"
)
CLOSED = ("CLOSED", "MERGED")
STATUSES = ("PROSPECT", "ACTIVE", "DORMANT", *CLOSED)
KINDS = ("HOSPITAL", "DEPARTMENT")
REGIONS = ("", "420106", "420200", "110101")
TAGS = ("重点", "定点")
Narrowed = tuple[Any, ...]  # kind, status, level, beginning of the region, tag, parent, on top
ALL: Narrowed = (None,) * 7


@dataclass(frozen=True)
class Row:
    id: UUID
    number: str
    scope: int
    inside: bool
    closed: bool
    name: str
    others: tuple[str, ...]
    phones: tuple[str, ...]
    facts: tuple[str, ...] = ("", "", "", "", "")  # kind, status, level, region, tag
    parent: UUID | None = None


def flat(text: str) -> str:
    wide = unicodedata.normalize("NFKC", text)
    small = "".join(c.lower() if c.isascii() else c for c in wide)
    return "".join(c for c in small if c not in SIGNS)


def numbers(phone: str) -> set[str]:
    parts = phone.split("-")
    local = parts[1] if len(parts) > 1 else ""
    return {re.sub("[^0-9]", "", phone), re.sub("[^0-9]", "", local)}


def match(row: Row, q: str) -> tuple[int, str] | None:
    """Return the class of the best match and its name; None when the text does not name the row."""
    sought, name = flat(q), flat(row.name)
    digits = re.sub("[^0-9]", "", unicodedata.normalize("NFKC", q))
    others = [flat(other) for other in row.others]
    for nth, (way, fits) in enumerate(
        (
            ("CODE", row.number == sought.upper()),
            ("PHONE", len(digits) >= 7 and any(digits in numbers(p) for p in row.phones)),
            ("NAME", name == sought),
            ("ALIAS", sought in others),
            ("NAME", name.startswith(sought)),
            ("NAME", sought in name),
            ("ALIAS", any(sought in other for other in others)),
            ("PINYIN", sought in cn.initials(row.name)),
        )
    ):
        if fits:
            return nth, way
    return None


def kept(row: Row, narrowed: Narrowed) -> bool:
    """Tell whether a list's filter keeps a row; None in it means all."""
    kind, status, level, region, tag, parent, top = narrowed
    return (
        kind in {None, row.facts[0]}
        and status in {None, row.facts[1]}
        and level in {None, row.facts[2]}
        and row.facts[3].startswith(region or "")
        and tag in {None, row.facts[4]}
        and parent in {None, row.parent}
        and top in {None, not row.inside}
    )


def expected(
    rows: list[Row], reach: set[int], q: str, narrowed: Narrowed = ALL
) -> list[tuple[UUID, str]]:
    if not flat(q):
        return []
    found = []
    for row in rows:
        hit = match(row, q)
        if hit is not None and row.scope in reach and kept(row, narrowed):
            name = flat(row.name)
            key = (row.closed, hit[0], row.inside, len(name), name.encode(), row.id.bytes)
            found.append((key, (row.id, hit[1])))
    return [answer for _, answer in sorted(found)]


def asked(actor, q: str, size: int, narrowed: Narrowed) -> list[tuple[UUID, str]]:
    make.as_(actor)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, match FROM sec.terminals_matching(%s, %s, %s, %s, %s, %s, %s, %s, %s)"
            " ORDER BY rank LIMIT %s",
            [q, size, *narrowed, size],
        )
        return [(row[0], row[1]) for row in cursor.fetchall()]


def text(dice: random.Random, most: int) -> str:
    """Return a text; often of two letters only, so that pairs occur that do not touch."""
    letters = dice.choice((ALPHABET, "医院"))
    return "".join(dice.choices(letters, k=dice.randint(1, most)))


def build(dice: random.Random, scopes: list[int]) -> list[Row]:
    """Write a world; parents before those inside them, a merged one into the first."""
    now = timezone.now()
    made: list[Terminal] = []
    for number in range(TERMINALS):
        parent = dice.choice(made) if made and dice.random() < 0.4 else None
        status = dice.choice(STATUSES)
        name = text(dice, 6)
        phones = [f"0{dice.randint(10, 12)}-{dice.randint(1000000, 1000003)}"] * dice.randint(0, 1)
        terminal = Terminal(
            id=new_id(), scope_id=dice.choice(scopes), terminal_no=f"T{number:07d}",
            kind=dice.choice(KINDS), parent=parent, level=dice.choice("19"),
            region_code=dice.choice(REGIONS), tags=[dice.choice(TAGS)], name=name, short_name=dice.choice(("", text(dice, 3))),
            aliases=[text(dice, 4) for _ in range(dice.choice((0, 0, 1, 2)))],
            pinyin_key=cn.pinyin_key(name), initials=cn.initials(name), phones=phones,
            status=status if made or status != "MERGED" else "ACTIVE",
            merged_into=made[0] if made and status == "MERGED" else None,
            created_at=now, updated_at=now,
        )  # fmt: skip
        terminal.root_id = parent.root_id if parent else terminal.pk
        made.append(terminal)
    Terminal.objects.bulk_create(made)
    return [
        Row(
            t.pk, t.terminal_no, t.scope_id, t.parent_id is not None, t.status in CLOSED, t.name,
            (*t.aliases, t.short_name), tuple(t.phones),
            (t.kind, t.status, t.level, t.region_code, t.tags[0]), t.parent_id,
        )
        for t in made
    ]  # fmt: skip


def question(dice: random.Random, rows: list[Row]) -> str:
    row = dice.choice(rows)
    luck = dice.random()
    if luck < 0.1:
        return row.number
    if luck < 0.2 and row.phones:
        return dice.choice((row.phones[0], row.phones[0][-7:]))
    if luck < 0.6:
        source = dice.choice((row.name, *row.others, cn.initials(row.name))) or row.name
        start = dice.randrange(len(source))
        return source[start : start + dice.randint(1, 4)]
    return text(dice, 5)


def narrowing(dice: random.Random, rows: list[Row]) -> Narrowed:
    """Return a filter that often keeps all; else most parts of it do."""
    if dice.random() < 0.5:
        return ALL
    offered = (
        KINDS, STATUSES, "19", ("42", "4201", "420106"), TAGS, [row.id for row in rows], (True, False),
    )  # fmt: skip
    return tuple(dice.choice(part) if dice.random() < 0.25 else None for part in offered)


@pytest.mark.parametrize("seed", range(WORLDS))
def test_the_function_finds_what_the_oracle_finds_in_its_order(seed):
    dice = random.Random(seed)  # noqa: S311 - a world that can be made again
    east = make.scope("东区")
    city = make.scope("东城", under=east)
    west = make.scope("西区")
    steward = make.somebody("data_steward", on=make.ROOT)
    one = dice.choice((city, west))
    people = {
        make.somebody("viewer", on=east): {east, city},
        make.somebody("viewer", on=one): {one},
        make.nobody_special(): set(),
        steward: {make.ROOT, east, city, west},
    }
    with transaction.atomic():
        make.as_(steward)
        rows = build(dice, [make.ROOT, east, city, west])
        for actor, reach in people.items():
            for _ in range(QUESTIONS):
                q = question(dice, rows)
                narrowed = narrowing(dice, rows)
                best = expected(rows, reach, q, narrowed)

                assert asked(actor, q, 1000, narrowed) == best, (q, narrowed)
                size = dice.randint(1, 5)
                assert asked(actor, q, size, narrowed) == best[:size], (q, size, narrowed)
        transaction.set_rollback(True)


def test_the_oracle_itself_ranks_and_keeps_to_the_reach():
    one = Row(UUID(int=1), "T0000001", 1, False, False, "医院", (), ())
    two = Row(UUID(int=2), "T0000002", 1, False, False, "人民医院", ("医院",), ())

    assert expected([two, one], {1}, "医院") == [(one.id, "NAME"), (two.id, "ALIAS")]
    assert expected([two, one], {2}, "医院") == []
