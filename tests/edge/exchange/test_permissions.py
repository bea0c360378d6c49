"""Who may bring files in and take lists out: one row a command, tried like all others."""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import pytest
from django.test import override_settings

from duan.core.kernel.actor import Actor
from duan.core.kernel.ids import new_id
from duan.edge.exchange import carrying, commands, exports, files
from duan.edge.exchange.leases import Claim
from duan.edge.exchange.models import Import, Job, State, Verb
from duan.trade.terminals import commands as terminals
from duan.trade.terminals.commands.load_stage import LoadPlan
from duan.trade.terminals.types import Filter
from tests import make
from tests.core.access.rules import ANYWHERE, IN_SCOPE, Rule, Try, expected, let_in
from tests.core.access.world import HOUR, PLACES, World, a_world

IMPORTERS = frozenset({"sales_manager", "data_steward"})
EXPORTERS = IMPORTERS | {"sales"}
STATES = (State.UPLOADED, State.CHECKING, State.CHECKED, State.LOADING, State.LOADED)


@dataclass(frozen=True)
class Desk:
    """The files of one region, one in each state."""

    imports: dict[State, Import]
    kept: files.Kept
    folder: Path


def desk(t: Try) -> Desk:
    return DESKS[t.place, t.who.account_id]


DESKS: dict[tuple[str, UUID], Desk] = {}


def set_up(world: World, place: str, folder: Path) -> None:
    """Give everybody files of his own: an import is its owner's, so only his own can be tried."""
    scope = world.regions[place].scope
    importer = make.somebody("sales_manager", on=scope)
    received = {}
    for state in STATES:
        kept = files.keep([f"名称\n{place}{state}医院\n".encode()])
        import_ = commands.receive_import(importer, kept=kept, file_name=f"{state}.csv")
        import_.state, import_.skip_refused = state, True
        received[state] = import_
    for who in world.people.values():
        grant_id = make.grant(who, "sales_manager", on=scope, starts_at=world.now - HOUR)
        make.as_(who)
        DESKS[place, who.account_id] = a_desk(who, received, kept, folder)
        make.access.end_grant(make.admin(), grant_id=grant_id, reason="只为建立文件")


def a_desk(importer: Actor, received: dict[State, Import], kept: files.Kept, folder: Path) -> Desk:
    imports = {state: copy(import_) for state, import_ in received.items()}
    for import_ in imports.values():
        import_.pk, import_.account_id = new_id(), importer.account_id
    Import.objects.bulk_create(imports.values())
    for state, verb in ((State.CHECKING, Verb.CHECK), (State.LOADING, Verb.LOAD)):
        Job.objects.create(
            import_id=imports[state].pk,
            verb=verb,
            account_id=importer.account_id,
            session_id=importer.session_id,
            token_sealed=b"",
            lease=imports[state].pk,
        )
    return Desk(imports, kept, folder)


def claim(t: Try, state: State) -> Claim:
    """The lease of a worker on the region's job."""
    job = Job.objects.get(pk=desk(t).imports[state].pk)
    return Claim(
        import_id=job.pk,
        lease=job.pk,
        verb=job.verb,
        account_id=job.account_id,
        session_id=job.session_id,
        token_sealed=b"",
        attempts=1,
    )


def load_nothing(t: Try) -> object:
    plan = LoadPlan(
        import_id=new_id(),
        on=t.world.now.date(),
        scope_id=t.at.scope,
        duplicates="skip",
        choices={},
    )
    return terminals.load_terminals(
        t.who,
        batches=[],
        plan=plan,
        report=lambda _: None,
        tell=lambda _stage, _done: None,
        skip_refused=True,
    )


PERMISSIONS: dict[str, Rule] = {
    "exchange.receive_import": Rule(
        IMPORTERS,
        ANYWHERE,
        lambda t: commands.receive_import(t.who, kept=desk(t).kept, file_name="医院.csv"),
    ),
    "exchange.check_import": Rule(
        IMPORTERS,
        IN_SCOPE,
        lambda t: commands.check_import(
            t.who, import_id=desk(t).imports[State.UPLOADED].pk, mapping={"name": "名称"}
        ),
    ),
    "exchange.load_import": Rule(
        IMPORTERS,
        IN_SCOPE,
        lambda t: commands.load_import(
            t.who, import_id=desk(t).imports[State.CHECKED].pk, skip_refused=True
        ),
    ),
    "exchange.undo_import": Rule(
        IMPORTERS,
        IN_SCOPE,
        lambda t: commands.undo_import(t.who, import_id=desk(t).imports[State.LOADED].pk),
    ),
    "exchange.carry_out_check": Rule(
        IMPORTERS,
        IN_SCOPE,
        lambda t: carrying.carry_out_check(t.who, claim=claim(t, State.CHECKING)),
    ),
    "exchange.carry_out_load": Rule(
        IMPORTERS, IN_SCOPE, lambda t: carrying.carry_out_load(t.who, claim=claim(t, State.LOADING))
    ),
    "exchange.export_terminals": Rule(
        EXPORTERS,
        ANYWHERE,
        lambda t: exports.write_list(
            t.who, path=desk(t).folder / "list.csv", kind="csv", wanted=Filter(), columns=["name"]
        ),
    ),
    "exchange.export_interactions": Rule(
        EXPORTERS,
        ANYWHERE,
        lambda t: exports.write_meetings(t.who, path=desk(t).folder / "talks.csv", kind="csv"),
    ),
    "terminals.load_terminals": Rule(IMPORTERS, IN_SCOPE, load_nothing),
    "terminals.undo_load": Rule(
        IMPORTERS, ANYWHERE, lambda t: terminals.undo_load(t.who, import_id=new_id())
    ),
}


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[World]:
    folder = tmp_path_factory.mktemp("data")
    with django_db_blocker.unblock(), override_settings(DATA_DIR=folder), a_world() as built:
        for place in PLACES:
            set_up(built, place, folder)
        yield built
        DESKS.clear()


@pytest.mark.parametrize("command", sorted(PERMISSIONS))
def test_exactly_these_get_in_and_the_others_change_nothing(command, world):
    rule = PERMISSIONS[command]
    before = world.digest()

    assert let_in(rule, world) == expected(rule)
    assert world.digest() == before
