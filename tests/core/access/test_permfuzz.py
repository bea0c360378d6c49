"""Row security against an independent oracle, in random worlds, and against planted bugs.

`DUAN_FUZZ` is how many triples (account, actions, scope) to compare, `DUAN_FUZZ_SEED` where to begin.
A difference names the seed of its world.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from random import Random
from uuid import UUID

import pytest
from django.db import connection, connections, transaction
from django.db.models import Max
from django.db.utils import ProgrammingError

from duan.core.access.models import Grant, Scope
from duan.core.access.queries import scopes_in_reach
from duan.core.kernel.actor import Actor
from duan.core.kernel.ids import new_id
from duan.trade.terminals.models import Terminal
from duan.trade.terminals.types import Kind
from tests import make
from tests.conftest import _point
from tests.core.access.oracle import ACTIONS, ADD, CHANGE, ROOT, SEE, World, random_world

TRIPLES = int(os.environ.get("DUAN_FUZZ", "60000"))
SEED = int(os.environ.get("DUAN_FUZZ_SEED", "2026"))
QUESTIONS = 8

Difference = tuple[int, str, frozenset[int]]


@dataclass
class Fuzz:
    """Compares world after world; keeps count and what differed. `bug` is planted in each."""

    bug: str = ""
    compared: int = 0
    differences: list[Difference] = field(default_factory=list)

    def compare(self, seed: int) -> None:
        """Build a random world, ask database and oracle about it, and take it down again."""
        with transaction.atomic():
            last = Scope.objects.aggregate(last=Max("id"))["last"]
            world = random_world(seed, make.database_now(), first_id=last + 1)
            actors = build(world)
            if self.bug:
                with connection.cursor() as cursor:
                    cursor.execute(self.bug)
            for account, actor in enumerate(actors):
                make.as_(actor)
                self.ask_reach(world, account, actor)
                self.ask_rows(world, account)
            transaction.set_rollback(True)

    def ask_reach(self, world: World, account: int, actor: Actor) -> None:
        dice = Random(f"{world.seed} {account}")  # noqa: S311 - tests repeat
        for _ in range(QUESTIONS):
            actions = dice.sample(ACTIONS, k=dice.choice((1, 1, 2)))
            found = set(scopes_in_reach(actor, *actions))
            self.note(world, f"reach {actions}", found, world.reach(account, actions))

    def ask_rows(self, world: World, account: int) -> None:
        """Read, change and add terminals, of which one stands in each scope."""
        seen = world.reach(account, SEE)
        found = set(Terminal.objects.values_list("scope_id", flat=True))
        self.note(world, "read", found, seen)
        with connection.cursor() as cursor:
            cursor.execute("UPDATE terminals_terminal SET version = version RETURNING scope_id")
            changed = {scope for (scope,) in cursor.fetchall()}
        self.note(world, "change", changed, seen & world.reach(account, CHANGE))
        tried = set(Random(world.seed).sample(world.scopes, k=3))  # noqa: S311 - tests repeat
        added = {scope for scope in tried if is_added(scope)}
        self.note(world, "add", added, tried & world.reach(account, ADD))

    def note(self, world: World, what: str, found: set[int], wanted: set[int]) -> None:
        self.compared += len(world.scopes)
        if found != wanted:
            self.differences.append((world.seed, what, frozenset(found ^ wanted)))


def build(world: World) -> list[Actor]:
    """Put a world into the database as somebody who may; return its accounts."""
    maker = make.nobody_special()
    for role in ("administrator", "data_steward"):
        make.grant(maker, role, on=ROOT)
    actors = [make.nobody_special() for _ in range(world.accounts)]
    make.as_(maker)
    for scope, parent in world.parents.items():
        Scope.objects.create(
            id=scope, parent_id=parent, path=world.path(scope), name=f"辖区{scope}"
        )
    Grant.objects.bulk_create(
        Grant(
            account_id=actors[window.account].account_id,
            scope_id=window.scope,
            role_id=window.role,
            starts_at=window.starts_at,
            ends_at=window.ends_at,
            reason="测试",
            created_at=world.now,
        )
        for window in world.windows
    )
    Terminal.objects.bulk_create(hospital(scope, world) for scope in world.scopes)
    return actors


def hospital(scope: int, world: World) -> Terminal:
    pk = new_id()
    return Terminal(
        id=pk,
        root_id=pk,
        scope_id=scope,
        terminal_no=f"F{scope}",
        kind=Kind.HOSPITAL,
        name=f"医院{scope}",
        created_at=world.now,
        updated_at=world.now,
    )


def is_added(scope: int) -> bool:
    """Add a terminal to a scope past all commands; undo it."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            pk = new_id()
            cursor.execute(
                """INSERT INTO terminals_terminal (id, root_id, scope_id, terminal_no, kind, name,
                     short_name, aliases, pinyin_key, initials, status, region_code, address, level,
                     grade, ownership, uscc, licence_no, phones, phone_note, standard_codes, tags,
                     attributes, version, created_at, updated_at)
                   VALUES (%s, %s, %s, 'NEW', 'HOSPITAL', 'x', '', '{}', '', '', 'PROSPECT', '', '',
                     '9', 'NONE', 'OTHER', '', '', '{}', '', '{}', '{}', '{}', 1, now(), now())""",
                [pk, pk, scope],
            )
            transaction.set_rollback(True)
    except ProgrammingError as error:
        if error.__cause__.sqlstate != "42501":
            raise
        return False
    return True


