"""The journey's part of the HTTP interface: only reads."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Field, Router, Schema

from duan.core.kernel.http import REFUSALS, actor_of
from duan.core.kernel.paging import DEFAULT_LIMIT, LARGEST_LIMIT
from duan.trade.assets.types import UnitStatus
from duan.trade.journey import queries
from duan.trade.journey.types import Stage, StageFacts, StageState, Thread

Limit = Annotated[int, Field(ge=1, le=LARGEST_LIMIT)]
Cursor = Annotated[str, Field(max_length=1000)]

router = Router(tags=["journey"])


class JourneyRowOut(Schema):
    deal_id: UUID
    title: str
    terminal_id: UUID | None
    terminal_name: str
    department_name: str
    begun_at: datetime
    reached: Stage | None
    reached_at: datetime | None


class JourneysOut(Schema):
    items: list[JourneyRowOut]
    next: str | None


class JourneyLinkOut(Schema):
    """What to open for a stage: a kind of thing and its id."""

    kind: str
    id: UUID


class JourneyStageOut(Schema):
    stage: Stage
    label: str
    state: StageState
    title: str
    by_name: str
    at: datetime | None
    seconds: int | None
    due_at: datetime | None
    is_late: bool
    missing: list[str]
    who: list[str]
    link: JourneyLinkOut | None
    done: int
    total: int


class JourneyUnitOut(Schema):
    id: UUID
    unit_no: str
    serial_no: str
    name: str
    status: UnitStatus
    status_label: str
    place_name: str


class JourneyOut(Schema):
    deal_id: UUID
    title: str
    terminal_id: UUID | None
    terminal_name: str
    department_name: str
    begun_at: datetime | None
    current: Stage | None
    stages: list[JourneyStageOut]
    units: list[JourneyUnitOut]


@router.get("", response={200: JourneysOut, **REFUSALS})
def list_journeys(
    request: HttpRequest,
    terminal: UUID | None = None,
    cursor: Cursor = "",
    limit: Limit = DEFAULT_LIMIT,
) -> Any:
    return queries.page_of_threads(
        actor_of(request), terminal_id=terminal, cursor=cursor, limit=limit
    )


@router.get("/by-unit/{unit_id}", response={200: JourneyOut, **REFUSALS})
def get_journey_of_unit(request: HttpRequest, unit_id: UUID) -> Any:
    return _out(queries.find_thread_of_unit(actor_of(request), unit_id, now=timezone.now()))


@router.get("/{deal_id}", response={200: JourneyOut, **REFUSALS})
def get_journey(request: HttpRequest, deal_id: UUID) -> Any:
    return _out(queries.thread_of(actor_of(request), deal_id, now=timezone.now()))


def _out(thread: Thread) -> dict[str, Any]:
    return {
        "deal_id": thread.deal_id,
        "title": thread.title,
        "terminal_id": thread.terminal_id,
        "terminal_name": thread.terminal_name,
        "department_name": thread.department_name,
        "begun_at": thread.begun_at,
        "current": thread.current,
        "stages": [_stage(facts, thread.names) for facts in thread.stages],
        "units": [
            {
                "id": unit.id,
                "unit_no": unit.unit_no,
                "serial_no": unit.serial_no,
                "name": unit.name,
                "status": unit.status,
                "status_label": str(unit.status.label),
                "place_name": unit.place_name,
            }
            for unit in thread.units
        ],
    }


def _stage(facts: StageFacts, names: dict[UUID, str]) -> dict[str, Any]:
    kind, pk = facts.link or ("", None)
    return {
        "stage": facts.stage,
        "label": str(facts.stage.label),
        "state": facts.state,
        "title": facts.title,
        "by_name": names.get(facts.by, "") if facts.by else "",
        "at": facts.at,
        "seconds": facts.seconds,
        "due_at": facts.due_at,
        "is_late": facts.is_late,
        "missing": list(facts.missing),
        "who": list(facts.who),
        "link": {"kind": kind, "id": pk} if pk else None,
        "done": facts.done,
        "total": facts.total,
    }
