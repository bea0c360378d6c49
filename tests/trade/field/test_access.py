"""Who may do what on site: a role, where and when it is held, and each command.

✓ done · ○ answered as if it did not exist · ✗ told that the permission or the task is not his
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import transaction
from django.test import override_settings

from duan.core.access.types import NotAllowed
from duan.core.kernel.actor import Actor
from duan.core.kernel.errors import NotFound
from duan.core.people.commands import automaton
from duan.edge.config.roles import ROLES
from duan.trade.field import commands
from duan.trade.field.commands import NotYourTask
from duan.trade.field.models import Task
from tests import make
from tests.trade.field import make as site
from tests.trade.field.make import CAME, today

TABLE = """
role             grant    plan dispatch start tick photo finish accept training hold
engineer         inside   ✗    ○        ✓     ✓    ✓     ✓      ○      ✓        ✓
engineer         outside  ✗    ○        ○     ○    ○     ○      ○      ○        ○
engineer         ended    ✗    ○        ○     ○    ○     ○      ○      ○        ○
engineer         later    ✗    ○        ○     ○    ○     ○      ○      ○        ○
engineer         now      ✗    ○        ✓     ✓    ✓     ✓      ○      ✓        ✓
engineer         company  ✗    ○        ✓     ✓    ✓     ✓      ○      ✓        ✓
service_desk     inside   ✗    ✓        ○     ○    ○     ○      ○      ○        ○
service_desk     outside  ✗    ○        ○     ○    ○     ○      ○      ○        ○
service_desk     ended    ✗    ○        ○     ○    ○     ○      ○      ○        ○
sales_manager    inside   ✗    ✓        ○     ○    ○     ○      ○      ○        ○
sales_manager    outside  ✗    ○        ○     ○    ○     ○      ○      ○        ○
sales            inside   ✗    ○        ○     ○    ○     ○      ○      ○        ○
hospital_user    inside   ✗    ○        ○     ○    ○     ○      ✓      ○        ○
hospital_user    outside  ✗    ○        ○     ○    ○     ○      ○      ○        ○
hospital_user    ended    ✗    ○        ○     ○    ○     ○      ○      ○        ○
hospital_user    now      ✗    ○        ○     ○    ○     ○      ✓      ○        ○
automaton        company  ✓    ○        ○     ○    ○     ○      ○      ○        ○
automaton        outside  ○    ○        ○     ○    ○     ○      ○      ○        ○
warehouse_keeper inside   ✗    ○        ○     ○    ○     ○      ○      ○        ○
outbound_checker inside   ✗    ○        ○     ○    ○     ○      ○      ○        ○
finance          company  ✗    ○        ○     ○    ○     ○      ○      ○        ○
viewer           inside   ✗    ○        ○     ○    ○     ○      ○      ○        ○
data_steward     company  ✗    ○        ○     ○    ○     ○      ○      ○        ○
administrator    company  ✗    ○        ○     ○    ○     ○      ○      ○        ○
nobody           never    ✗    ○        ○     ○    ○     ○      ○      ○        ○
"""
HEAD, *ROWS = [line.split() for line in TABLE.strip().splitlines()]
PERMISSIONS = {
    "field.plan_installs": "plan",
    "field.dispatch_install": "dispatch",
    "field.start_install": "start",
    "field.tick_item": "tick",
    "field.add_photo": "photo",
    "field.finish_install": "finish",
    "field.accept_install": "accept",
    "field.plan_training": "training",
    "field.hold_training": "hold",
}
HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Stage:
    """What there is to work on: one thing at each step of its way, made once for all rows."""

    world: site.World
    shipment: UUID
    waiting: UUID
    ready: UUID
    given: UUID
    begun: UUID
    training: UUID
    seen: dict[UUID, int]


@pytest.fixture(scope="module")
def stage(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[Stage]:
    folder = tmp_path_factory.mktemp("data")
    with django_db_blocker.unblock(), override_settings(DATA_DIR=folder), transaction.atomic():
        world = site.world()
        shipment = site.arrived(world)
        waiting, ready, given, begun = tasks = commands.plan_installs(
            automaton(), shipment_id=site.arrived(world, units=4)
        )
        world.installed(ready)
        world.dispatched(given)
        world.complete(begun)
        training = world.training(ready)
        seen = {one: world.version(one) for one in tasks}
        yield Stage(world, shipment, waiting, ready, given, begun, training, seen)
        transaction.set_rollback(True)


def doings(stage: Stage) -> dict[str, Callable[[Actor], object]]:
    """One call of each command that would succeed for the right person, as the task's engineer."""
    world, seen = stage.world, stage.seen
    picture, signature = make.new_id(), make.new_id()
    return {
        "plan": lambda by: commands.plan_installs(by, shipment_id=stage.shipment),
        "dispatch": lambda by: commands.dispatch_install(
            by,
            task_id=stage.waiting,
            seen_version=seen[stage.waiting],
            engineer_id=world.engineer.account_id,
            planned_on=today(),
        ),
        "start": lambda by: commands.start_install(
            by, task_id=stage.given, seen_version=seen[stage.given]
        ),
        "tick": lambda by: commands.tick_item(by, task_id=stage.begun, key="site", done=False),
        "photo": lambda by: commands.add_photo(
            by, task_id=stage.begun, file_id=own_picture(world, by, picture)
        ),
        "finish": lambda by: commands.finish_install(
            by, task_id=stage.begun, seen_version=seen[stage.begun]
        ),
        "accept": lambda by: site.accept(
            world,
            stage.ready,
            by=by,
            seen_version=seen[stage.ready],
            signature_file_id=own_picture(world, by, signature),
        ),
        "training": lambda by: commands.plan_training(
            by, task_id=stage.waiting, topic="日常操作", planned_on=today()
        ),
        "hold": lambda by: commands.hold_training(
            by, training_id=stage.training, seen_version=1, attendance=CAME
        ),
    }


