"""The dashboard's part of the HTTP interface. Numbers are texts, so that yuan stay exact."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Field, Query, Router, Schema

from duan.core.kernel.errors import Invalid, Place
from duan.core.kernel.http import REFUSALS, actor_of
from duan.core.kernel.paging import DEFAULT_LIMIT, LARGEST_LIMIT
from duan.insight.metrics import queries
from duan.insight.metrics.types import Dashboard, Kpi, Period, Region, Unit, Value

router = Router(tags=["metrics"])

Limit = Annotated[int, Field(ge=1, le=LARGEST_LIMIT)]
Cursor = Annotated[str, Field(max_length=1000)]
ScopeId = Annotated[int, Field(ge=1, le=2_000_000_000)]
_LONGEST = timedelta(days=5 * 366)
_FIRST, _LAST = date(2000, 1, 1), date(2100, 1, 1)


class FigureStateOut(Schema):
    code: str
    label: str
    label_en: str


class FigurePartOut(Schema):
    state: str
    denominator: Decimal


class FigureValueOut(Schema):
    """`value` = Σ numerator ÷ Σ denominator, and null when there is nothing to divide by."""

    numerator: Decimal
    denominator: Decimal
    value: Decimal | None
    parts: list[FigurePartOut]


class FigureOut(Schema):
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
    states: list[FigureStateOut]
    result: FigureValueOut


class FigureOfRegionOut(FigureValueOut):
    id: str


class RegionFiguresOut(Schema):
    """The figures of one scope; `own` is what hangs on the scope above itself."""

    scope_id: int
    name: str
    has_children: bool
    own: bool
    figures: list[FigureOfRegionOut]


class ScopeAboveOut(Schema):
    scope_id: int
    name: str


class DashboardOut(Schema):
    """The figures of a scope during `[starts_on, ends_on)`; without a scope, of all in reach."""

    scope_id: int | None
    name: str
    above: list[ScopeAboveOut]
    starts_on: date
    ends_on: date
    figures: list[FigureOut]
    regions: list[RegionFiguresOut]


class FigureRowOut(Schema):
    id: UUID
    scope_name: str
    terminal_id: UUID
    terminal_name: str
    institution_name: str
    numerator: Decimal
    denominator: Decimal
    state: str
    day: date | None
    title: str
    detail: str
    link_kind: str
    link_id: UUID


class FigureRowsOut(Schema):
    items: list[FigureRowOut]
    next: str | None


class PeriodIn(Schema):
    """The days `[starts_on, ends_on)`; without them, this month."""

    scope: ScopeId | None = None
    starts_on: date | None = None
    ends_on: date | None = None

    def read(self) -> Period:
        """Return the period; raise `UnusablePeriod` for one that is empty, endless or far off."""
        first = self.starts_on or timezone.localdate().replace(day=1)
        if not _FIRST <= first < _LAST:
            raise UnusablePeriod(
                "期间的开始要在 2000 年到 2099 年之间，请修改。",
                where=[Place("starts_on", "2000 年到 2099 年之间")],
            )
        end = self.ends_on or _next_month(first)
        if not timedelta(0) < end - first <= _LONGEST:
            raise UnusablePeriod(
                "期间的结束要晚于开始，且不超过五年，请修改。",
                where=[Place("ends_on", "晚于开始，五年以内")],
            )
        return Period(starts_on=first, ends_on=end)


class UnusablePeriod(Invalid):
    code = "unusable_period"


@router.get("", response={200: DashboardOut, **REFUSALS})
def get_dashboard(request: HttpRequest, wanted: Query[PeriodIn]) -> dict[str, Any]:
    period = wanted.read()
    return _told(queries.dashboard_of(actor_of(request), wanted.scope, period), period)


@router.get("/{kpi_id}/rows", response={200: FigureRowsOut, **REFUSALS})
def list_rows(
    request: HttpRequest,
    kpi_id: str,
    wanted: Query[PeriodIn],
    state: Annotated[str, Field(max_length=20)] = "",
    cursor: Cursor = "",
    limit: Limit = DEFAULT_LIMIT,
) -> Any:
    return queries.rows(
        actor_of(request),
        queries.kpi_called(kpi_id),
        wanted.scope,
        wanted.read(),
        state=state,
        cursor=cursor,
        limit=limit,
    )


def _next_month(first: date) -> date:
    return (first.replace(day=1) + timedelta(days=32)).replace(day=1)


def _told(found: Dashboard, period: Period) -> dict[str, Any]:
    return {
        "scope_id": found.scope_id,
        "name": found.name,
        "above": [{"scope_id": scope_id, "name": name} for scope_id, name in found.above],
        "starts_on": period.starts_on,
        "ends_on": period.ends_on,
        "figures": [_figure(kpi, found.values[kpi.id]) for kpi in found.kpis],
        "regions": [_region(region) for region in found.regions],
    }


def _figure(kpi: Kpi, value: Value) -> dict[str, Any]:
    states = [
        {"code": code, "label": label, "label_en": label_en}
        for code, (label, label_en) in kpi.states.items()
    ]
    said = {name: getattr(kpi, name) for name in FigureOut.model_fields if hasattr(kpi, name)}
    return said | {"states": states, "result": _value(kpi, value)}


def _value(kpi: Kpi, value: Value) -> dict[str, Any]:
    parts = [
        {"state": state, "denominator": value.parts[state]}
        for state in kpi.states
        if state in value.parts
    ]
    return {
        "numerator": value.numerator,
        "denominator": value.denominator,
        "value": value.value,
        "parts": parts,
    }


def _region(region: Region) -> dict[str, Any]:
    figures = [
        {"id": kpi_id, **_value(queries.kpi_called(kpi_id), value)}
        for kpi_id, value in region.values.items()
    ]
    return {
        "scope_id": region.scope_id,
        "name": region.name,
        "has_children": region.has_children,
        "own": region.own,
        "figures": figures,
    }
