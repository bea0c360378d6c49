from __future__ import annotations

import pytest

from duan.core.kernel.context import acting
from duan.core.kernel.errors import MissingReason, Place, Stale
from duan.trade.terminals import commands
from duan.trade.terminals.models import Contact, ContactSecret, Interaction
from duan.trade.terminals.types import Kind
from tests import make
from tests.trade.terminals import make as trade


def merge(world, gone, stays, *, by=None, seen=1, reason="重复建档"):
    commands.merge_terminal(
        by or world.manager, terminal_id=gone, seen_version=seen, into_id=stays, reason=reason
    )


def test_what_hangs_on_the_duplicate_goes_to_the_one_that_stays(world):
    gone = world.hospital("甲院", aliases=("老甲", "甲医院"))
    stays = world.hospital("甲医院", aliases=("一院",))
    department = world.below(gone, "骨科")
    ward = world.below(department, "骨科病区", Kind.WARD)
    contact = world.contact(gone, phone="13812345678")
    visit = world.visit(gone)
    published = len(trade.facts())

    merge(world, gone, stays)

    make.as_(world.overseer)
    assert Contact.objects.get(pk=contact).terminal_id == stays
    assert Interaction.objects.get(pk=visit).terminal_id == stays
    assert world.now(department).parent_id == stays
    assert {world.now(pk).root_id for pk in (department, ward)} == {stays}
    assert world.now(stays).aliases == ["一院", "甲院", "老甲"]
    assert (world.now(gone).status, world.now(gone).merged_into_id) == ("MERGED", stays)
    assert {world.version(pk) for pk in (gone, stays, department, ward)} == {2}
    assert world.last_told() == "把重复的「甲院」并入「甲医院」，原因：重复建档"
    subjects = world.last_subjects()
    assert subjects[:2] == [
        ("terminal", gone, world.east, "甲院"),
        ("terminal", stays, world.east, "甲医院"),
    ]
    assert sorted(subjects[2:], key=str) == sorted(
        [
            ("terminal", department, world.east, "骨科"),
            ("terminal", ward, world.east, "骨科病区"),
            ("contact", contact, world.east, "王**"),
            ("interaction", visit, world.east, "甲院"),
        ],
        key=str,
    )
    assert trade.facts()[published:] == [
        ("terminals.TerminalMerged", {"terminal_id": str(gone), "into_id": str(stays)})
    ]


def test_the_page_of_the_duplicate_points_to_the_one_that_stays_and_offers_nothing(world):
    gone, stays = world.hospital("甲院"), world.hospital("甲医院")
    merge(world, gone, stays)

    told = make.client(world.manager).get(f"/api/terminals/{gone}").json()

    assert (told["status"], told["merged_into_id"], told["may"]) == ("MERGED", str(stays), [])


def test_a_duplicate_of_another_region_comes_over_with_all_it_has(world):
    gone = world.hospital("甲院")
    department = world.below(gone, "骨科")
    contact = world.contact(department, phone="13812345678")
    world.visit(gone)
    stays = world.western("甲医院")

    merge(world, gone, stays, by=world.overseer)

    assert {world.now(pk).scope_id for pk in (gone, department, stays)} == {world.west}
    with acting(world.overseer):
        assert Contact.objects.get(pk=contact).scope_id == world.west
        assert ContactSecret.objects.get(pk=contact).scope_id == world.west
        assert Interaction.objects.get().scope_id == world.west
    assert make.client(world.manager).get(f"/api/terminals/{gone}").status_code == 404
    assert ("terminal", gone, world.east, "甲院") in world.last_subjects()
    assert ("terminal", gone, world.west, "甲院") in world.last_subjects()


def test_the_signpost_of_a_department_stands_beside_the_one_that_stays(world):
    first, second = world.hospital("甲医院"), world.western("乙医院")
    gone = world.below(first, "骨科")
    stays = make.terminal("骨科", by=world.stranger, kind=Kind.DEPARTMENT, under=second)

    merge(world, gone, stays, by=world.overseer)

    stored = world.now(gone)
    assert (stored.parent_id, stored.root_id, stored.scope_id) == (second, second, world.west)
    assert world.now(stays).aliases == []


def test_signposts_point_to_the_end_of_the_way(world):
    first, second, third = (world.hospital(f"{name}医院") for name in "甲乙丙")

    merge(world, first, second)
    merge(world, second, third, seen=2)

    assert world.now(first).merged_into_id == third
    assert world.version(first) == 3


