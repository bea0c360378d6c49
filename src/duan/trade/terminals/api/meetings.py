"""Contacts, and what was said to them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Status

from duan.core.kernel.http import REFUSALS, DoneOut, IdOut, actor_of, keep_no_answer
from duan.core.kernel.paging import DEFAULT_LIMIT
from duan.trade.terminals import commands
from duan.trade.terminals.api import schemas as s
from duan.trade.terminals.api.routing import Cursor, Limit, router
from duan.trade.terminals.queries import profile
from duan.trade.terminals.types import Meeting, Person


@router.get("/interactions", response={200: s.InteractionsOut, **REFUSALS})
def list_interactions(
    request: HttpRequest, cursor: Cursor = "", limit: Limit = DEFAULT_LIMIT
) -> Any:
    return profile.interactions(actor_of(request), None, cursor=cursor, limit=limit)


@router.get("/{terminal_id}/interactions", response={200: s.InteractionsOut, **REFUSALS})
def list_interactions_of_terminal(
    request: HttpRequest, terminal_id: UUID, cursor: Cursor = "", limit: Limit = DEFAULT_LIMIT
) -> Any:
    return profile.interactions(actor_of(request), terminal_id, cursor=cursor, limit=limit)


@router.post("/{terminal_id}/interactions", response={201: IdOut, **REFUSALS})
def log_interaction(request: HttpRequest, terminal_id: UUID, body: s.InteractionIn) -> Any:
    told: dict[str, Any] = {}
    for name in s.InteractionIn.model_fields:
        value = getattr(body, name)
        told[name] = tuple(value) if isinstance(value, list) else value
    pk = commands.log_interaction(
        actor_of(request), terminal_id=terminal_id, meeting=Meeting(**told)
    )
    return Status(201, {"id": pk})


@router.get("/{terminal_id}/contacts", response={200: s.ContactsOut, **REFUSALS})
def list_contacts(request: HttpRequest, terminal_id: UUID) -> dict[str, Any]:
    return {"items": profile.contacts_of(actor_of(request), terminal_id)}


@router.post("/{terminal_id}/contacts", response={201: IdOut, **REFUSALS})
def add_contact(request: HttpRequest, terminal_id: UUID, body: s.ContactIn) -> Any:
    pk = commands.add_contact(actor_of(request), terminal_id=terminal_id, person=_person(body))
    return Status(201, {"id": pk})


@router.post("/contacts/{contact_id}/revise", response={200: DoneOut, **REFUSALS})
def revise_contact(request: HttpRequest, contact_id: UUID, body: s.ReviseContactIn) -> Any:
    commands.revise_contact(
        actor_of(request),
        contact_id=contact_id,
        seen_version=body.seen_version,
        person=_person(body),
    )
    return {}


@router.post("/contacts/{contact_id}/drop", response={200: DoneOut, **REFUSALS})
def drop_contact(request: HttpRequest, contact_id: UUID, body: s.SeenIn) -> Any:
    commands.drop_contact(actor_of(request), contact_id=contact_id, seen_version=body.seen_version)
    return {}


@router.post("/contacts/{contact_id}/reveal", response={200: s.RevealedOut, **REFUSALS})
def reveal_contact(request: HttpRequest, contact_id: UUID, body: s.PurposeIn) -> Any:
    keep_no_answer(request)
    return commands.reveal_contact(actor_of(request), contact_id=contact_id, purpose=body.purpose)


def _person(body: s.ContactIn) -> Person:
    return Person(
        name=body.name,
        position=body.position,
        department=body.department,
        phone=body.phone,
        email=body.email,
        note=body.note,
    )
