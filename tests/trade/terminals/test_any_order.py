"""Any doings in any order leave a whole tree: hypothesis looks for an order that does not."""

from __future__ import annotations

import os

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from duan.core.kernel.context import acting
from duan.core.kernel.errors import Refused
from duan.trade.terminals import commands
from duan.trade.terminals.types import Kind, Person, Profile, Status
from tests import make
from tests.trade.terminals import make as trade
from tests.trade.terminals.wholeness import broken

INSIDE = [Kind.CAMPUS, Kind.DEPARTMENT, Kind.WARD, Kind.ROOM, Kind.HOSPITAL]
SOME = st.integers(0, 30)


class Archive(RuleBasedStateMachine):
    """A small world of two regions; whoever acts may refuse, the archive may not break."""

    def __init__(self):
        super().__init__()
        self.block = transaction.atomic()
        self.block.__enter__()

    def teardown(self):
        transaction.set_rollback(True)
        self.block.__exit__(None, None, None)

    @initialize()
    def two_regions(self):
        self.world = trade.world()
        self.known = [self.world.hospital("甲医院"), self.world.western("乙医院")]
        self.known += [self.world.below(self.known[0], "骨科")]

    def some(self, number):
        return self.known[number % len(self.known)]

    def attempt(self, doing):
        try:
            with transaction.atomic():
                return doing()
        except Refused:
            return None

    @rule(place=SOME, kind=st.sampled_from(INSIDE), name=st.sampled_from("骨眼儿外"))
    def add_below(self, place, kind, name):
        parent = self.some(place)
        added = self.attempt(
            lambda: make.terminal(name, by=self.world.overseer, kind=kind, under=parent)
        )
        self.known += [added] if added else []

    @rule(which=SOME, onto=SOME)
    def move(self, which, onto):
        pk, parent = self.some(which), self.some(onto)
        version = self.world.version(pk)
        self.attempt(
            lambda: commands.move_terminal(
                self.world.overseer, terminal_id=pk, seen_version=version, parent_id=parent
            )
        )

    @rule(which=SOME, onto=SOME)
    def merge(self, which, onto):
        pk, into = self.some(which), self.some(onto)
        version = self.world.version(pk)
        self.attempt(
            lambda: commands.merge_terminal(
                self.world.overseer,
                terminal_id=pk,
                seen_version=version,
                into_id=into,
                reason="重复",
            )
        )

    @rule(which=SOME, status=st.sampled_from([Status.CLOSED, Status.ACTIVE, Status.MERGED]))
    def change_status(self, which, status):
        pk = self.some(which)
        version = self.world.version(pk)
        self.attempt(
            lambda: commands.change_status(
                self.world.overseer,
                terminal_id=pk,
                seen_version=version,
                status=status,
                reason="变动",
            )
        )

    @rule(which=SOME)
    def meet_somebody(self, which):
        pk = self.some(which)
        person = Person(name="张三", phone="13812345678")
        self.attempt(
            lambda: commands.add_contact(self.world.overseer, terminal_id=pk, person=person)
        )
        self.attempt(
            lambda: commands.log_interaction(
                self.world.overseer, terminal_id=pk, meeting=trade.meeting()
            )
        )

    @rule(which=SOME, name=st.sampled_from("骨眼儿外"))
    def rename(self, which, name):
        pk = self.some(which)
        version = self.world.version(pk)
        self.attempt(
            lambda: commands.revise_terminal(
                self.world.overseer,
                terminal_id=pk,
                seen_version=version,
                name=name,
                profile=Profile(),
            )
        )

    @invariant()
    def the_archive_is_whole(self):
        if hasattr(self, "world"):
            with acting(self.world.overseer):
                assert broken() == []


@pytest.mark.django_db
def test_no_order_of_doings_breaks_the_archive():
    run_state_machine_as_test(
        Archive,
        settings=settings(
            max_examples=int(os.environ.get("DUAN_FUZZ", "12")),
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
