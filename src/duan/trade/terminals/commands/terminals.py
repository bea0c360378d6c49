from __future__ import annotations

from dataclasses import asdict
from uuid import UUID

from django.utils.timezone import localdate

from duan.core.access.commands import reach
from duan.core.access.queries import scopes_by_region
from duan.core.kernel.commands import Run, command
from duan.core.kernel.errors import Conflict, Invalid, Place, refuse_stale
from duan.core.kernel.ids import new_id
from duan.core.kernel.numbers import take_numbers
from duan.lib import cn
from duan.trade.terminals import policies
from duan.trade.terminals.commands import tree
from duan.trade.terminals.commands.attributes import checked_attributes
from duan.trade.terminals.commands.tree import WrongStatus
from duan.trade.terminals.events import (
    TerminalAdded,
    TerminalMerged,
    TerminalMoved,
    TerminalStatusChanged,
)
from duan.trade.terminals.models import Terminal
from duan.trade.terminals.queries.tree import subtree
from duan.trade.terminals.types import MAY_BECOME, Kind, Profile, Status

_EDIT = "terminals.edit"
ROOT_SCOPE = 1


class NameTaken(Conflict):
    code = "terminal_name_taken"


class WrongTarget(Invalid):
    code = "wrong_target"


@command("terminals.add_terminal", sentence="新增{kind}「{name}」")
def add_terminal(
    run: Run,
    *,
    kind: Kind,
    name: str,
    profile: Profile,
    parent_id: UUID | None = None,
    scope_id: int | None = None,
) -> UUID:
    """Add a terminal on top or under another; return its id.

    A terminal inside an institution belongs to the institution's scope; one on top to the scope
    named, or else to the one that answers for its region.
    Raises `WrongPlace`, `UnusableProfile`, `NameTaken`, `UnusableAttributes`.
    """
    parent = _reach_parent(run, parent_id) if parent_id else None
    policies.refuse_wrong_place(kind, Kind(parent.kind) if parent else None)
    clean = policies.checked_name(name)
    profile = policies.checked_profile(profile, on=localdate(run.now))
    terminal = Terminal(
        id=new_id(),
        kind=kind,
        parent=parent,
        region_code=profile.region_code or (parent.region_code if parent else ""),
        created_at=run.now,
        updated_at=run.now,
    )
    terminal.root_id = parent.root_id if parent else terminal.pk
    terminal.scope_id = parent.scope_id if parent else scope_for(scope_id, profile.region_code)
    run.require(_EDIT, scope_id=terminal.scope_id)
    _write(terminal, clean, profile)
    _refuse_twin(terminal)
    terminal.terminal_no = f"T{take_numbers('terminal'):07d}"
    terminal.save(force_insert=True)
    run.tell(kind=str(kind.label), name=clean)
    _touch(run, terminal)
    run.publish(TerminalAdded(terminal_id=terminal.pk, kind=kind, at=run.now))
    return terminal.pk


@command("terminals.revise_terminal", sentence="修改「{name}」：{fields}")
def revise_terminal(
    run: Run, *, terminal_id: UUID, seen_version: int, name: str, profile: Profile
) -> None:
    """Replace what is known of a terminal.

    Raises `Stale` when somebody changed it since the actor looked, and what `add_terminal` raises.
    """
    terminal = _reach_seen(run, terminal_id, seen_version)
    before = _snapshot(terminal)
    clean = policies.checked_name(name)
    profile = policies.checked_profile(profile, on=localdate(run.now))
    _write(terminal, clean, profile)
    _refuse_twin(terminal)
    after = _snapshot(terminal)
    changed = [field for field in after if after[field] != before[field]]
    _save(run, terminal)
    run.tell(
        name=clean,
        fields="、".join(FIELD_NAMES[field] for field in changed) or "无变化",
        changed={field: [before[field], after[field]] for field in changed},
    )
    _touch(run, terminal)


