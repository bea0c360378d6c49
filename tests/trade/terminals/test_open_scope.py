"""A hospital becomes a scope of its own, so that its people can be granted what is theirs alone."""

from __future__ import annotations

import pytest

from duan.core.access.queries import scopes_in_reach
from duan.core.kernel.errors import Refused
from duan.trade.terminals import commands
from duan.trade.terminals.models import Contact, ContactSecret, Interaction, Terminal
from tests import make
from tests.trade.terminals import make as trade


@pytest.fixture
def hospital(world):
    """A hospital with a department, a contact and a visit."""
    hospital = world.hospital("甲医院")
    department = world.below(hospital, "骨科")
    world.contact(department, phone="13812345678")
    world.visit(department)
    return hospital


def test_all_that_is_known_there_goes_along(world, hospital):
    beside = world.hospital("乙医院")

    scope_id = commands.open_scope(make.admin(), terminal_id=hospital)

    with make.acting(world.overseer):
        assert set(Terminal.objects.filter(scope_id=scope_id).values_list("name", flat=True)) == {
            "甲医院",
            "骨科",
        }
        for model in (Contact, ContactSecret, Interaction):
            assert list(model.objects.values_list("scope_id", flat=True)) == [scope_id]
        assert Terminal.objects.get(pk=beside).scope_id == world.east


def test_its_own_people_know_its_name_and_nothing_beside_it(world, hospital):
    beside = world.hospital("乙医院")
    scope_id = commands.open_scope(make.admin(), terminal_id=hospital)

    nurse = make.somebody("hospital_user", on=scope_id)

    with make.acting(nurse):
        assert scopes_in_reach(nurse, "terminals.name") == [scope_id]
        assert not Terminal.objects.filter(pk=beside).exists()
        assert Terminal.objects.filter(pk=hospital).exists()
        assert not Contact.objects.exists()
        assert not Interaction.objects.exists()
    assert make.client(nurse).get(f"/api/terminals/{hospital}").status_code == 404


def test_the_regions_people_keep_all_they_had(world, hospital):
    commands.open_scope(make.admin(), terminal_id=hospital)

    commands.log_interaction(world.manager, terminal_id=hospital, meeting=trade.meeting())

    assert world.now(hospital).name == "甲医院"


def test_what_was_merged_into_it_still_points_to_it(world, hospital):
    twin = world.hospital("甲医院（旧）")
    commands.merge_terminal(
        world.manager, terminal_id=twin, seen_version=1, into_id=hospital, reason="重复"
    )

    scope_id = commands.open_scope(make.admin(), terminal_id=hospital)

    assert world.now(twin).scope_id == scope_id


@pytest.mark.parametrize(
    ("name", "code", "message"),
    [
        ("骨科", "not_an_institution", "只有医院本身可以单独成为辖区，请打开它所属的医院。"),
        (
            "甲医院",
            "terminal_scope_is_its_own",
            "「甲医院」已经是单独的辖区，可以直接为院方人员授权。",
        ),
    ],
)
def test_what_cannot_be_one_is_told_why(world, hospital, name, code, message):
    commands.open_scope(make.admin(), terminal_id=hospital)
    with make.acting(world.overseer):
        asked = Terminal.objects.get(name=name).pk
    before = world.everything()

    with pytest.raises(Refused) as refusal:
        commands.open_scope(make.admin(), terminal_id=asked)

    assert (refusal.value.code, str(refusal.value)) == (code, message)
    assert world.everything() == before
