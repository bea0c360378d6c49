"""Keeping an institution's tree whole while several people work in it.

Locks are taken in one order everywhere: institutions, rows by id, a name, the counter. Whoever
takes one institution or one name lets it be known; a bulk load, which would need more locks than
there is room for, takes all institutions and all names at once instead.
"""

from __future__ import annotations

from uuid import UUID

from django.db import connection
from django.db.models import F

from duan.core.access.commands import reach
from duan.core.kernel.commands import Run
from duan.core.kernel.errors import Conflict, NotFound, Stale
from duan.lib import cn
from duan.trade.terminals.models import Contact, ContactSecret, Interaction, Terminal
from duan.trade.terminals.types import Status

_HOLD = "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))"
_HOLD_TOGETHER = "SELECT pg_advisory_xact_lock_shared(hashtextextended(%s, 0))"
_ALL_TREES, _ALL_NAMES = "terminal trees", "terminal names"


class WrongStatus(Conflict):
    code = "wrong_status"


class BusinessStandsHere(Conflict):
    code = "business_stands_here"


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

    Whoever hangs something on a terminal without locking its row needs this. Raises `Stale`, and
    `NotFound` when the actor cannot see one of them.
    """
    _hold(_HOLD_TOGETHER, ids)


def hold_name(terminal: Terminal) -> None:
    """Be the only one to call a terminal so in this place, until the commit.

    A unique index would do it too, and would tell strangers which names exist in other regions.
    """
    _hold_names(terminal.parent_id or terminal.region_code, [terminal.name])


def clashing_children(terminal: Terminal, into: Terminal) -> list[Terminal]:
    """Return those below a terminal that are called like one below another, their names held."""
    living = Terminal.objects.exclude(status=Status.MERGED)
    coming = list(living.filter(parent=terminal).select_for_update(of=("self",)).order_by("pk"))
    _hold_names(into.pk, sorted(child.name for child in coming))
    there = set(living.filter(parent=into).exclude(pk=terminal.pk).values_list("name", flat=True))
    return [child for child in coming if child.name in there]


def hold_all_shapes() -> None:
    """Let nobody reshape any institution until the commit."""
    _lock(_HOLD, _ALL_TREES)


def hold_all_names() -> None:
    """Let nobody give a terminal a name until the commit."""
    _lock(_HOLD, _ALL_NAMES)


def refuse_merged(terminal: Terminal) -> None:
    if terminal.status == Status.MERGED:
        raise WrongStatus(f"「{terminal.name}」已并入别的终端，请打开并入的那一个。")


def hand_over(
    run: Run,
    ids: set[UUID],
    *,
    was: Terminal,
    root_id: UUID,
    scope_id: int,
    into: Terminal | None = None,
) -> None:
    """Let these terminals, and what is known at them, belong to an institution and a scope.

    With `into`, what hangs on the terminal itself hangs on that one from now on. All that changes
    is named in the log, but for the terminal itself, which the command names.
    Row security would leave visits behind in silence for somebody who may edit and not meet.
    """
    if Interaction.objects.filter(terminal_id__in=ids).exists():
        run.require("terminals.meet", scope_id=was.scope_id)
        run.require("terminals.meet", scope_id=scope_id)
    moving = ids if (root_id, scope_id) != (was.root_id, was.scope_id) else set()
    if into:
        moving = moving.union(Terminal.objects.filter(parent=was).values_list("pk", flat=True))
    places = ids if scope_id != was.scope_id else {was.pk} if into else set()
    moved = _Moved(moving - {was.pk}, places)
    Terminal.objects.filter(pk__in=moving).update(
        root_id=root_id, scope_id=scope_id, version=F("version") + 1, updated_at=run.now
    )
    Contact.objects.filter(terminal_id__in=places).update(scope_id=scope_id)
    ContactSecret.objects.filter(contact__terminal_id__in=places).update(scope_id=scope_id)
    Interaction.objects.filter(terminal_id__in=places).update(scope_id=scope_id)
    if into:
        Terminal.objects.filter(parent=was).update(parent=into)
        Contact.objects.filter(terminal=was).update(terminal=into)
        Interaction.objects.filter(terminal=was).update(terminal=into)
    moved.name(run, scope_id)


def refuse_parting(ids: set[UUID]) -> None:
    """Refuse to take these out of a hospital whose deals or devices stand in them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT sec.terminals_parting(%s)", [sorted(ids)])
        (parting,) = cursor.fetchone()
    if parting:
        raise BusinessStandsHere(
            "这里已有这家医院的项目或设备，不能移到或并入另一家医院。请在另一家医院新建科室。"
        )


def let_follow(ids: set[UUID]) -> None:
    """Put in order what higher modules keep at these terminals, or at those merged into others."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT sec.terminals_follow(%s)", [sorted(ids)])


def carry_signposts(run: Run, terminal: Terminal, *, to: Terminal) -> None:
    """Put the signposts to a terminal beside another, or itself, and let them point there."""
    posts = Terminal.objects.filter(merged_into=terminal)
    moved = _Moved(set(posts.values_list("pk", flat=True)), set())
    posts.update(
        merged_into=to,
        parent=to.parent,
        root_id=to.root_id if to.parent_id else F("id"),
        scope_id=to.scope_id,
        version=F("version") + 1,
        updated_at=run.now,
    )
    moved.name(run, to.scope_id)


class _Moved:
    """What goes along with a terminal, remembered before it goes."""

    def __init__(self, terminals: set[UUID], places: set[UUID]) -> None:
        """Remember these terminals, and the contacts and interactions at these places."""
        known = Terminal.objects.filter(pk__in=terminals)
        contacts = Contact.objects.filter(terminal_id__in=places)
        met = Interaction.objects.filter(terminal_id__in=places)
        self.rows = [
            *(("terminal", pk, name) for pk, name in known.values_list("pk", "name")),
            *(
                ("contact", pk, cn.mask_name(name))
                for pk, name in contacts.values_list("pk", "name")
            ),
            *(("interaction", pk, name) for pk, name in met.values_list("pk", "terminal__name")),
        ]

    def name(self, run: Run, scope_id: int) -> None:
        """Name them in the log, as belonging to a scope."""
        if self.rows:
            kinds, ids, names = zip(*self.rows, strict=True)
            run.touch_rows(_NAMED, [scope_id, list(kinds), list(ids), list(names)])


_NAMED = (
    "SELECT u.kind, u.id, %s::integer, u.name"
    " FROM unnest(%s::text[], %s::uuid[], %s::text[]) AS u (kind, id, name)"
)


def _hold_names(place: UUID | str, names: list[str]) -> None:
    _lock(_HOLD_TOGETHER, _ALL_NAMES)
    for name in names:
        _lock(_HOLD, f"terminal name {place} {name}")


def _lock(lock: str, what: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(lock, [what])


def _hold(lock: str, ids: tuple[UUID, ...]) -> None:
    roots = _roots(ids)
    if roots.keys() != set(ids):  # whoever cannot see one could not lock it, and would not know
        raise NotFound
    for root in sorted(set(roots.values())):
        _lock(lock, f"terminal tree {root}")
    if _roots(ids) != roots:
        raise Stale("这个终端刚刚被别人移到了别处，请刷新后重试。")


def _roots(ids: tuple[UUID, ...]) -> dict[UUID, UUID]:
    return dict(Terminal.objects.filter(pk__in=ids).values_list("pk", "root_id"))
