from __future__ import annotations

import base64
import json

import pytest

from duan.trade.terminals import commands
from duan.trade.terminals.types import Status
from tests import make


def page_of(client, pk, **query):
    return client.get(f"/api/terminals/{pk}/timeline", query).json()


def sentences(client, pk):
    return [item["sentence"] for item in page_of(client, pk)["items"]]


@pytest.fixture
def story(world):
    hospital = world.hospital("甲医院")
    department = world.below(hospital, "骨科")
    world.visit(department, "看了关节镜")
    commands.change_status(
        world.manager,
        terminal_id=hospital,
        seen_version=1,
        status=Status.ACTIVE,
        reason="签约",
    )
    return {"hospital": hospital, "department": department}


def test_the_hospital_tells_what_happened_in_it_the_newest_first(world, story):
    assert sentences(make.client(world.manager), story["hospital"]) == [
        "把「甲医院」由潜在改为合作中，原因：签约",
        "在「骨科」上门拜访（了解需求）：看了关节镜",
        "新增科室「骨科」",
        "新增医院「甲医院」",
    ]


def test_the_department_tells_its_own_part(world, story):
    assert sentences(make.client(world.manager), story["department"]) == [
        "在「骨科」上门拜访（了解需求）：看了关节镜",
        "新增科室「骨科」",
    ]


def test_a_moment_names_who_did_what_to_which(world, story):
    newest, visit, *_ = page_of(make.client(world.manager), story["hospital"])["items"]

    assert (newest["actor_name"], newest["kind"], newest["command"]) == (
        "东经理",
        "AUDIT",
        "terminals.change_status",
    )
    assert newest["subject"] == {
        "kind": "terminal",
        "id": str(story["hospital"]),
        "name": "甲医院",
    }
    assert (visit["kind"], visit["detail"]["summary"]) == ("INTERACTION", "看了关节镜")


def test_pages_meet_without_a_gap_or_an_overlap(world, story):
    client = make.client(world.manager)
    whole = [item["id"] for item in page_of(client, story["hospital"])["items"]]

    told, cursor = [], ""
    while cursor is not None:
        page = page_of(client, story["hospital"], limit=1, cursor=cursor)
        told += [item["id"] for item in page["items"]]
        cursor = page["next"]

    assert told == whole


def test_what_was_merged_brings_its_story_and_the_merge_is_told_once(world, story):
    duplicate = world.hospital("甲院")
    world.visit(duplicate, "旧谈话")
    commands.merge_terminal(
        world.manager,
        terminal_id=duplicate,
        seen_version=1,
        into_id=story["hospital"],
        reason="重复",
    )

    assert sentences(make.client(world.manager), story["hospital"])[:3] == [
        "把重复的「甲院」并入「甲医院」，原因：重复",
        "在「甲院」上门拜访（了解需求）：旧谈话",
        "新增医院「甲院」",
    ]


def test_another_region_gets_no_story(world, story):
    client = make.client(world.stranger)

    assert [client.get(f"/api/terminals/{pk}/timeline").status_code for pk in story.values()] == [
        404,
        404,
    ]


def test_a_viewer_without_the_log_sees_the_page_and_no_story(world, story):
    """An administrator of the region sees terminals and the log; nobody in particular neither."""
    nobody = make.client(make.nobody_special())

    assert nobody.get(f"/api/terminals/{story['hospital']}/timeline").status_code == 404


def cursor_of(*parts):
    return base64.urlsafe_b64encode(json.dumps(parts).encode()).decode().rstrip("=")


NIL = "00000000-0000-7000-8000-000000000000"


@pytest.mark.parametrize(
    "cursor",
    [
        "x",
        "%%%",
        cursor_of("at", "yesterday", NIL),
        cursor_of("at", 5, NIL),
        cursor_of("at", "2026-01-01T00:00:00+00:00", "no id"),
        cursor_of("name", "2026-01-01T00:00:00+00:00", NIL),
        cursor_of("at", "2026-01-01\0", NIL),
    ],
)
def test_a_cursor_that_we_did_not_make_is_refused(cursor, world, story):
    client = make.client(world.manager)

    timeline = client.get(f"/api/terminals/{story['hospital']}/timeline", {"cursor": cursor})
    visits = client.get("/api/terminals/interactions", {"cursor": cursor.replace("at", "met_at")})

    assert (timeline.status_code, timeline.json()["code"]) == (422, "invalid")
    assert visits.status_code == 422
    assert timeline.json()["where"] == [{"field": "cursor", "message": "请去掉"}]
