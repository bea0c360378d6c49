"""A load and somebody else at the same institutions: a whole archive, or a refusal and nothing."""

from __future__ import annotations

from functools import partial

import pytest

from duan.core.kernel.context import acting
from duan.core.kernel.errors import Refused, Stale
from duan.core.kernel.ids import new_id
from duan.trade.terminals import commands
from duan.trade.terminals.commands.load_stage import LoadPlan
from duan.trade.terminals.models import Contact, Terminal
from duan.trade.terminals.types import Kind
from tests import make
from tests.trade.terminals import make as trade
from tests.trade.terminals.loading import frame
from tests.trade.terminals.wholeness import broken

pytestmark = pytest.mark.usefixtures("own_database")

DEPARTMENTS = [{"name": f"第{n}病区", "kind": "病区", "parent": "骨科"} for n in range(30)]
HOSPITALS = [
    {"name": "甲医院", "beds": "9", "contact1_name": "李主任", "contact1_phone": "13812345678"},
    {"name": "丙医院", "beds": "1"},
]


@pytest.fixture
def world(own_database):
    return trade.world()


def load(world, rows, meanwhile=lambda: None):
    """Load rows as the manager; `meanwhile` happens between comparing and writing."""

    def tell(stage: str, _done: int) -> None:
        if stage == "写入":
            make.together(meanwhile)

    return commands.load_terminals(
        world.manager,
        batches=[frame(rows)],
        plan=LoadPlan(import_id=new_id(), on=make.database_now().date(), scope_id=world.east),
        report=lambda _: None,
        tell=tell,
        skip_refused=True,
    )


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


def refused(world, rows, meanwhile) -> str:
    with pytest.raises(Stale) as stale:
        load(world, rows, meanwhile)
    with acting(world.overseer):
        assert broken() == []
        assert not Terminal.objects.exclude(import_id=None).exists()
    return str(stale.value)


def test_a_parent_that_moved_away_stops_the_load(world):
    department = world.below(world.hospital("甲医院"), "骨科")
    west = world.western("乙医院")

    told = refused(world, DEPARTMENTS, lambda: move(world, department, west))

    assert told == (
        "比对之后，有终端刚刚被别人移动、合并或新增（骨科），没有导入任何内容。请重新检查后再导入。"
    )


def test_a_parent_that_was_merged_stops_the_load(world):
    hospital = world.hospital("甲医院")
    department, other = world.below(hospital, "骨科"), world.below(hospital, "骨外科")

    assert "骨科" in refused(world, DEPARTMENTS, lambda: merge(world, department, other))


def test_an_institution_that_was_merged_into_another_region_stops_the_load(world):
    hospital, west = world.hospital("甲医院"), world.western("乙医院")

    assert "甲医院" in refused(world, HOSPITALS, lambda: merge(world, hospital, west))
    with acting(world.overseer):
        assert Contact.objects.count() == 0


def test_a_name_that_was_given_meanwhile_stops_the_load(world):
    world.hospital("甲医院")

    assert "丙医院" in refused(world, HOSPITALS, lambda: world.hospital("丙医院"))
    with acting(world.overseer):
        assert Terminal.objects.filter(name="丙医院").count() == 1


def test_what_changed_meanwhile_otherwise_is_written_over_in_one_piece(world):
    hospital = world.hospital("甲医院", address="旧址")

    load(world, HOSPITALS, lambda: world.contact(hospital, "赵主任"))

    assert (world.now(hospital).beds, world.now(hospital).address) == (9, "旧址")
    with acting(world.overseer):
        assert Contact.objects.count() == 2


@pytest.mark.parametrize("attempt", range(4))
def test_loads_moves_and_merges_that_cross_leave_a_whole_archive(attempt, world):
    east, west = world.hospital("甲医院"), world.western("乙医院")
    campus = world.below(east, "东院区", Kind.CAMPUS)
    department = world.below(campus, "骨科")

    results = make.together(
        partial(load, world, DEPARTMENTS),
        partial(load, world, HOSPITALS),
        lambda: move(world, campus, west),
        lambda: move(world, department, west),
        lambda: merge(world, east, west),
        lambda: world.contact(department),
        lambda: world.hospital("丙医院"),
    )

    strange = [r for r in results if isinstance(r, Exception) and not isinstance(r, Refused)]
    assert strange == []
    with acting(world.overseer):
        assert broken() == []
        assert Terminal.objects.filter(name="丙医院").count() == 1
