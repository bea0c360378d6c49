"""A rule a command: which roles, bounded by what, and how to try it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import product

from django.db import transaction

from duan.core.access.types import NotAllowed
from duan.core.kernel.actor import Actor
from duan.core.kernel.errors import NotFound
from tests.core.access.world import INSIDE, OPEN_WINDOWS, PLACES, WINDOWS, Region, World

IN_SCOPE = "where the grant is open, on things of its scope"
ANYWHERE = "where any grant is open, on things that belong to no scope"
WHOLE_COMPANY = "where a grant on the whole company is open; the grants of regions never suffice"
OWN_THING = "always, on what is one's own"
OWN_SELF = "always, it concerns only oneself"


@dataclass(frozen=True)
class Try:
    """Somebody, and the place whose things he tries a command on."""

    world: World
    who: Actor
    place: str

    @property
    def at(self) -> Region:
        return self.world.regions[self.place]


@dataclass(frozen=True)
class Rule:
    roles: frozenset[str]
    bound: str
    call: Callable[[Try], object]


def expected(rule: Rule) -> set[tuple[str, str, str]]:
    """Spell a rule out as the (role, place, window) that get in."""
    always = rule.bound in (OWN_THING, OWN_SELF)
    places = {ANYWHERE: PLACES, OWN_SELF: PLACES, WHOLE_COMPANY: ()}.get(rule.bound, (INSIDE,))
    windows = WINDOWS if always else OPEN_WINDOWS
    return set(product(rule.roles, places, windows))


def gets_in(rule: Rule, attempt: Try) -> bool:
    """Try a command. What it did is undone; what a refused one did would stay."""
    with transaction.atomic():
        try:
            rule.call(attempt)
        except (NotFound, NotAllowed):
            return False
        transaction.set_rollback(True)
    return True


def let_in(rule: Rule, world: World) -> set[tuple[str, str, str]]:
    """Try a rule's command as everybody, everywhere; return the (role, place, window) that got in."""
    return {
        (role, place, window)
        for (role, window), who in world.people.items()
        for place in PLACES
        if gets_in(rule, Try(world, who, place))
    }
