from __future__ import annotations

import pytest

from duan.trade.terminals.policies import can_stand
from duan.trade.terminals.types import MAY_STAND_UNDER, TOP_KINDS, Kind
from tests import make


@pytest.fixture
def hospital(world):
    return world.hospital("甲医院")


def told(world, pk):
    answer = make.client(world.manager).get(f"/api/terminals/{pk}/tree")
    return outline(answer.json()["root"])


def outline(node):
    inner = [outline(child) for child in node["children"]]
    return (node["name"], inner) if inner else node["name"]


def test_the_tree_shows_the_institution_from_its_top_by_sound(world, hospital):
    campus = world.below(hospital, "东院区", Kind.CAMPUS)
    orthopaedics = world.below(campus, "骨科")
    world.below(campus, "儿科")
    world.below(orthopaedics, "骨科病区", Kind.WARD)
    world.below(hospital, "采购办", Kind.PURCHASING_OFFICE)
    whole = ("甲医院", ["采购办", ("东院区", ["儿科", ("骨科", ["骨科病区"])])])

    assert told(world, hospital) == whole
    assert told(world, orthopaedics) == whole


def test_the_page_names_the_way_up_from_the_top_down(world, hospital):
    campus = world.below(hospital, "东院区", Kind.CAMPUS)
    department = world.below(campus, "骨科")
    ward = world.below(department, "骨科病区", Kind.WARD)

    page = make.client(world.manager).get(f"/api/terminals/{ward}").json()

    assert [step["name"] for step in page["ancestors"]] == ["甲医院", "东院区", "骨科"]
    assert page["parent_name"] == "骨科"


@pytest.mark.parametrize("page", ["", "/tree"])
def test_a_page_costs_the_same_queries_for_one_and_for_many_rows(
    page, world, hospital, django_assert_num_queries
):
    world.below(hospital, "骨科")
    client = make.client(world.manager)
    counted = {"": 12, "/tree": 7}[page]

    with django_assert_num_queries(counted):
        client.get(f"/api/terminals/{hospital}{page}")
    for name in ("眼科", "儿科", "外科"):
        world.below(hospital, name)
    with django_assert_num_queries(counted):
        client.get(f"/api/terminals/{hospital}{page}")


def test_every_kind_has_a_place_and_the_places_have_an_end():
    """Each kind can be reached from one that stands on top, so each can exist."""
    reached = set(TOP_KINDS)
    while (
        found := {kind for kind in Kind for parent in reached if can_stand(kind, parent)} - reached
    ):
        reached |= found

    assert reached == set(Kind)
    assert set(MAY_STAND_UNDER) == set(Kind)


def test_what_the_page_offers_is_what_the_person_may_do(world, hospital):
    def offered(role):
        client = make.client(make.somebody(role, on=world.east))
        return client.get(f"/api/terminals/{hospital}").json()["may"]

    everything = ["edit", "move", "close", "merge", "contact", "reveal", "meet"]
    assert {role: offered(role) for role in ("sales", "engineer", "viewer", "administrator")} == {
        "sales": everything,
        "engineer": ["reveal", "meet"],
        "viewer": [],
        "administrator": ["open"],
    }
