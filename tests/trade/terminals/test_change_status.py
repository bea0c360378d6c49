from __future__ import annotations

import pytest

from duan.core.kernel.errors import MissingReason, Place, Stale
from duan.trade.terminals import commands
from duan.trade.terminals.types import MAY_BECOME, Status
from tests.trade.terminals import make as trade

LIFE = {
    "PROSPECT": ["ACTIVE", "CLOSED"],
    "ACTIVE": ["DORMANT", "CLOSED"],
    "DORMANT": ["ACTIVE", "CLOSED"],
    "CLOSED": ["PROSPECT"],
    "MERGED": [],
}
WAYS = {
    Status.PROSPECT: [],
    Status.ACTIVE: [Status.ACTIVE],
    Status.DORMANT: [Status.ACTIVE, Status.DORMANT],
    Status.CLOSED: [Status.CLOSED],
}


def change(world, pk, status, reason="签约", seen=None):
    commands.change_status(
        world.manager,
        terminal_id=pk,
        seen_version=seen or world.version(pk),
        status=status,
        reason=reason,
    )


def test_the_life_of_a_terminal_is_this(world):
    assert {str(was): [str(s) for s in may] for was, may in MAY_BECOME.items()} == LIFE


def test_a_step_is_stored_logged_and_told(world):
    pk = world.hospital("甲医院")
    published = len(trade.facts())

    change(world, pk, Status.ACTIVE, reason=" 签了 合同 ")

    assert (world.now(pk).status, world.now(pk).version) == ("ACTIVE", 2)
    assert world.last_told() == "把「甲医院」由潜在改为合作中，原因：签了 合同"
    assert world.last_subjects() == [("terminal", pk, world.east, "甲医院")]
    assert trade.facts()[published:] == [
        ("terminals.TerminalStatusChanged", {"terminal_id": str(pk), "status": "ACTIVE"})
    ]


@pytest.mark.parametrize("was", WAYS)
@pytest.mark.parametrize("wanted", Status)
def test_only_the_steps_of_the_life_can_be_taken(was, wanted, world):
    pk = world.hospital()
    for step in WAYS[was]:
        change(world, pk, step)
    before = world.everything()

    if wanted in LIFE[was]:
        change(world, pk, wanted)
        assert world.now(pk).status == wanted
    else:
        with pytest.raises(commands.WrongStatus):
            change(world, pk, wanted)
        assert world.everything() == before


def test_a_wrong_step_is_told_which_are_right(world):
    pk = world.hospital()

    with pytest.raises(commands.WrongStatus) as refusal:
        change(world, pk, Status.DORMANT)

    assert str(refusal.value) == "「潜在」的终端只能改为：合作中、关停，不能改为「休眠」。"


def test_a_step_needs_a_reason(world):
    pk = world.hospital()

    with pytest.raises(MissingReason) as refusal:
        change(world, pk, Status.ACTIVE, reason=" \n ")

    assert str(refusal.value) == "请写明原因，它会记入日志。"
    assert refusal.value.where == (Place("reason", "必填"),)


def test_a_step_from_an_older_version_is_stopped(world):
    pk = world.hospital()
    change(world, pk, Status.ACTIVE)

    with pytest.raises(Stale):
        change(world, pk, Status.CLOSED, seen=1)


def test_what_was_merged_has_no_life_of_its_own(world):
    gone, stays = world.hospital("甲医院"), world.hospital("乙医院")
    commands.merge_terminal(
        world.manager, terminal_id=gone, seen_version=1, into_id=stays, reason="重复"
    )

    with pytest.raises(commands.WrongStatus) as refusal:
        change(world, gone, Status.PROSPECT)

    assert str(refusal.value) == "「甲医院」已并入别的终端，请打开并入的那一个。"