def test_signposts_stand_beside_the_end_of_the_way(world):
    one, other = world.hospital("甲医院"), world.western("乙医院")
    first, second = world.below(one, "骨一科"), world.below(one, "骨二科")
    third = make.terminal("骨科", by=world.stranger, kind=Kind.DEPARTMENT, under=other)

    merge(world, first, second)
    merge(world, second, third, seen=2, by=world.overseer)

    post = world.now(first)
    assert (post.parent_id, post.root_id, post.scope_id) == (other, other, world.west)


def test_the_merged_ones_are_neither_children_nor_in_the_tree(world):
    hospital = world.hospital()
    gone, stays = world.below(hospital, "骨一科"), world.below(hospital, "骨科")

    merge(world, gone, stays)

    client = make.client(world.manager)
    assert client.get(f"/api/terminals/{hospital}").json()["children_count"] == 1
    tree = client.get(f"/api/terminals/{hospital}/tree").json()["root"]
    assert [node["name"] for node in tree["children"]] == ["骨科"]


def test_nothing_can_be_done_to_what_was_merged(world):
    gone, stays = world.hospital("甲院"), world.hospital("甲医院")
    merge(world, gone, stays)
    before = world.everything()

    for attempt in (
        lambda: merge(world, gone, stays, seen=2),
        lambda: world.contact(gone),
        lambda: world.visit(gone),
        lambda: world.below(gone, "骨科"),
    ):
        with pytest.raises(commands.WrongStatus) as refusal:
            attempt()
        assert str(refusal.value) == "「甲院」已并入别的终端，请打开并入的那一个。"

    assert world.everything() == before


def test_only_the_same_kind_is_a_duplicate(world):
    hospital = world.hospital()
    campus, building = (
        world.below(hospital, "东院区", Kind.CAMPUS),
        world.below(hospital, "一号楼", Kind.BUILDING),
    )

    with pytest.raises(commands.WrongTarget) as refusal:
        merge(world, campus, building)

    assert str(refusal.value) == "只能并入同一类型的终端，请另选。"
    assert refusal.value.where == (Place("into_id", "类型不同"),)


def test_nothing_merges_into_itself_its_own_inside_or_a_merged_one(world):
    hospital = world.hospital("甲医院")
    outer = world.below(hospital, "外科")
    inner = world.below(outer, "骨科")
    gone, stays = world.hospital("乙院"), world.hospital("乙医院")
    merge(world, gone, stays)

    for pk, into in ((outer, outer), (outer, inner), (hospital, gone)):
        with pytest.raises(commands.WrongTarget) as refusal:
            merge(world, pk, into)
        assert str(refusal.value) == "不能并入自己、自己的下级或已被合并的终端，请另选。"


def test_a_merge_needs_a_reason_and_the_newest_version(world):
    gone, stays = world.hospital("甲院"), world.hospital("甲医院")

    with pytest.raises(MissingReason):
        merge(world, gone, stays, reason=" ")
    with pytest.raises(Stale):
        merge(world, gone, stays, seen=9)


def test_two_departments_of_one_name_do_not_come_under_one_hospital(world):
    gone, stays = world.hospital("甲院"), world.hospital("甲医院")
    clashing = [world.below(gone, "骨科"), world.below(gone, "眼科")]
    world.below(gone, "儿科")
    for name in ("骨科", "眼科", "外科"):
        world.below(stays, name)
    before = world.everything()

    with pytest.raises(commands.NameTaken) as refusal:
        merge(world, gone, stays)

    numbers = [world.now(pk).terminal_no for pk in clashing]
    assert str(refusal.value) == (
        "两边的下级里都有「骨科」、「眼科」，请先把它们分别合并或改名，再合并上级。"
    )
    assert refusal.value.where == (
        Place("into_id", f"下级「骨科」（{numbers[0]}）重名"),
        Place("into_id", f"下级「眼科」（{numbers[1]}）重名"),
    )
    assert world.everything() == before


def test_a_child_may_be_called_as_the_duplicate_was_or_as_one_that_was_merged_before(world):
    hospital = world.hospital("甲医院")
    stays = world.below(hospital, "外科")
    gone = world.below(stays, "骨科")
    child = world.below(gone, "骨科")
    other = world.below(gone, "关节组")
    old = world.below(stays, "关节组")
    merge(world, old, world.below(stays, "关节"))

    merge(world, gone, stays)

    assert {world.now(pk).parent_id for pk in (child, other)} == {stays}


def test_the_name_of_the_merged_one_is_free_again(world):
    gone, stays = world.hospital("甲院"), world.hospital("甲医院")
    merge(world, gone, stays)

    assert world.now(world.hospital("甲院")).status == "PROSPECT"
