"""Reading one column at a time: every distinct text once, with a note of what is wrong where."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import polars as pl

from duan.trade.terminals.commands import load_values as values
from duan.trade.terminals.commands.load_values import ERROR, Flaw

GAP = "\x1f"
PLAIN_PHONE = r"^(1[3-9]\d{9}|(010|02[0-57-9])-[2-9]\d{7}|0[3-9]\d\d-[2-9]\d{6,7})$"
_UNPRINTABLE = r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]"

Read = Callable[[str], tuple[str | None, Flaw | None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class RowProblem:
    """What is wrong at one place of the file. `value` shows no telephone number in full."""

    row: int
    field: str
    value: str
    code: str
    severity: str
    message: str
    fix: str


@dataclass(slots=True, kw_only=True)
class ColumnReader:
    """Reads columns of a batch; collects the problems, and the rows that they refuse."""

    problems: list[RowProblem] = field(default_factory=list)
    refused: set[int] = field(default_factory=set)

    def kept(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Leave out the rows that were refused."""
        if not self.refused:
            return frame
        return frame.filter(~pl.col("row").is_in(list(self.refused)))

    def flag(self, rows: Iterable[int], name: str, text: str, flaw: Flaw) -> None:
        shown = values.hidden(text) if "phone" in name else text
        hide = "phone" in name and flaw.code != "PHONE_MASKED"
        for row in rows:
            self.problems.append(
                RowProblem(
                    row=row,
                    field=name,
                    value=shown[:200],
                    code=flaw.code,
                    severity=flaw.severity,
                    message=values.hidden(flaw.message) if hide else flaw.message,
                    fix=flaw.fix,
                )
            )
            if flaw.severity == ERROR:
                self.refused.add(row)

    def flag_texts(self, frame: pl.DataFrame, name: str, flaws: dict[str, Flaw]) -> None:
        if not flaws:
            return
        wrong = frame.filter(pl.col(name).is_in(list(flaws))).select("row", name)
        for row, text in wrong.iter_rows():
            self.flag([row], name, text, flaws[text])

    def each(self, frame: pl.DataFrame, name: str, read: Read) -> pl.Series:
        """Read every distinct text of a column once."""
        if name not in frame.columns:
            return nothing(name, frame.height)
        known: dict[str, str | None] = {}
        flaws: dict[str, Flaw] = {}
        for text in frame[name].unique().drop_nulls():
            known[text], flaw = read(text)
            if flaw is not None:
                flaws[text] = flaw
        self.flag_texts(frame, name, flaws)
        return replaced(frame[name], known).alias(name)

    def short(self, frame: pl.DataFrame, name: str, most: int) -> pl.Series:
        """Take a free text as it is, unless it is too long to be stored."""
        if name not in frame.columns:
            return nothing(name, frame.height)
        for row, text in (
            frame.filter(pl.col(name).str.len_chars() > most).select("row", name).iter_rows()
        ):
            self.flag([row], name, text, too_long(len(text), most))
        return frame[name]


def tidied(frame: pl.DataFrame) -> pl.DataFrame:
    """Take out what cannot be seen, fold blanks, and make empty cells null."""
    texts = pl.col(pl.String)
    clean = texts.str.replace_all(_UNPRINTABLE, "").str.replace_all(r"\s+", " ").str.strip_chars()
    return frame.with_columns(clean).with_columns(pl.when(texts != "").then(texts).name.keep())


def too_long(size: int, most: int) -> Flaw:
    return Flaw("TOO_LONG", f"有 {size} 个字，最多 {most} 个", "请缩短")


def nothing(name: str, height: int) -> pl.Series:
    return pl.Series(name, [None] * height, dtype=pl.String)


def replaced(texts: pl.Series, known: dict[str, str | None]) -> pl.Series:
    if not known:
        return pl.Series([None] * len(texts), dtype=pl.String)
    return texts.replace_strict(
        list(known), list(known.values()), default=None, return_dtype=pl.String
    )