@command("terminals.change_status", sentence="把「{name}」由{before}改为{after}，原因：{reason}")
def change_status(
    run: Run, *, terminal_id: UUID, seen_version: int, status: Status, reason: str
) -> None:
    """Move a terminal along its life. Raises `Stale`, `WrongStatus`, `MissingReason`."""
    terminal = _reach_seen(run, terminal_id, seen_version)
    why = policies.checked_reason(reason, "reason")
    before = Status(terminal.status)
    if status not in MAY_BECOME[before]:
        allowed = "、".join(str(s.label) for s in MAY_BECOME[before]) or "（无）"
        raise WrongStatus(
            f"「{before.label}」的终端只能改为：{allowed}，不能改为「{status.label}」。"
        )
    terminal.status = status
    _save(run, terminal)
    run.tell(name=terminal.name, before=str(before.label), after=str(status.label), reason=why)
    _touch(run, terminal)
    run.publish(TerminalStatusChanged(terminal_id=terminal.pk, status=status, at=run.now))


@command("terminals.move_terminal", sentence="把「{name}」移到「{parent}」下")
def move_terminal(run: Run, *, terminal_id: UUID, seen_version: int, parent_id: UUID) -> None:
    """Put a terminal, with all below it, under another parent.

    The moved ones belong to the new institution's scope from now on, with their contacts and
    interactions. Raises `Stale`, `WrongPlace`, `WrongTarget`, `NameTaken`, `BusinessStandsHere`.
    """
    terminal, parent = tree.reach_two(run, terminal_id, parent_id, action=_EDIT)
    _refuse_unseen(terminal, seen_version)
    tree.refuse_merged(parent)
    policies.refuse_wrong_place(Kind(terminal.kind), Kind(parent.kind))
    below = subtree(terminal)
    if parent.pk in below:
        raise WrongTarget(
            "不能把终端移到它自己或它的下级里，请另选上级。",
            where=[Place("parent_id", "不能是自己或下级")],
        )
    if parent.root_id != terminal.root_id:
        tree.refuse_parting(below)
    terminal.parent = parent
    _refuse_twin(terminal)
    _leave(run, terminal, scope_id=parent.scope_id)
    tree.hand_over(run, below, was=terminal, root_id=parent.root_id, scope_id=parent.scope_id)
    terminal.root_id, terminal.scope_id = parent.root_id, parent.scope_id
    _save(run, terminal)
    tree.carry_signposts(run, terminal, to=terminal)
    tree.let_follow(below)
    run.tell(name=terminal.name, parent=parent.name)
    _touch(run, terminal)
    run.publish(TerminalMoved(terminal_id=terminal.pk, parent_id=parent.pk, at=run.now))


@command("terminals.merge_terminal", sentence="把重复的「{name}」并入「{into}」，原因：{reason}")
def merge_terminal(
    run: Run, *, terminal_id: UUID, seen_version: int, into_id: UUID, reason: str
) -> None:
    """Close a duplicate and hand what hangs on it to the one that stays.

    Its name becomes an alias of the other, and its row stays beside the other as a signpost.
    Raises `Stale`, `WrongTarget`, `MissingReason`, and `NameTaken` with the children of both that
    are called alike.
    """
    terminal, into = tree.reach_two(run, terminal_id, into_id, action=_EDIT)
    _refuse_unseen(terminal, seen_version)
    why = policies.checked_reason(reason, "reason")
    below = subtree(terminal)
    _refuse_merge(terminal, into, below)
    if into.root_id != terminal.root_id:
        tree.refuse_parting(below)
    _leave(run, terminal, scope_id=into.scope_id)
    tree.hand_over(
        run, below, was=terminal, root_id=into.root_id, scope_id=into.scope_id, into=into
    )
    tree.carry_signposts(run, terminal, to=into)
    names = dict.fromkeys([*into.aliases, terminal.name, *terminal.aliases])
    into.aliases = [name for name in names if name != into.name]
    _save(run, into)
    terminal.parent, terminal.scope_id = into.parent, into.scope_id
    terminal.root_id = into.root_id if into.parent_id else terminal.pk
    terminal.status, terminal.merged_into = Status.MERGED, into
    _save(run, terminal)
    tree.let_follow(below)
    run.tell(name=terminal.name, into=into.name, reason=why)
    _touch(run, terminal)
    _touch(run, into)
    run.publish(TerminalMerged(terminal_id=terminal.pk, into_id=into.pk, at=run.now))


def scope_for(scope_id: int | None, region_code: str) -> int:
    """Return the scope named, or the one that answers for a region: county, city, province."""
    if scope_id is not None:
        return scope_id
    by_region = scopes_by_region()
    for code in (region_code, region_code[:4] + "00", region_code[:2] + "0000"):
        if code in by_region:
            return by_region[code]
    return ROOT_SCOPE


