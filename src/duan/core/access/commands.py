from __future__ import annotations

from datetime import datetime
from typing import TypeVar
from uuid import UUID

from django.db import connection
from django.db.models import Max, Model, QuerySet

from duan.core.access.models import Grant, Role, Scope
from duan.core.access.queries import database_now, scopes_in_reach, within_reach
from duan.core.access.types import NotAllowed
from duan.core.kernel.commands import Run, command
from duan.core.kernel.errors import Conflict, Invalid, NotFound, Place
from duan.core.people.queries import names_of

M = TypeVar("M", bound=Model)

_TREE_LOCK = 0x53434F50


class ScopeNameTaken(Conflict):
    code = "scope_name_taken"


class WindowIsEmpty(Invalid):
    code = "window_is_empty"


def reach(run: Run, rows: QuerySet[M], *, action: str) -> M:
    """Load exactly one row, locked, if the actor may do this to it now.

    Missing and forbidden look the same from outside, on purpose.
    """
    run.asked_access = True
    kept = within_reach(rows, run.who, action=action)
    row = kept.select_for_update(of=("self",)).order_by("pk").first()
    if row is None:
        raise NotFound
    return row


def answer_guard(run: Run, action: str, scope_id: int | None) -> None:
    """Answer `Run.require`: the action in this scope, or in any scope when none is named."""
    reach_of_action = scopes_in_reach(run.who, action)
    if not reach_of_action:
        raise NotAllowed(action)
    if scope_id is not None and scope_id not in reach_of_action:
        raise NotFound


@command("access.add_scope", sentence="新增辖区「{name}」")
def add_scope(run: Run, *, parent_id: int, name: str, region_code: str = "") -> int:
    """Add a scope below another; return its id. Raises `ScopeNameTaken`."""
    run.require("access.shape", scope_id=parent_id)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_TREE_LOCK])
    parent = Scope.objects.get(pk=parent_id)
    if Scope.objects.filter(parent=parent, name=name).exists():
        raise ScopeNameTaken(f"「{parent.name}」下已有辖区「{name}」，请换一个名称。")
    last: int = Scope.objects.aggregate(last=Max("id"))["last"]
    scope = Scope(
        id=last + 1,
        parent=parent,
        path=f"{parent.path}{last + 1}/",
        name=name,
        region_code=region_code,
    )
    scope.save(force_insert=True)
    run.tell(name=name)
    run.touch("scope", UUID(int=scope.pk), scope_id=scope.pk, name=name)
    return scope.pk


@command("access.give_grant", sentence="授予「{role}」角色，辖区「{scope}」，理由：{reason}")
def give_grant(
    run: Run,
    *,
    account_id: UUID,
    scope_id: int,
    role_code: str,
    reason: str,
    starts_at: datetime | None = None,
    ends_at: datetime | None = None,
) -> UUID:
    """Let an account act in a role below a scope during `[starts_at, ends_at)`.

    Nobody grants to himself: the database refuses too. Raises `WindowIsEmpty`.
    """
    run.require("access.grant", scope_id=scope_id)
    role = Role.objects.filter(pk=role_code).first()
    if role is None or account_id == run.who.account_id or not names_of({account_id}):
        raise NotFound
    starts = starts_at or database_now()
    if ends_at is not None and ends_at <= starts:
        raise WindowIsEmpty(
            "授权的结束时间必须晚于开始时间，请修改。", where=[Place("ends_at", "晚于开始时间")]
        )
    grant = Grant(
        account_id=account_id,
        scope_id=scope_id,
        role=role,
        starts_at=starts,
        ends_at=ends_at,
        reason=reason,
        granted_by=run.who.account_id,
        created_at=run.now,
    )
    grant.save(force_insert=True)
    run.tell(role=role.name, scope=Scope.objects.get(pk=scope_id).name, reason=reason)
    run.touch("grant", grant.pk, scope_id=scope_id)
    return grant.pk


@command("access.end_grant", sentence="收回授权，理由：{reason}")
def end_grant(run: Run, *, grant_id: UUID, reason: str) -> None:
    """End a grant now; sessions lose it with their next statement."""
    grant = reach(run, Grant.objects.filter(pk=grant_id), action="access.grant")
    grant.ends_at = max(database_now(), grant.starts_at)
    grant.save(update_fields=["ends_at"])
    run.tell(reason=reason)
    run.touch("grant", grant.pk, scope_id=grant.scope_id)
