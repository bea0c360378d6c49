from __future__ import annotations

from uuid import UUID

from django.db.models import F

from duan.core.access import commands as access
from duan.core.access.commands import reach
from duan.core.access.queries import scope_names
from duan.core.kernel.commands import Run, command
from duan.core.kernel.errors import Conflict
from duan.trade.terminals.commands import tree
from duan.trade.terminals.models import Terminal
from duan.trade.terminals.queries.tree import subtree
from duan.trade.terminals.types import Kind


class ScopeIsItsOwn(Conflict):
    code = "terminal_scope_is_its_own"


class NotAnInstitution(Conflict):
    code = "not_an_institution"


@command(
    "terminals.open_scope",
    sentence="让「{name}」单独成为一个辖区，院方人员可以只获得本院的权限",
    uses=["access.add_scope"],
)
def open_scope(run: Run, *, terminal_id: UUID) -> int:
    """Make a hospital a scope of its own, below the one it was in; return the scope's id.

    Its own people can then be granted what is theirs and nothing beside it. Whoever was granted the
    scope above keeps all he had. Raises `NotAnInstitution`, `ScopeIsItsOwn`.
    """
    tree.hold_shape(terminal_id)
    terminal = reach(run, Terminal.objects.filter(pk=terminal_id), action="terminals.open")
    tree.refuse_merged(terminal)
    if terminal.kind != Kind.HOSPITAL or terminal.parent_id is not None:
        raise NotAnInstitution("只有医院本身可以单独成为辖区，请打开它所属的医院。")
    if scope_names([terminal.scope_id]).get(terminal.scope_id) == terminal.name:
        raise ScopeIsItsOwn(f"「{terminal.name}」已经是单独的辖区，可以直接为院方人员授权。")
    scope_id = access.add_scope(run.who, parent_id=terminal.scope_id, name=terminal.name)
    below = subtree(terminal)
    Terminal.objects.filter(pk__in=below).update(
        scope_id=scope_id, version=F("version") + 1, updated_at=run.now
    )
    terminal.scope_id = scope_id
    tree.carry_signposts(run, terminal, to=terminal)
    tree.let_follow(below)
    run.tell(name=terminal.name)
    run.touch("terminal", terminal.pk, scope_id=scope_id, name=terminal.name)
    return scope_id
