from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

import orjson
from django.db.models import TextChoices
from django.http import HttpRequest, HttpResponse
from ninja import Query, Schema
from ninja import Status as Answer
from pydantic import Field

from duan.core.audit.types import Happening
from duan.core.kernel.http import REFUSALS, actor_of
from duan.core.kernel.paging import DEFAULT_LIMIT
from duan.lib import cn
from duan.trade.terminals import commands
from duan.trade.terminals.api import schemas as s
from duan.trade.terminals.api.routing import Cursor, Limit, router
from duan.trade.terminals.models import Terminal
from duan.trade.terminals.queries import lists, profile
from duan.trade.terminals.types import (
    MAY_STAND_UNDER,
    TOP_KINDS,
    Channel,
    Filter,
    Grade,
    Kind,
    Level,
    Ownership,
    Profile,
    Purpose,
    Status,
)


class FilterIn(Schema):
    """How a list of terminals is narrowed; empty means all."""

    kind: Kind | None = None
    status: Status | None = None
    region: Annotated[str, Field(pattern=r"^\d{0,6}$")] = ""
    level: Level | None = None
    tag: s.Text40 = ""
    q: Annotated[str, Field(max_length=60)] = ""
    parent: UUID | None = None
    top: bool | None = None

    def read(self) -> Filter:
        return Filter(
            kind=self.kind or "",
            status=self.status or "",
            region=self.region,
            level=self.level or "",
            tag=self.tag,
            q=self.q,
            parent_id=self.parent,
            top=self.top,
        )


@router.get("/kinds", response={200: s.WordsOut, **REFUSALS})
def list_words(request: HttpRequest) -> dict[str, Any]:  # noqa: ARG001 - the same for everybody
    kinds = [
        {
            "code": kind.value,
            "label": str(kind.label),
            "may_stand_under": list(MAY_STAND_UNDER[kind]),
            "top": kind in TOP_KINDS,
        }
        for kind in Kind
    ]
    return {
        "items": kinds,
        "statuses": _labelled(Status),
        "levels": _labelled(Level),
        "grades": _labelled(Grade),
        "ownerships": _labelled(Ownership),
        "departments": [{"code": d.code, "label": d.name} for d in cn.all_departments()],
        "channels": _labelled(Channel),
        "purposes": _labelled(Purpose),
        "provinces": [{"code": r.code, "label": r.name} for r in cn.child_regions()],
    }


@router.get("", response={200: s.RowsOut, **REFUSALS})
def list_terminals(
    request: HttpRequest,
    wanted: Query[FilterIn],
    sort: s.Text40 = "",
    cursor: Cursor = "",
    limit: Limit = DEFAULT_LIMIT,
) -> HttpResponse:
    """Answer as `RowsOut` says, written straight: checking 50 rows again would double the time."""
    page = lists.page_of_terminals(
        actor_of(request), wanted.read(), sort=sort, cursor=cursor, limit=limit
    )
    body = orjson.dumps({"items": page.items, "next": page.next}, option=orjson.OPT_UTC_Z)
    return HttpResponse(body, content_type="application/json")


@router.get("/count", response={200: s.CountOut, **REFUSALS})
def count_terminals(request: HttpRequest, wanted: Query[FilterIn]) -> dict[str, Any]:
    count, capped = lists.count_of_terminals(actor_of(request), wanted.read())
    return {"count": count, "capped": capped}


@router.post("", response={201: s.TerminalOut, **REFUSALS})
def add_terminal(request: HttpRequest, body: s.AddIn) -> Any:
    actor = actor_of(request)
    terminal_id = commands.add_terminal(
        actor,
        kind=body.kind,
        name=body.name,
        profile=body.profile(),
        parent_id=body.parent_id,
        scope_id=body.scope_id,
    )
    return Answer(201, profile.profile_of(actor, terminal_id))


@router.get("/{terminal_id}", response={200: s.TerminalOut, **REFUSALS})
def get_terminal(request: HttpRequest, terminal_id: UUID) -> dict[str, Any]:
    return profile.profile_of(actor_of(request), terminal_id)


