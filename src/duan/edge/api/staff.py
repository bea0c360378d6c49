"""成员与授权: accounts, service tokens, scopes and grants, for administrators."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Field, Router, Schema, Status
from pydantic import AwareDatetime

from duan.core.access import commands as access_commands
from duan.core.access import queries as access
from duan.core.kernel.commands import WHOLE_COMPANY
from duan.core.kernel.http import REFUSALS, DoneOut, IdOut, actor_of, keep_no_answer
from duan.core.people import commands as people_commands
from duan.core.people import queries as people
from duan.core.people.types import AccountKind, AccountStatus
from duan.edge.api.me import GrantOut

router = Router(tags=["staff"])

LoginName = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9._-]{1,63}$")]
Name = Annotated[str, Field(min_length=1, max_length=64)]
Reason = Annotated[str, Field(min_length=1, max_length=200)]
ScopeId = Annotated[int, Field(ge=1, le=2_000_000_000)]


class AccountOut(Schema):
    id: UUID
    kind: AccountKind
    login_name: str
    display_name: str
    status: AccountStatus
    created_at: datetime
    grants: list[GrantOut]


class AccountsOut(Schema):
    items: list[AccountOut]


class RoleOut(Schema):
    code: str
    name: str
    actions: list[str]


class RolesOut(Schema):
    items: list[RoleOut]


class ScopeNodeOut(Schema):
    id: int
    parent_id: int | None
    name: str
    region_code: str
    path: str


class ScopesOut(Schema):
    items: list[ScopeNodeOut]


class ScopeIdOut(Schema):
    id: int


class TokenOut(Schema):
    """A new token; it is shown this once."""

    token: str


class AccountIn(Schema):
    login_name: LoginName
    display_name: Name
    password: Annotated[str, Field(max_length=200)]


class ServiceIn(Schema):
    login_name: LoginName
    display_name: Name


class TokenIn(Schema):
    name: Annotated[str, Field(min_length=1, max_length=80)]
    expires_at: AwareDatetime


class ScopeIn(Schema):
    parent_id: ScopeId
    name: Annotated[str, Field(min_length=1, max_length=120)]
    region_code: Annotated[str, Field(pattern=r"^(\d{6})?$")] = ""


class GrantIn(Schema):
    account_id: UUID
    scope_id: ScopeId
    role_code: Annotated[str, Field(max_length=40)]
    reason: Reason
    starts_at: AwareDatetime | None = None
    ends_at: AwareDatetime | None = None


class ReasonIn(Schema):
    reason: Reason


@router.get("/accounts", response={200: AccountsOut, **REFUSALS})
def list_accounts(request: HttpRequest) -> dict[str, Any]:
    actor = actor_of(request)
    access.refuse_without(actor, "people.manage", scope_id=WHOLE_COMPANY)
    grants = access.open_grants(actor)
    return {
        "items": [{**row, "grants": grants.get(row["id"], [])} for row in people.all_accounts()]
    }


@router.post("/accounts", response={201: IdOut, **REFUSALS})
def add_account(request: HttpRequest, body: AccountIn) -> Any:
    pk = people_commands.add_account(
        actor_of(request),
        login_name=body.login_name,
        display_name=body.display_name,
        password=body.password,
    )
    return Status(201, {"id": pk})


@router.post("/services", response={201: IdOut, **REFUSALS})
def add_service(request: HttpRequest, body: ServiceIn) -> Any:
    pk = people_commands.add_service(
        actor_of(request), login_name=body.login_name, display_name=body.display_name
    )
    return Status(201, {"id": pk})


@router.post("/accounts/{account_id}/disable", response={200: DoneOut, **REFUSALS})
def disable_account(request: HttpRequest, account_id: UUID) -> dict[str, Any]:
    people_commands.disable_account(actor_of(request), account_id=account_id)
    return {}


@router.post("/accounts/{account_id}/tokens", response={201: TokenOut, **REFUSALS})
def issue_token(request: HttpRequest, account_id: UUID, body: TokenIn) -> Any:
    keep_no_answer(request)
    token = people_commands.issue_token(
        actor_of(request), account_id=account_id, name=body.name, expires_at=body.expires_at
    )
    return Status(201, {"token": token})


@router.get("/roles", response={200: RolesOut, **REFUSALS})
def list_roles(request: HttpRequest) -> dict[str, Any]:
    access.refuse_without(actor_of(request), "access.see")
    return {"items": access.roles()}


@router.get("/scopes", response={200: ScopesOut, **REFUSALS})
def list_scopes(request: HttpRequest) -> dict[str, Any]:
    access.refuse_without(actor_of(request), "access.see")
    return {"items": access.all_scopes()}


@router.post("/scopes", response={201: ScopeIdOut, **REFUSALS})
def add_scope(request: HttpRequest, body: ScopeIn) -> Any:
    pk = access_commands.add_scope(
        actor_of(request),
        parent_id=body.parent_id,
        name=body.name,
        region_code=body.region_code,
    )
    return Status(201, {"id": pk})


@router.post("/grants", response={201: IdOut, **REFUSALS})
def give_grant(request: HttpRequest, body: GrantIn) -> Any:
    pk = access_commands.give_grant(
        actor_of(request),
        account_id=body.account_id,
        scope_id=body.scope_id,
        role_code=body.role_code,
        reason=body.reason,
        starts_at=body.starts_at,
        ends_at=body.ends_at,
    )
    return Status(201, {"id": pk})


@router.post("/grants/{grant_id}/end", response={200: DoneOut, **REFUSALS})
def end_grant(request: HttpRequest, grant_id: UUID, body: ReasonIn) -> dict[str, Any]:
    access_commands.end_grant(actor_of(request), grant_id=grant_id, reason=body.reason)
    return {}
