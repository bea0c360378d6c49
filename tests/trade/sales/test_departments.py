"""A department in which a deal stands stays in its hospital; inside it, it may move."""

from __future__ import annotations

import pytest

from duan.trade.sales.models import Lead
from duan.trade.terminals import commands as terminals
from duan.trade.terminals.models import Terminal
from duan.trade.terminals.types import Kind
from tests import make

REFUSED = "这里已有这家医院的项目或设备，不能移到或并入另一家医院。请在另一家医院新建科室。"


@pytest.fixture
def elsewhere(world):
    """Another hospital of the region, with a department of its own."""
    hospital = make.terminal("乙医院", by=world.manager, on=world.east)
    ward = make.terminal("重症", by=world.manager, kind=Kind.DEPARTMENT, under=hospital)
    return hospital, ward


def seen(world, terminal_id):
    return make.stored(terminal_id, seen_by=world.manager).version


def move(world, terminal_id, parent_id):
    terminals.move_terminal(
        world.manager,
        terminal_id=terminal_id,
        seen_version=seen(world, terminal_id),
        parent_id=parent_id,
    )


def test_it_is_not_taken_to_another_hospital(world, elsewhere):
    lead_id = world.lead()
    hospital, ward = elsewhere

    with pytest.raises(terminals.BusinessStandsHere) as moved:
        move(world, world.ward, hospital)
    with pytest.raises(terminals.BusinessStandsHere) as merged:
        terminals.merge_terminal(
            world.manager,
            terminal_id=world.ward,
            seen_version=seen(world, world.ward),
            into_id=ward,
            reason="重复",
        )

    assert [str(moved.value), str(merged.value)] == [REFUSED, REFUSED]
    make.as_(world.manager)
    lead = Lead.objects.get(pk=lead_id)
    assert (lead.terminal_id, lead.department_id) == (world.hospital, world.ward)
    assert Terminal.objects.get(pk=world.ward).root_id == world.hospital


def test_it_moves_inside_its_hospital(world):
    world.lead()
    campus = make.terminal("新院区", by=world.manager, kind=Kind.CAMPUS, under=world.hospital)

    move(world, world.ward, campus)

    assert make.stored(world.ward, seen_by=world.manager).parent_id == campus


def test_an_empty_one_may_go_and_a_whole_hospital_takes_its_deals_along(world, elsewhere):
    hospital, ward = elsewhere
    world.lead()

    move(world, ward, world.hospital)
    move(world, world.hospital, hospital)

    assert make.stored(ward, seen_by=world.manager).root_id == hospital
    assert make.stored(world.ward, seen_by=world.manager).root_id == hospital
