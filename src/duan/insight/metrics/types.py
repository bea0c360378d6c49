from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Literal, LiteralString

Unit = Literal["PERCENT_OF_COUNT", "PERCENT_OF_YUAN"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kpi:
    """A key figure as it is declared: what people read of it, and where its rows come from.

    `rows` is a query under row security. Each of its rows has `id`, `scope_id`, `terminal_id`,
    `num` and `den` (the figure is Σnum ÷ Σden), `state` (one of `states`), `day`, `sort` (a text),
    `title`, `detail`, `link_kind` and `link_id`. It may use %(scopes)s, %(starts_on)s, %(ends_on)s,
    %(starts_at)s, %(ends_at)s, %(today)s, %(now)s and %(zone)s.
    """

    id: str
    code: str
    name: str
    name_en: str
    formula: str
    formula_en: str
    unit: Unit
    of_period: bool
    source: str
    owner: str
    needs: tuple[str, ...]
    states: Mapping[str, tuple[str, str]]
    rows: LiteralString


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """The days `[starts_on, ends_on)`."""

    starts_on: date
    ends_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """Σ numerator ÷ Σ denominator; of nothing there is no share: `value` is None, never 0.

    `parts` is the denominator by the state of its rows.
    """

    numerator: Decimal = Decimal(0)
    denominator: Decimal = Decimal(0)
    parts: Mapping[str, Decimal] = field(default_factory=dict)

    @property
    def value(self) -> Decimal | None:
        if not self.denominator:
            return None
        return (self.numerator / self.denominator).quantize(Decimal("0.0001"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A scope on the dashboard; `own` is what hangs on a scope itself and on none below it."""

    scope_id: int
    name: str
    has_children: bool
    own: bool
    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dashboard:
    """The figures of a scope (or of all in reach), and of the scopes right below it."""

    scope_id: int | None
    name: str
    above: tuple[tuple[int, str], ...]
    kpis: tuple[Kpi, ...]
    values: Mapping[str, Value]
    regions: tuple[Region, ...]


Row = dict[str, Any]
