from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TypeVar
from uuid import UUID

from django.db import connection
from django.db.models import Max, Model, QuerySet
from django.utils import timezone

from duan.core.access.models import Grant, Role, Scope
from duan.core.access.queries import database_now, scopes_in_reach, within_reach
from duan.core.access.types import NotAllowed
from duan.core.kernel.commands import Run, command
from duan.core.kernel.errors import Conflict, Invalid, NotFound, Place
from duan.core.people.queries import find_account, names_of
from duan.core.people.types import AUTOMATON
from duan.lib import cn

M = TypeVar("M", bound=Model)

_TREE_LOCK = 0x53434F50
_FILLING_A_FORM = timedelta(minutes=5)


class ScopeNameTaken(Conflict):
    code = "scope_name_taken"


class RegionUnusable(Invalid):
    code = "region_unusable"


class RegionTaken(Conflict):
    code = "region_taken"


class WindowIsEmpty(Invalid):
    code = "window_is_empty"


class StartsInThePast(Invalid):
    code = "starts_in_the_past"


class GrantIsOver(Conflict):
    code = "grant_is_over"


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
    """Add a scope below another; return its id.

    With a region code it answers for that region: no other scope does, and the region lies inside
    the one of the nearest scope above that has one. Raises `ScopeNameTaken`, `RegionUnusable` or
    `RegionTaken`.
    """
    run.require("access.shape", scope_id=parent_id)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_TREE_LOCK])
    parent = Scope.objects.get(pk=parent_id)
    if Scope.objects.filter(parent=parent, name=name).exists():
        raise ScopeNameTaken(f"「{parent.name}」下已有辖区「{name}」，请换一个名称。")
    if region_code:
        _refuse_region(region_code, parent, on=timezone.localdate(run.now))
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


def _refuse_region(code: str, parent: Scope, *, on: date) -> None:
    try:
        cn.check_region(code, on=on)
    except cn.UnreadableRegion as problem:
        message = problem.message_zh
        raise RegionUnusable(message, where=[Place("region_code", message)]) from problem
    taken = Scope.objects.filter(region_code=code).first()
    if taken is not None:
        raise RegionTaken(f"区划 {code} 已由辖区「{taken.name}」负责，请换一个代码或留空。")
    ids = [int(number) for number in parent.path.split("/")[:-1]]
    above = Scope.objects.filter(pk__in=ids).exclude(region_code="").order_by("path").last()
    if above is not None and not _lies_inside(code, above.region_code):
        message = f"区划 {code} 不在上级辖区「{above.name}」（{above.region_code}）之内，请修改。"
        raise RegionUnusable(message, where=[Place("region_code", message)])


def _lies_inside(code: str, outer: str) -> bool:
    """Compare by digits: GB/T 2260 numbers province, city and county in pairs, 00 for all of them."""
    return code.startswith(outer.removesuffix("00").removesuffix("00"))


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

    Nobody grants to himself: the database refuses too. What was done yesterday was not allowed by
    what is granted today, so a start may lie a form's filling in the past and no more. Raises
    `WindowIsEmpty` or `StartsInThePast`.
    """
    run.require("access.grant", scope_id=scope_id)
    role = Role.objects.filter(pk=role_code).first()
    if role is None or account_id == run.who.account_id or not names_of({account_id}):
        raise NotFound
    now = database_now()
    starts = starts_at or now
    if starts < now - _FILLING_A_FORM:
        raise StartsInThePast(
            "授权的开始时间不能早于现在，请改为现在或将来。",
            where=[Place("starts_at", "不早于现在")],
        )
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
    """End a grant now; sessions lose it with their next statement.

    One that has not begun never will. The product keeps its own: without it every reaction would
    fail from then on. Raises `GrantIsOver`.
    """
    grant = reach(run, Grant.objects.filter(pk=grant_id), action="access.grant")
    if grant.account_id == find_account(AUTOMATON):
        raise NotFound
    now = database_now()
    if grant.ends_at is not None and grant.ends_at <= max(now, grant.starts_at):
        raise GrantIsOver("这项授权已经结束，无需收回。请刷新页面。")
    grant.ends_at = max(now, grant.starts_at)
    grant.save(update_fields=["ends_at"])
    run.tell(reason=reason)
    run.touch("grant", grant.pk, scope_id=grant.scope_id)