def _reach_parent(run: Run, parent_id: UUID) -> Terminal:
    tree.share_shape(parent_id)
    parent = reach(run, Terminal.objects.filter(pk=parent_id), action=_EDIT)
    tree.refuse_merged(parent)
    return parent


def _reach_seen(run: Run, terminal_id: UUID, seen_version: int) -> Terminal:
    terminal = reach(run, Terminal.objects.filter(pk=terminal_id), action=_EDIT)
    _refuse_unseen(terminal, seen_version)
    return terminal


def _refuse_unseen(terminal: Terminal, seen_version: int) -> None:
    refuse_stale(f"「{terminal.name}」", terminal.version, seen_version, then="再改")
    tree.refuse_merged(terminal)


def _write(terminal: Terminal, name: str, profile: Profile) -> None:
    values = asdict(profile)
    attributes = values.pop("attributes") or {}
    values["region_code"] = profile.region_code or terminal.region_code
    for field, value in values.items():
        setattr(terminal, field, list(value) if isinstance(value, tuple) else value)
    terminal.name = name
    terminal.pinyin_key, terminal.initials = cn.pinyin_key(name), cn.initials(name)
    terminal.attributes = checked_attributes(terminal, attributes)


def _refuse_twin(terminal: Terminal) -> None:
    """Refuse a second one of the same name in the same place, also one that comes meanwhile."""
    tree.hold_name(terminal)
    twins = Terminal.objects.filter(parent=terminal.parent, name=terminal.name).exclude(
        pk=terminal.pk
    )
    if terminal.parent is None:
        twins = twins.filter(region_code=terminal.region_code)
    twin = twins.exclude(status=Status.MERGED).first()
    if twin is not None:
        raise NameTaken(
            f"这里已有「{twin.name}」（{twin.terminal_no}），请打开它，或换一个名称。",
            where=[Place("name", "与已有终端同名")],
        )


def _refuse_merge(terminal: Terminal, into: Terminal, below: set[UUID]) -> None:
    if into.pk in below or into.status == Status.MERGED:
        raise WrongTarget(
            "不能并入自己、自己的下级或已被合并的终端，请另选。",
            where=[Place("into_id", "请另选一个终端")],
        )
    if into.kind != terminal.kind:
        raise WrongTarget("只能并入同一类型的终端，请另选。", where=[Place("into_id", "类型不同")])
    clashing = tree.clashing_children(terminal, into)
    if clashing:
        names = "、".join(f"「{child.name}」" for child in clashing)
        raise NameTaken(
            f"两边的下级里都有{names}，请先把它们分别合并或改名，再合并上级。",
            where=[
                Place("into_id", f"下级「{child.name}」（{child.terminal_no}）重名")
                for child in clashing
            ],
        )


FIELD_NAMES = {
    "name": "名称",
    "short_name": "简称",
    "aliases": "别名",
    "region_code": "行政区划",
    "address": "地址",
    "level": "级别",
    "grade": "等次",
    "ownership": "所有制",
    "beds": "床位数",
    "uscc": "统一社会信用代码",
    "licence_no": "执业许可证号",
    "licence_expires_on": "许可证有效期",
    "phones": "电话",
    "phone_note": "电话备注",
    "standard_codes": "诊疗科目",
    "tags": "标签",
    "longitude": "经度",
    "latitude": "纬度",
    "attributes": "自定义属性",
}


def _snapshot(terminal: Terminal) -> dict[str, object]:
    values = {field: getattr(terminal, field) for field in FIELD_NAMES}
    expires = values["licence_expires_on"]
    return {**values, "licence_expires_on": str(expires) if expires else None}


def _save(run: Run, terminal: Terminal) -> None:
    terminal.updated_at = run.now
    terminal.version += 1
    terminal.save(force_update=True)


def _leave(run: Run, terminal: Terminal, *, scope_id: int) -> None:
    """Name a terminal in the scope that it leaves, so that those who watch that see where it went."""
    if terminal.scope_id != scope_id:
        _touch(run, terminal)


def _touch(run: Run, terminal: Terminal) -> None:
    run.touch("terminal", terminal.pk, scope_id=terminal.scope_id, name=terminal.name)