@pytest.mark.django_db
def test_the_database_and_the_oracle_agree_on_every_triple():
    fuzz = Fuzz()

    for seed in count(SEED):
        fuzz.compare(seed)
        if fuzz.compared >= TRIPLES:
            break

    assert fuzz.differences == []
    assert fuzz.compared >= TRIPLES


REACH = """
CREATE OR REPLACE FUNCTION sec.reach(VARIADIC wanted text[]) RETURNS SETOF integer
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE who uuid := sec.me();
BEGIN
  RETURN QUERY
    SELECT DISTINCT below.id
      FROM public.access_grant g
      JOIN public.access_role r ON r.code = g.role_id
      JOIN public.access_scope top ON top.id = g.scope_id
      JOIN public.access_scope below ON {below}
     WHERE g.account_id = {who} AND {window} AND {action};
END
$$
"""
RIGHT = {
    "below": "starts_with(below.path, top.path)",
    "who": "who",
    "window": "g.starts_at <= now() AND (g.ends_at IS NULL OR now() < g.ends_at)",
    "action": "r.actions && wanted::varchar[]",
}


def wrong_reach(**part: str) -> str:
    return REACH.format(**{**RIGHT, **part})


SEES = (
    "scope_id = ANY (ARRAY(SELECT sec.reach('terminals.see', 'terminals.name', 'terminals.open')))"
)
BUGS = {
    "the end belongs to the window": wrong_reach(
        window="g.starts_at <= now() AND (g.ends_at IS NULL OR now() <= g.ends_at)"
    ),
    "the beginning does not belong to the window": wrong_reach(
        window="g.starts_at < now() AND (g.ends_at IS NULL OR now() < g.ends_at)"
    ),
    "time is not looked at": wrong_reach(window="true"),
    "an open end never opens": wrong_reach(window="g.starts_at <= now() AND now() < g.ends_at"),
    "the action is not looked at": wrong_reach(action="true"),
    "paths that begin alike are below": wrong_reach(
        below="starts_with(below.path, rtrim(top.path, '/'))"
    ),
    "only the scope itself is reached": wrong_reach(below="below.id = top.id"),
    "whoever reads may change": (
        f"ALTER POLICY terminals_terminal_is_changed ON terminals_terminal"
        f" USING ({SEES}) WITH CHECK ({SEES})"
    ),
    "whoever is signed in may add": (
        "ALTER POLICY terminals_terminal_is_added ON terminals_terminal WITH CHECK (true)"
    ),
    "a second policy widens the first": (
        "CREATE POLICY extra ON terminals_terminal FOR SELECT"
        " USING (scope_id IN (SELECT scope_id FROM access_grant))"
    ),
}


@pytest.fixture
def as_owner(django_db_setup, django_db_blocker, worker_id) -> Iterator[None]:
    """The owner's connection, who can plant a bug; all is rolled back.

    Row security is forced, so the owner is measured by the policies like the application.
    """
    database = f"duan_test_{worker_id}"
    with django_db_blocker.unblock():
        _point("default", database, "owner")
        try:
            with transaction.atomic():
                yield
                transaction.set_rollback(True)
        finally:
            connections.close_all()
            _point("default", database, "app")


def first_differences(bug: str) -> list[Difference]:
    """Compare worlds until one differs, at most as many triples as the healthy database passes."""
    fuzz = Fuzz(bug)
    for seed in count(SEED):
        fuzz.compare(seed)
        if fuzz.differences or fuzz.compared >= TRIPLES:
            break
    return fuzz.differences


def test_the_owner_too_is_measured_by_the_policies(as_owner):
    fuzz = Fuzz()

    fuzz.compare(SEED)

    assert fuzz.differences == []


@pytest.mark.parametrize("bug", BUGS)
def test_a_planted_bug_is_caught(bug, as_owner):
    assert first_differences(BUGS[bug]) != []


@pytest.mark.django_db
def test_an_account_without_any_grant_reaches_nothing():
    make.as_(make.nobody_special())

    assert scopes_in_reach(Actor(UUID(int=0), UUID(int=0), ""), *ACTIONS) == []
