"""The signed-in person's own page: who I am, what I may do and where."""

from __future__ import annotations

from datetime import datetime
from typing import Any, cast
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema

from duan.core.access import queries as access
from duan.core.kernel.http import REFUSALS, SignedRequest, actor_of
from duan.core.people import queries as people

router = Router(tags=["me"])


class ScopeOut(Schema):
    id: int
    name: str
    path: str


class MeOut(Schema):
    id: UUID
    login_name: str
    display_name: str
    actions: list[str]
    scopes: list[ScopeOut]
    must_change_password: bool


class GrantOut(Schema):
    id: UUID
    role_code: str
    role_name: str
    scope_id: int
    scope_name: str
    starts_at: datetime
    ends_at: datetime | None
    reason: str


class GrantsOut(Schema):
    items: list[GrantOut]


@router.get("", response={200: MeOut, **REFUSALS})
def who_am_i(request: HttpRequest) -> dict[str, Any]:
    actor = actor_of(request)
    account = people.own_account(actor)
    return {
        "id": account.pk,
        "login_name": account.login_name,
        "display_name": account.display_name,
        "actions": access.actions_of(actor),
        # Whoever may only name terminals belongs somewhere, too.
        "scopes": access.top_scopes(actor, "terminals.see")
        or access.top_scopes(actor, "terminals.name"),
        "must_change_password": cast("SignedRequest", request).must_change_password,
    }


@router.get("/grants", response={200: GrantsOut, **REFUSALS})
def my_grants(request: HttpRequest) -> dict[str, Any]:
    return {"items": access.grants_of(actor_of(request), at=timezone.now())}
