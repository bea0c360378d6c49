"""Reading a batch of rows of a terminal file, column by column.

Most cells of a real file repeat (places, levels) or are plain (mobile numbers), so each column reads
every distinct text once, and texts of a plain form not at all. The answers are those of the
readers in `load_values`, cell by cell; a property test holds the two together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

import polars as pl

from duan.core.kernel.ids import new_id
from duan.lib import cn
from duan.lib.match import read_name
from duan.trade.terminals.commands import load_values as values
from duan.trade.terminals.commands.load_attributes import AttributeReader
from duan.trade.terminals.commands.load_columns import (
    GAP,
    PLAIN_PHONE,
    ColumnReader,
    RowProblem,
    nothing,
    replaced,
    tidied,
    too_long,
)
from duan.trade.terminals.commands.load_fields import ATTRIBUTE
from duan.trade.terminals.commands.load_people import read_contacts
from duan.trade.terminals.commands.load_places import REGION_FIELDS, Placing, read_region
from duan.trade.terminals.commands.load_values import WARNING, Flaw
from duan.trade.terminals.types import Kind

STAGED = (
    "row", "part", "derived", "id", "name", "kind", "parent_text", "external_no", "short_name",
    "aliases", "pinyin_key", "initials", "region_code", "scope_id", "address", "level", "grade",
    "ownership", "beds", "uscc", "licence_no", "licence_expires_on", "phones", "phone_note",
    "standard_codes", "tags", "attributes",
)  # fmt: skip
_LENGTHS = {"short_name": 60, "address": 200, "licence_no": 40, "external_no": 40, "parent": 120,
            "campus": 60}  # fmt: skip
_LENGTHS |= {f"contact{n}_{part}": 60 for n in (1, 2) for part in ("name", "position")}


@dataclass(slots=True)
class ReadBatch:
    """Rows fit to be staged (columns `STAGED`, all text), their contacts, and what was wrong.

    `contacts` has row, number, name, position, phone. `refused` are the rows left out.
    """

    rows: pl.DataFrame
    contacts: pl.DataFrame
    problems: list[RowProblem]
    refused: set[int]


@dataclass(slots=True, kw_only=True)
class RowReader(ColumnReader):
    """Reads batches for one load: the day it happens, where rows belong, which attributes exist."""

    on: date
    placing: Placing
    attributes: AttributeReader

    def read(self, frame: pl.DataFrame) -> ReadBatch:
        """Read a batch: `row` (the number in the file) and a text column for each mapped field."""
        self.problems, self.refused = [], set()
        frame = tidied(frame)
        staged = frame.select("row")
        for name, most in _LENGTHS.items():
            staged = staged.with_columns(self.short(frame, name, most))
        for name, read in _SIMPLE.items():
            staged = staged.with_columns(self.each(frame, name, read))
        staged = staged.with_columns(*self._levels(frame), *self._phones(frame))
        staged = staged.with_columns(*self._regions(frame))
        staged = staged.with_columns(*self._names(frame, staged))
        staged = staged.with_columns(self._attributes(frame, staged))
        contacts = read_contacts(self, frame, staged)
        return ReadBatch(
            _with_institutions(self.kept(staged)), contacts, self.problems, self.refused
        )

    def _levels(self, frame: pl.DataFrame) -> list[pl.Series]:
        """Read level and grade; a grade of its own wins over one said with the level."""
        with_level: dict[str, str | None] = {}

        def level(text: str) -> tuple[str | None, Flaw | None]:
            (found, with_level[text]), flaw = values.read_level(text)
            return found, flaw

        levels = self.each(frame, "level", level)
        grades = self.each(frame, "grade", values.read_grade)
        if "level" in frame.columns:
            said = replaced(frame["level"], with_level)
            grades = pl.select(pl.coalesce(grades, said).alias("grade")).to_series()
        special = pl.DataFrame([frame["row"], levels, grades]).filter(
            (pl.col("grade") == "SPECIAL") & (pl.col("level") != "3")
        )
        flaw = Flaw("GRADE_NEEDS_LEVEL", "只有三级医院可以评特等", "请核对级别与等次")
        self.flag(special["row"], "grade", "特等", flaw)
        return [levels, grades]

    def _phones(self, frame: pl.DataFrame) -> list[pl.Series]:
        if "phones" not in frame.columns:
            return [nothing("phones", frame.height), nothing("phone_note", frame.height)]
        notes: dict[str, str | None] = {}

        def phones(text: str) -> tuple[str | None, Flaw | None]:
            read, flaw = values.read_phones(text)
            notes[text] = read.note
            return GAP.join(read.phones) or None, flaw

        plain = frame["phones"].str.contains(PLAIN_PHONE)
        rest = frame.with_columns(pl.when(~plain).then("phones").alias("phones"))
        found = self.each(rest, "phones", phones)
        note = replaced(rest["phones"], notes).alias("phone_note")
        both = pl.select(pl.when(plain).then(frame["phones"]).otherwise(found).alias("phones"))
        return [both.to_series(), note]

    def _regions(self, frame: pl.DataFrame) -> list[pl.Series]:
        """Read the place of each row, and the scope that answers for it."""
        said = [name for name in REGION_FIELDS if name in frame.columns]
        texts = frame.select(said).rows() if said else [()] * frame.height
        known: dict[tuple[str | None, ...], tuple[str | None, Flaw | None]] = {}
        codes: list[str | None] = []
        for row, place in zip(frame["row"], texts, strict=True):
            if place not in known:
                known[place] = read_region(dict(zip(said, place, strict=True)), on=self.on)
            code, flaw = known[place]
            codes.append(code)
            if flaw is not None:
                worst = next(name for name, cell in zip(said, place, strict=True) if cell)
                self.flag([row], worst, " ".join(filter(None, place)), flaw)
        scopes = [str(self.placing.scope_for(code or "")) for code in codes]
        return [
            pl.Series("region_code", codes, dtype=pl.String),
            pl.Series("scope_id", scopes, dtype=pl.String),
        ]

    def _names(self, frame: pl.DataFrame, staged: pl.DataFrame) -> list[pl.Series]:
        """Read the names: what it is called, its other names, its campus."""
        read = [
            self._named(row, text or "", more, campus)
            for row, text, more, campus in _named_in(frame)
        ]
        columns = list(zip(*read, strict=True)) if read else [()] * 6
        names = ("name", "aliases", "pinyin_key", "initials", "campus_name", "institution")
        series = [
            pl.Series(name, column, dtype=pl.String)
            for name, column in zip(names, columns, strict=True)
        ]
        campus = pl.when(series[4].is_not_null()).then(pl.lit(Kind.CAMPUS.value))
        kind = pl.select(campus.otherwise(staged["kind"]).alias("kind")).to_series()
        ids = pl.Series("id", [str(new_id()) for _ in range(frame.height)], dtype=pl.String)
        parents = pl.select(
            pl.coalesce(series[5], staged["parent"]).alias("parent_text")
        ).to_series()
        return [*series, kind, ids, parents]

    def _named(
        self, row: int, text: str, more: str | None, campus: str | None
    ) -> tuple[str | None, ...]:
        if not text:
            self.flag(
                [row], "name", "", Flaw("NAME_MISSING", "没有填写名称", "请填写名称，或删除这一行")
            )
            return (None,) * 6
        read = read_name(text)
        campus = campus or read.campus
        name = campus or read.name
        if max(len(read.base), len(name)) > values.LONGEST_NAME or not name:
            self.flag([row], "name", text, too_long(len(text), values.LONGEST_NAME))
            return (None,) * 6
        others = [*read.aliases, *(values.read_words(more)[0] if more else ())]
        if campus:
            others.insert(0, f"{read.base}{campus}")
        for remark in read.remarks:
            flaw = Flaw(
                "NAME_REMARK",
                f"名称括号里的「{remark}」不是别名或院区，没有导入",
                "需要的话请填到对应的列，例如级别、标签",
                WARNING,
            )
            self.flag([row], "name", text, flaw)
        aliases = GAP.join(
            dict.fromkeys(o for o in others if o != name and len(o) <= values.LONGEST_NAME)
        )
        base = read.base if campus else None
        return name, aliases or None, cn.pinyin_key(name), cn.initials(name), campus, base

    def _attributes(self, frame: pl.DataFrame, staged: pl.DataFrame) -> pl.Series:
        named = [name for name in frame.columns if name.startswith(ATTRIBUTE)]
        if not named:
            return nothing("attributes", frame.height)
        kept: list[str | None] = []
        places = staged.select("kind", "region_code", "standard_codes").rows()
        for row, cells, place in zip(frame["row"], frame.select(named).rows(), places, strict=True):
            told = {
                name.removeprefix(ATTRIBUTE): cell
                for name, cell in zip(named, cells, strict=True)
                if cell
            }
            text, flaws = self.attributes.read(told, *place)
            kept.append(text)
            for name, flaw in flaws:
                self.flag([row], ATTRIBUTE + name, told.get(name, ""), flaw)
        return pl.Series("attributes", kept, dtype=pl.String)


def _joined(
    read: Callable[[str], tuple[tuple[str, ...], Flaw | None]],
) -> Callable[[str], tuple[str | None, Flaw | None]]:
    def joined(text: str) -> tuple[str | None, Flaw | None]:
        found, flaw = read(text)
        return GAP.join(found) or None, flaw

    return joined


def _beds(text: str) -> tuple[str | None, Flaw | None]:
    beds, flaw = values.read_beds(text)
    return None if beds is None else str(beds), flaw


_SIMPLE: dict[str, Callable[[str], tuple[str | None, Flaw | None]]] = {
    "kind": values.read_kind,
    "ownership": values.read_ownership,
    "beds": _beds,
    "uscc": values.read_uscc,
    "licence_expires_on": values.read_day,
    "tags": _joined(values.read_words),
    "standard_codes": _joined(values.read_departments),
}


def _named_in(frame: pl.DataFrame) -> Iterator[tuple[int, str | None, str | None, str | None]]:
    wanted = [
        frame[name] if name in frame.columns else nothing(name, frame.height)
        for name in ("name", "aliases", "campus")
    ]
    return zip(frame["row"], *wanted, strict=True)


def _with_institutions(staged: pl.DataFrame) -> pl.DataFrame:
    """Put before each campus the institution it belongs to, in case nobody knows it yet."""
    rows = staged.with_columns(part=pl.lit(1), derived=pl.lit(value=False))
    campuses = staged.filter(pl.col("institution").is_not_null())
    if not campuses.height:
        return rows.select(STAGED)
    names = campuses["institution"]
    above = pl.DataFrame(
        {
            "row": campuses["row"],
            "part": [0] * campuses.height,
            "derived": [True] * campuses.height,
            "id": [str(new_id()) for _ in names],
            "name": names,
            "kind": [Kind.HOSPITAL.value] * campuses.height,
            "pinyin_key": [cn.pinyin_key(name) for name in names],
            "initials": [cn.initials(name) for name in names],
            "region_code": campuses["region_code"],
            "scope_id": campuses["scope_id"],
        }
    )
    return pl.concat([rows.select(STAGED), above], how="diagonal_relaxed").select(STAGED)
