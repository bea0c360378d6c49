from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Field, Router, Schema

from duan.core.kernel.http import REFUSALS, DoneOut, actor_of
from duan.core.people import commands, queries
from duan.core.people.types import SessionKind

router = Router(tags=["people"])

Name = Annotated[str, Field(min_length=1, max_length=40)]
Secret = Annotated[str, Field(max_length=200)]


class SessionOut(Schema):
    id: UUID
    kind: SessionKind
    started_at: datetime
    last_seen_at: datetime
    expires_at: datetime
    address: str
    agent: str
    current: bool


class SessionsOut(Schema):
    items: list[SessionOut]


class EndedOut(Schema):
    ended: int


class PasswordIn(Schema):
    old: Secret
    new: Secret


class ViewIn(Schema):
    list: Name
    name: Name
    state: dict[str, Any]


class ViewOut(Schema):
    id: UUID
    name: str
    state: dict[str, Any]


class ViewsOut(Schema):
    items: list[ViewOut]


@router.get("/sessions", response={200: SessionsOut, **REFUSALS})
def list_open_sessions(request: HttpRequest) -> dict[str, Any]:
    return {"items": queries.open_sessions(actor_of(request))}


@router.post("/sessions/{session_id}/end", response={200: DoneOut, **REFUSALS})
def end_session(request: HttpRequest, session_id: UUID) -> dict[str, Any]:
    commands.end_session(actor_of(request), session_id=session_id)
    return {}


@router.post("/sessions/end-others", response={200: EndedOut, **REFUSALS})
def end_other_sessions(request: HttpRequest) -> dict[str, Any]:
    return {"ended": commands.end_other_sessions(actor_of(request))}


@router.post("/password", response={200: DoneOut, **REFUSALS})
def change_password(request: HttpRequest, body: PasswordIn) -> dict[str, Any]:
    commands.change_password(actor_of(request), old=body.old, new=body.new)
    return {}


@router.get("/views", response={200: ViewsOut, **REFUSALS})
def list_saved_views(request: HttpRequest, list: Name) -> dict[str, Any]:  # noqa: A002 - the contract's word
    return {"items": queries.saved_views(actor_of(request), list_name=list)}


@router.post("/views", response={200: ViewOut, **REFUSALS})
def save_view(request: HttpRequest, body: ViewIn) -> Any:
    return commands.save_view(
        actor_of(request), list_name=body.list, name=body.name, state=body.state
    )


@router.post("/views/{view_id}/drop", response={200: DoneOut, **REFUSALS})
def drop_view(request: HttpRequest, view_id: UUID) -> dict[str, Any]:
    commands.drop_view(actor_of(request), view_id=view_id)
    return {}
