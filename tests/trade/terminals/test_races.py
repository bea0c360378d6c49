"""Two people at the same moment: on real connections, with what each does really committed."""

from __future__ import annotations

from functools import partial

import pytest

from duan.core.kernel.context import acting
from duan.core.kernel.errors import NotFound, Refused, Stale
from duan.trade.terminals import commands
from duan.trade.terminals.models import Contact, Interaction, Terminal
from duan.trade.terminals.types import Kind, Profile
from tests import make
from tests.trade.terminals import make as trade
from tests.trade.terminals.wholeness import broken

pytestmark = pytest.mark.usefixtures("own_database")


@pytest.fixture
def world(own_database):
    return trade.world()


def test_of_two_who_saw_the_same_version_one_is_told_to_look_again(world):
    pk = world.hospital("甲医院")

    def revise(beds):
        commands.revise_terminal(
            world.manager,
            terminal_id=pk,
            seen_version=1,
            name="甲医院",
            profile=Profile(beds=beds),
        )
        return beds

    results = make.together(*[partial(revise, beds) for beds in (1, 2, 3, 4)])

    won = [result for result in results if isinstance(result, int)]
    assert [type(result) for result in results].count(Stale) == 3
    assert (world.now(pk).beds, world.now(pk).version) == (won[0], 2)


@pytest.mark.parametrize("below", [False, True])
def test_a_name_that_is_added_by_several_at_once_is_added_once(below, world):
    hospital = world.hospital("甲医院")
    add = (lambda: world.below(hospital, "骨科")) if below else (lambda: world.hospital("乙医院"))

    results = make.together(*[add] * 5)

    assert [type(result) for result in results].count(commands.NameTaken) == 4
    with acting(world.overseer):
        assert Terminal.objects.filter(name="骨科" if below else "乙医院").count() == 1


def test_two_hospitals_renamed_to_the_same_name_at_once_do_not_both_get_it(world):
    hospitals = [world.hospital(f"第{number}医院") for number in range(4)]

    def rename(pk):
        commands.revise_terminal(
            world.manager, terminal_id=pk, seen_version=1, name="市医院", profile=Profile()
        )

    results = make.together(*[partial(rename, pk) for pk in hospitals])

    assert results.count(None) == 1
    with acting(world.overseer):
        assert Terminal.objects.filter(name="市医院").count() == 1


def test_numbers_given_out_at_once_are_dense(world):
    first = int(world.now(world.hospital()).terminal_no[1:])

    added = make.together(*[world.hospital] * 6)

    numbers = sorted(int(world.now(pk).terminal_no[1:]) for pk in added)
    assert numbers == list(range(first + 1, first + 7))


def move(world, pk, parent):
    commands.move_terminal(
        world.overseer, terminal_id=pk, seen_version=world.version(pk), parent_id=parent
    )


def merge(world, pk, into):
    commands.merge_terminal(
        world.overseer,
        terminal_id=pk,
        seen_version=world.version(pk),
        into_id=into,
        reason="重复",
    )


@pytest.mark.parametrize("attempt", range(4))
def test_moves_and_merges_that_cross_end_in_a_whole_tree(attempt, world):
    """Each of them touches what another one locks; any order of row locks would meet a deadlock."""
    east, west = world.hospital("甲医院"), world.western("乙医院")
    campus = world.below(east, "东院区", Kind.CAMPUS)
    department = world.below(campus, "骨科")
    ward = world.below(department, "骨科病区", Kind.WARD)
    other = make.terminal("骨科", by=world.stranger, kind=Kind.DEPARTMENT, under=west)

    results = make.together(
        lambda: merge(world, east, west),
        lambda: merge(world, other, department),
        lambda: move(world, campus, west),
        lambda: move(world, department, west),
        lambda: world.below(ward, "示教室", Kind.ROOM),
        lambda: world.visit(ward),
        lambda: world.contact(ward, phone="13812345678"),
    )

    assert [
        result for result in results if not isinstance(result, Refused | None | make.UUID)
    ] == []
    with acting(world.overseer):
        assert broken() == []


@pytest.mark.parametrize("attempt", range(4))
def test_what_is_hung_on_a_terminal_that_moves_away_goes_along_or_is_refused(attempt, world):
    """The visit reads the terminal's scope while the move changes it."""
    east, west = world.hospital("甲医院"), world.western("乙医院")
    department = world.below(east, "骨科")
    ward = world.below(department, "骨科病区", Kind.WARD)

    results = make.together(
        lambda: move(world, department, west),
        lambda: world.visit(ward),
        lambda: world.visit(department),
        lambda: world.contact(ward),
        lambda: world.below(ward, "示教室", Kind.ROOM),
    )

    assert {type(result) for result in results[1:]} <= {make.UUID, NotFound, Stale}
    with acting(world.overseer):
        assert broken() == []
        assert {row.scope_id for row in Interaction.objects.all()} <= {world.west}
        assert {row.scope_id for row in Contact.objects.all()} <= {world.west}


def test_two_moves_into_each_other_do_not_close_a_circle(world):
    first, second = world.hospital("甲医院"), world.hospital("乙医院")

    results = make.together(
        lambda: move(world, first, second),
        lambda: move(world, second, first),
    )

    assert [type(result) for result in results].count(type(None)) == 1
    with acting(world.overseer):
        assert broken() == []
