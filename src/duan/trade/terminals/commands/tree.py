"""Keeping an institution's tree whole while several people work in it.

Locks are taken in one order everywhere: institutions, rows by id, a name, the counter. Whoever
takes one institution or one name lets it be known; a bulk load, which would need more locks than
there is room for, takes all institutions and all names at once instead.
"""

from __future__ import annotations

from uuid import UUID

from django.db import connection

from duan.core.access.commands import reach
from duan.core.kernel.commands import Run
from duan.core.kernel.errors import Conflict, Stale
from duan.trade.terminals.models import Contact, ContactSecret, Interaction, Terminal
from duan.trade.terminals.types import Status

_HOLD = "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))"
_HOLD_TOGETHER = "SELECT pg_advisory_xact_lock_shared(hashtextextended(%s, 0))"
_ALL_TREES, _ALL_NAMES = "terminal trees", "terminal names"


class WrongStatus(Conflict):
    code = "wrong_status"


def reach_two(run: Run, one: UUID, other: UUID, *, action: str) -> tuple[Terminal, Terminal]:
    """Load and lock two terminals whose institutions nobody else reshapes until the commit."""
    hold_shape(one, other)
    rows = {
        pk: reach(run, Terminal.objects.filter(pk=pk), action=action) for pk in sorted({one, other})
    }
    return rows[one], rows[other]


def hold_shape(*ids: UUID) -> None:
    """Be the only one to reshape the institutions of these terminals. Raises `Stale`."""
    _lock(_HOLD_TOGETHER, _ALL_TREES)
    _hold(_HOLD, ids)


def share_shape(*ids: UUID) -> None:
    """Let nobody reshape the institutions of these terminals, others may do as much.

    Whoever hangs something on a terminal without locking its row needs this. Raises `Stale`.
    """
    _hold(_HOLD_TOGETHER, ids)


def hold_name(terminal: Terminal) -> None:
    """Be the only one to call a terminal so in this place, until the commit.

    A unique index would do it too, and would tell strangers which names exist in other regions.
    """
    place = terminal.parent_id or terminal.region_code
    _lock(_HOLD_TOGETHER, _ALL_NAMES)
    _lock(_HOLD, f"terminal name {place} {terminal.name}")


def hold_all_shapes() -> None:
    """Let nobody reshape any institution until the commit."""
    _lock(_HOLD, _ALL_TREES)


def hold_all_names() -> None:
    """Let nobody give a terminal a name until the commit."""
    _lock(_HOLD, _ALL_NAMES)


def refuse_merged(terminal: Terminal) -> None:
    if terminal.status == Status.MERGED:
        raise WrongStatus(f"「{terminal.name}」已并入别的终端，请打开并入的那一个。")


def hand_over(run: Run, ids: set[UUID], *, was: Terminal, root_id: UUID, scope_id: int) -> None:
    """Let these terminals, and what is known at them, belong to an institution and a scope.

    Row security would leave visits behind in silence for somebody who may edit and not meet.
    """
    if Interaction.objects.filter(terminal_id__in=ids).exists():
        run.require("terminals.meet", scope_id=was.scope_id)
        run.require("terminals.meet", scope_id=scope_id)
    Terminal.objects.filter(pk__in=ids).update(root_id=root_id, scope_id=scope_id)
    Contact.objects.filter(terminal_id__in=ids).update(scope_id=scope_id)
    ContactSecret.objects.filter(contact__terminal_id__in=ids).update(scope_id=scope_id)
    Interaction.objects.filter(terminal_id__in=ids).update(scope_id=scope_id)


def _lock(lock: str, what: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(lock, [what])


def _hold(lock: str, ids: tuple[UUID, ...]) -> None:
    roots = _roots(ids)
    for root in sorted(set(roots.values())):
        _lock(lock, f"terminal tree {root}")
    if _roots(ids) != roots:
        raise Stale("这个终端刚刚被别人移到了别处，请刷新后重试。")


def _roots(ids: tuple[UUID, ...]) -> dict[UUID, UUID]:
    return dict(Terminal.objects.filter(pk__in=ids).values_list("pk", "root_id"))
