from __future__ import annotations

import pytest

from duan.core.audit.models import Subject
from duan.core.audit.queries import sentence
from duan.core.kernel.context import acting
from duan.core.kernel.errors import NotFound, Place, Stale
from duan.trade.terminals import commands
from duan.trade.terminals.models import Contact, ContactSecret, Interaction
from duan.trade.terminals.policies import WrongPlace
from duan.trade.terminals.types import Kind
from tests import make
from tests.trade.terminals import make as trade

QUESTIONS = 37


def move(world, pk, parent, *, by=None, seen=1):
    commands.move_terminal(by or world.manager, terminal_id=pk, seen_version=seen, parent_id=parent)


@pytest.fixture
def ours(world):
    """A campus with a department, a ward, a contact and a visit in it."""
    hospital = world.hospital("甲医院")
    campus = world.below(hospital, "东院区", Kind.CAMPUS)
    department = world.below(campus, "骨科")
    ward = world.below(department, "骨科一病区", Kind.WARD)
    contact = world.contact(ward, phone="13812345678")
    visit = world.visit(department)
    return {
        "hospital": hospital,
        "campus": campus,
        "department": department,
        "ward": ward,
        "contact": contact,
        "visit": visit,
    }


def test_a_move_within_the_institution_changes_the_parent_only(world, ours):
    published = len(trade.facts())

    move(world, ours["department"], ours["hospital"])

    stored = world.now(ours["department"])
    assert (stored.parent_id, stored.root_id, stored.scope_id, stored.version) == (
        ours["hospital"],
        ours["hospital"],
        world.east,
        2,
    )
    assert world.last_told() == "把「骨科」移到「甲医院」下"
    assert world.last_subjects() == [("terminal", ours["department"], world.east, "骨科")]
    assert trade.facts()[published:] == [
        (
            "terminals.TerminalMoved",
            {"terminal_id": str(ours["department"]), "parent_id": str(ours["hospital"])},
        )
    ]


def test_a_move_to_another_region_takes_everything_along(world, ours):
    target = world.western("乙医院")

    move(world, ours["campus"], target, by=world.overseer)

    moved = [world.now(ours[name]) for name in ("campus", "department", "ward")]
    assert [(row.root_id, row.scope_id) for row in moved] == [(target, world.west)] * 3
    with acting(world.overseer):
        assert Contact.objects.get().scope_id == world.west
        assert ContactSecret.objects.get().scope_id == world.west
        assert Interaction.objects.get().scope_id == world.west
    assert world.now(ours["hospital"]).scope_id == world.east


def test_whoever_watches_the_old_region_sees_where_it_went(world, ours):
    target = world.western("乙医院")

    move(world, ours["campus"], target, by=world.overseer)

    with acting(world.manager):
        seen = Subject.objects.filter(entry__command="terminals.move_terminal")
        told = [
            (row.subject_id, row.scope_id, sentence(row.entry.command, row.entry.details))
            for row in seen.select_related("entry")
        ]
    assert told == [(ours["campus"], world.east, "把「东院区」移到「乙医院」下")]


def test_all_that_moves_along_is_named_in_the_log_and_has_a_new_version(world, ours):
    move(world, ours["campus"], world.western("乙医院"), by=world.overseer)

    assert sorted(world.last_subjects(), key=str) == sorted(
        [
            ("terminal", ours["campus"], world.east, "东院区"),
            ("terminal", ours["campus"], world.west, "东院区"),
            ("terminal", ours["department"], world.west, "骨科"),
            ("terminal", ours["ward"], world.west, "骨科一病区"),
            ("contact", ours["contact"], world.west, "王**"),
            ("interaction", ours["visit"], world.west, "骨科"),
        ],
        key=str,
    )
    moved = [world.now(ours[name]) for name in ("campus", "department", "ward")]
    assert [row.version for row in moved] == [2, 2, 2]
    assert len({row.updated_at for row in moved}) == 1
    assert world.version(ours["hospital"]) == 1


@pytest.mark.parametrize("wards", [0, 6])
def test_a_move_asks_as_many_questions_however_much_goes_along(
    world, ours, wards, django_assert_num_queries
):
    target = world.western("乙医院")
    for number in range(wards):
        world.contact(world.below(ours["department"], f"{number}病区", Kind.WARD))

    with django_assert_num_queries(QUESTIONS):
        move(world, ours["campus"], target, by=world.overseer)