@router.post("/{terminal_id}/revise", response={200: s.TerminalOut, **REFUSALS})
def revise_terminal(request: HttpRequest, terminal_id: UUID, body: s.ReviseIn) -> dict[str, Any]:
    actor = actor_of(request)
    stored = profile.get_terminal(actor, terminal_id)
    commands.revise_terminal(
        actor,
        terminal_id=terminal_id,
        seen_version=body.seen_version,
        name=body.name if body.name is not None else stored.name,
        profile=_laid_over(stored, body),
    )
    return profile.profile_of(actor, terminal_id)


@router.post("/{terminal_id}/change-status", response={200: s.TerminalOut, **REFUSALS})
def change_status(request: HttpRequest, terminal_id: UUID, body: s.StatusIn) -> dict[str, Any]:
    actor = actor_of(request)
    commands.change_status(
        actor,
        terminal_id=terminal_id,
        seen_version=body.seen_version,
        status=body.status,
        reason=body.reason,
    )
    return profile.profile_of(actor, terminal_id)


@router.post("/{terminal_id}/move", response={200: s.TerminalOut, **REFUSALS})
def move_terminal(request: HttpRequest, terminal_id: UUID, body: s.MoveIn) -> dict[str, Any]:
    actor = actor_of(request)
    commands.move_terminal(
        actor, terminal_id=terminal_id, seen_version=body.seen_version, parent_id=body.parent_id
    )
    return profile.profile_of(actor, terminal_id)


@router.post("/{terminal_id}/merge", response={200: s.TerminalOut, **REFUSALS})
def merge_terminal(request: HttpRequest, terminal_id: UUID, body: s.MergeIn) -> dict[str, Any]:
    actor = actor_of(request)
    commands.merge_terminal(
        actor,
        terminal_id=terminal_id,
        seen_version=body.seen_version,
        into_id=body.into_id,
        reason=body.reason,
    )
    return profile.profile_of(actor, body.into_id)


@router.post("/{terminal_id}/open-scope", response={200: s.OwnScopeOut, **REFUSALS})
def open_scope(request: HttpRequest, terminal_id: UUID) -> dict[str, Any]:
    return {"scope_id": commands.open_scope(actor_of(request), terminal_id=terminal_id)}


@router.get("/{terminal_id}/tree", response={200: s.TreeOut, **REFUSALS})
def tree_of_terminal(request: HttpRequest, terminal_id: UUID) -> dict[str, Any]:
    return {"root": profile.tree_of(actor_of(request), terminal_id)}


@router.get("/{terminal_id}/timeline", response={200: s.TimelineOut, **REFUSALS})
def timeline_of_terminal(
    request: HttpRequest, terminal_id: UUID, cursor: Cursor = "", limit: Limit = DEFAULT_LIMIT
) -> dict[str, Any]:
    page = profile.timeline_of(actor_of(request), terminal_id, cursor=cursor, limit=limit)
    return {"items": [_told(item["happening"]) for item in page.items], "next": page.next}


def _told(happening: Happening) -> dict[str, Any]:
    met = happening.command == "terminals.log_interaction"
    return {
        "id": happening.id,
        "at": happening.at,
        "actor_name": happening.actor_name,
        "kind": "INTERACTION" if met else "AUDIT",
        "sentence": happening.sentence,
        "command": happening.command,
        "subject": {
            "kind": happening.kind,
            "id": happening.subject_id,
            "name": happening.subject_name,
        },
        "detail": happening.details,
    }


def _laid_over(stored: Terminal, body: s.ReviseIn) -> Profile:
    """Return the stored profile with the fields that were sent laid over it."""
    sent = body.profile()
    values: dict[str, Any] = {}
    for name in Profile.__slots__:
        value = getattr(sent if name in body.model_fields_set else stored, name)
        values[name] = tuple(value) if isinstance(value, list) else value
    return Profile(**values)


def _labelled(words: type[TextChoices]) -> list[dict[str, str]]:
    return [{"code": str(word.value), "label": str(word.label)} for word in words]