def own_picture(world, who, unknown):
    """A picture that he kept, if he may keep any; whoever may not is refused before it is asked for."""
    try:
        return world.picture(who)
    except (NotAllowed, NotFound):
        return unknown


def outcome(doing, who: Actor) -> str:
    try:
        doing(who)
    except (NotAllowed, NotYourTask):
        return "✗"
    except NotFound:
        return "○"
    return "✓"


@pytest.mark.parametrize("row", ROWS, ids=lambda row: " ".join(row[:2]))
def test_each_role_does_what_the_table_says(row, stage):
    role, held, *expected = row
    with transaction.atomic():
        who = an_engineer_to_be(stage)
        if role != "nobody":
            make.grant(who, role, **windows(stage.world)[held])
        found, changed = tried(stage, who)
        transaction.set_rollback(True)

    assert found == dict(zip(HEAD[2:], expected, strict=True))
    assert changed == {name: result == "✓" for name, result in found.items()}


def an_engineer_to_be(stage: Stage) -> Actor:
    """Somebody to whom the tasks were given, whatever he may do by now."""
    who = make.nobody_special("某人")
    with make.acting(stage.world.engineer):
        Task.objects.filter(pk__in=(stage.given, stage.begun)).update(engineer_id=who.account_id)
    return who


def windows(world):
    now = make.database_now()
    return {
        "inside": {"on": world.east},
        "outside": {"on": world.west},
        "company": {"on": make.ROOT},
        "ended": {"on": world.east, "starts_at": now - HOUR, "ends_at": now},
        "later": {"on": world.east, "starts_at": now + timedelta(microseconds=1)},
        "now": {"on": world.east, "starts_at": now, "ends_at": now + timedelta(microseconds=1)},
    }


def tried(stage: Stage, who: Actor) -> tuple[dict[str, str], dict[str, bool]]:
    """Try everything, each undone; tell how it went, and whether anything changed.

    A picture that was kept for a refused step stays kept, and its trace in the log.
    """
    before = stage.world.everything()
    found, changed = {}, {}
    for name, doing in doings(stage).items():
        with transaction.atomic():
            found[name] = outcome(doing, who)
            only_a_picture = found[name] != "✓" and name in {"photo", "accept"}
            changed[name] = not only_a_picture and stage.world.everything() != before
            transaction.set_rollback(True)
    return found, changed


def test_the_table_knows_every_role_and_every_command_of_this_module(stage):
    assert {row[0] for row in ROWS} == {*ROLES, "nobody"}
    assert list(doings(stage)) == HEAD[2:] == list(PERMISSIONS.values())