def test_the_move_is_told_once_however_much_goes_along(world, ours):
    target = world.western("乙医院")
    move(world, ours["campus"], target, by=world.overseer)
    client, told, cursor = make.client(world.stranger), [], ""

    while cursor is not None:
        query = {"limit": 1, "cursor": cursor}
        page = client.get(f"/api/terminals/{target}/timeline", query).json()
        told += [item["sentence"] for item in page["items"]]
        cursor = page["next"]

    assert told == ["把「东院区」移到「乙医院」下", "新增医院「乙医院」"]


def test_the_signposts_to_it_move_along(world, ours):
    gone = world.below(ours["hospital"], "骨一科")
    commands.merge_terminal(
        world.manager, terminal_id=gone, seen_version=1, into_id=ours["department"], reason="重复"
    )
    target = world.western("乙医院")

    move(world, ours["department"], target, by=world.overseer, seen=2)

    post = world.now(gone)
    assert (post.parent_id, post.root_id, post.scope_id) == (target, target, world.west)
    assert (post.merged_into_id, post.version) == (ours["department"], 3)
    assert ("terminal", gone, world.west, "骨一科") in world.last_subjects()


def test_after_the_move_the_new_region_sees_it_and_the_old_does_not(world, ours):
    move(world, ours["campus"], world.western(), by=world.overseer)

    address = f"/api/terminals/{ours['department']}"

    assert make.client(world.stranger).get(address).status_code == 200
    assert make.client(world.manager).get(address).status_code == 404
    listed = make.client(world.stranger).get("/api/terminals/interactions").json()["items"]
    assert [item["summary"] for item in listed] == ["聊聊"]
    assert make.client(world.manager).get("/api/terminals/interactions").json()["items"] == []
    assert commands.reveal_contact(world.stranger, contact_id=ours["contact"], purpose="送货") == {
        "phone": "13812345678",
        "email": "",
    }


def test_a_whole_hospital_joins_another_one(world, ours):
    group = world.hospital("集团总院")

    move(world, ours["hospital"], group)

    assert {world.now(ours[name]).root_id for name in ("hospital", "campus", "ward")} == {group}


def test_a_target_out_of_reach_looks_like_one_that_does_not_exist(world, ours):
    target = world.western()
    before = world.everything()

    with pytest.raises(NotFound) as hidden:
        move(world, ours["campus"], target)
    with pytest.raises(NotFound) as missing:
        move(world, ours["campus"], make.new_id())

    assert str(hidden.value) == str(missing.value)
    assert world.everything() == before


@pytest.mark.parametrize("target", ["department", "ward"])
def test_nothing_moves_into_itself_or_below_itself(target, world, ours):
    inner = world.below(ours["ward"], "示教室", Kind.ROOM)
    outer = world.below(ours["department"], "关节组")
    assert inner

    with pytest.raises((commands.WrongTarget, WrongPlace)):
        move(world, ours["department"], ours[target])
    with pytest.raises(commands.WrongTarget) as refusal:
        move(world, ours["department"], outer)

    assert str(refusal.value) == "不能把终端移到它自己或它的下级里，请另选上级。"
    assert refusal.value.where == (Place("parent_id", "不能是自己或下级"),)


def test_a_parent_of_the_wrong_kind_is_refused(world, ours):
    with pytest.raises(WrongPlace) as refusal:
        move(world, ours["campus"], ours["department"])

    assert str(refusal.value) == "「院区」不能放在「科室」下面，可以放在：医院。"


def test_a_place_where_the_name_is_taken_is_refused(world, ours):
    other = world.hospital("乙医院")
    world.below(other, "骨科")
    before = world.everything()

    with pytest.raises(commands.NameTaken):
        move(world, ours["department"], other)

    assert world.everything() == before


def test_an_older_version_does_not_move(world, ours):
    other = world.hospital("乙医院")
    move(world, ours["department"], other)

    with pytest.raises(Stale):
        move(world, ours["department"], ours["hospital"])


def test_nothing_moves_below_a_merged_terminal_and_a_merged_one_does_not_move(world, ours):
    gone, stays = world.hospital("乙医院"), world.hospital("丙医院")
    commands.merge_terminal(
        world.manager, terminal_id=gone, seen_version=1, into_id=stays, reason="重复"
    )

    with pytest.raises(commands.WrongStatus):
        move(world, ours["campus"], gone)
    with pytest.raises(commands.WrongStatus):
        move(world, gone, ours["hospital"], seen=2)
