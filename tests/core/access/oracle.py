"""Random worlds of scopes and grants, and a second opinion on who reaches what in them.

The oracle climbs from a scope to its ancestors; the database compares paths. They share no code.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from duan.edge.config.roles import ROLES

TICK = timedelta(microseconds=1)
ROOT = 1
ACTIONS = [*sorted({action for _, actions in ROLES.values() for action in actions}), "nothing.do"]
SEE = ("terminals.see", "terminals.name", "terminals.open")
ADD = ("terminals.edit", "terminals.import")
CHANGE = (*ADD, "terminals.open")


@dataclass(frozen=True)
class Window:
    """One account may act in a role below a scope during `[starts_at, ends_at)`."""

    account: int
    scope: int
    role: str
    starts_at: datetime
    ends_at: datetime | None


@dataclass(frozen=True)
class World:
    """A tree (scope -> parent) above which stands the root, and what was granted in it."""

    seed: int
    now: datetime
    parents: dict[int, int]
    windows: tuple[Window, ...]
    accounts: int

    @property
    def scopes(self) -> list[int]:
        return [ROOT, *self.parents]

    def ancestors(self, scope: int) -> Iterator[int]:
        """The scope itself and all above it."""
        yield scope
        while scope != ROOT:
            scope = self.parents[scope]
            yield scope

    def path(self, scope: int) -> str:
        return "".join(f"{above}/" for above in reversed(list(self.ancestors(scope))))

    def reach(self, account: int, actions: Iterable[str]) -> set[int]:
        """The scopes where an account holds any of these actions at this world's moment."""
        wanted = set(actions)
        open_at = {
            window.scope
            for window in self.windows
            if window.account == account
            and wanted & set(ROLES[window.role][1])
            and window.starts_at <= self.now
            and (window.ends_at is None or self.now < window.ends_at)
        }
        return {scope for scope in self.scopes if open_at & set(self.ancestors(scope))}


def random_world(seed: int, now: datetime, *, first_id: int) -> World:
    """Half of all moments lie exactly on the edge of a window, some one tick beside it.

    Some scopes stand beside one whose number theirs begins with (7 and 73), to tell paths that are
    below from paths that only begin alike.
    """
    dice = Random(seed)  # noqa: S311 - tests repeat
    parents: dict[int, int] = {}
    bushy = dice.random() < 0.5
    for scope in range(first_id, first_id + dice.randrange(3, 40)):
        known = [ROOT, *parents]
        parents[scope] = dice.choice(known if bushy else known[-3:])
    for scope in dice.sample(sorted(parents), k=3):
        parents.setdefault(scope * 10 + dice.randrange(10), parents[scope])
    accounts = dice.randrange(3, 9)
    windows = tuple(
        _window(dice, now, account, [ROOT, *parents])
        for account in range(accounts)
        for _ in range(dice.randrange(5))
    )
    return World(seed, now, parents, windows, accounts)


def _window(dice: Random, now: datetime, account: int, scopes: list[int]) -> Window:
    starts_at = _moment(dice, now)
    ends_at = None if dice.random() < 0.2 else _moment(dice, now)
    if ends_at is not None and ends_at < starts_at:
        starts_at, ends_at = ends_at, starts_at
    return Window(account, dice.choice(scopes), dice.choice(sorted(ROLES)), starts_at, ends_at)


def _moment(dice: Random, now: datetime) -> datetime:
    if dice.random() < 0.5:
        return now
    return now + dice.choice((-1, 1)) * dice.choice((TICK, 1000 * TICK, timedelta(days=3)))
