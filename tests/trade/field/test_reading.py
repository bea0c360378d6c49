"""What people see of the work on site, and what it costs to see it."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from duan.core.access.types import NotAllowed
from duan.core.kernel.context import acting
from duan.core.kernel.steps import Step
from duan.core.people.commands import automaton
from duan.trade.field import commands, queries
from duan.trade.field.models import Task
from duan.trade.field.types import TaskFilter
from tests import make
from tests.trade.field import make as site
from tests.trade.field.make import CAME, DAY, today


def get(who, path, **query):
    return make.client(who).get(f"/api/field{path}", query)


def test_a_list_costs_the_same_for_one_and_for_three(world):
    def cost() -> tuple[int, int]:
        with CaptureQueriesContext(connection) as asked:
            found = get(world.desk, "/tasks").json()["items"]
        return len(found), len(asked)

    world.dispatched()
    one = cost()
    for _ in range(2):
        world.dispatched()

    assert (one[0], cost()) == (1, (3, one[1]))


def test_a_list_of_trainings_costs_the_same_for_one_and_for_three(world):
    def cost() -> tuple[int, int]:
        with CaptureQueriesContext(connection) as asked:
            found = get(world.desk, "/trainings").json()["items"]
        return len(found), len(asked)

    world.training()
    one = cost()
    for _ in range(2):
        world.training()

    assert (one[0], cost()) == (1, (3, one[1]))


def test_a_list_is_narrowed_by_state_person_place_deal_and_words(world):
    waiting, mine = world.task(), world.dispatched()
    tasks = {"waiting": world.now(waiting), "mine": world.now(mine)}

    def found(**query):
        ids = {row["id"] for row in get(world.engineer, "/tasks", **query).json()["items"]}
        return {name for name, task in tasks.items() if str(task.pk) in ids}

    assert found() == {"waiting", "mine"}
    assert found(status="WAITING") == {"waiting"}
    assert found(mine="true") == {"mine"}
    assert found(terminal=world.ward) == found(terminal=world.hospital) == {"waiting", "mine"}
    assert found(terminal=make.new_id()) == set()
    assert found(deal=tasks["mine"].deal_id) == {"mine"}
    assert found(q=tasks["mine"].serial_no) == {"mine"}
    assert found(q=tasks["waiting"].task_no.lower()) == {"waiting"}
    assert found(q="甲医") == found(q="彩色超声") == {"waiting", "mine"}
    assert found(q="%") == set()


def test_pages_follow_each_other_without_gap_or_repeat(world):
    wanted = [str(world.task()) for _ in range(5)][::-1]

    first = get(world.desk, "/tasks", limit=2).json()
    second = get(world.desk, "/tasks", limit=2, cursor=first["next"]).json()
    third = get(world.desk, "/tasks", limit=2, cursor=second["next"]).json()

    pages = [first, second, third]
    assert [row["id"] for page in pages for row in page["items"]] == wanted
    assert third["next"] is None


def test_a_row_says_where_who_and_whether_it_is_late(world):
    task_id = world.dispatched()
    with acting(world.engineer):
        Task.objects.filter(pk=task_id).update(planned_on=today() - DAY)

    [row] = get(world.engineer, "/tasks").json()["items"]

    shown = ("terminal_name", "department_name", "engineer_name", "mine", "late", "status")
    assert {name: row[name] for name in shown} == {
        "terminal_name": "甲医院",
        "department_name": "超声科",
        "engineer_name": "赵工",
        "mine": True,
        "late": True,
        "status": "DISPATCHED",
    }
    assert get(world.desk, "/tasks").json()["items"][0]["mine"] is False


DOINGS = """
stage      desk      engineer    colleague director seller
waiting    dispatch  train       train     -        dispatch
dispatched dispatch  start,train train     -        dispatch
started    dispatch  work,train  train     -        dispatch
installed  -         train       train     accept   -
accepted   -         train       train     -        -
"""


@pytest.mark.parametrize("row", DOINGS.strip().splitlines()[1:], ids=lambda row: row.split()[0])
def test_a_page_offers_just_what_this_person_may_do_now(world, row):
    stage, *expected = row.split()
    task_id = getattr(world, stage if stage != "waiting" else "task")()

    found = []
    for name in DOINGS.split()[1:6]:
        may = get(getattr(world, name), f"/tasks/{task_id}").json()["may"]
        found.append(",".join(may) or "-")

    assert found == expected


def test_a_page_shows_photos_signature_and_trainings(world):
    task_id = world.accepted()
    training_id = world.training(task_id)

    told = get(world.director, f"/tasks/{task_id}").json()

    [photo] = told["photos"]
    assert (photo["added_by_name"], len(photo["sha256"])) == ("赵工", 64)
    assert told["acceptance"]["signer_name"] == "王主任"
    assert told["acceptance"]["accepted_by_name"] == "院方主任"
    assert [one["id"] for one in told["trainings"]] == [str(training_id)]
    client = make.client(world.director)
    for file_id in (photo["file_id"], told["acceptance"]["signature_file_id"]):
        answer = client.get(f"/api/files/{file_id}")
        assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")
        assert b"".join(answer.streaming_content).startswith(b"\x89PNG")


def test_whoever_may_dispatch_is_told_the_engineers_of_the_region_by_name(world):
    task_id = world.task()
    make.somebody("engineer", on=world.west, name="孙工")

    names = [one["name"] for one in get(world.desk, f"/tasks/{task_id}/engineers").json()["items"]]

    assert names == ["赵工", "钱工"]
    with pytest.raises(NotAllowed):
        queries.engineers_for(make.as_(world.director), task_id)
    assert get(world.stranger, f"/tasks/{task_id}/engineers").status_code == 404


def test_open_installs_of_a_deal_are_counted_until_the_last_is_accepted(world):
    shipment_id = site.arrived(world, units=2)
    deal = site.deal_of(world, shipment_id)
    first, second = commands.plan_installs(automaton(), shipment_id=shipment_id)

    def still_open() -> int:
        return queries.count_open_installs(make.as_(automaton()), deal)

    assert still_open() == 2
    world.accepted(first)
    assert still_open() == 1
    world.accepted(second)
    assert still_open() == 0
    facts = queries.installs_of(make.as_(world.seller), deal_id=deal)
    assert [(one.task_id, one.accepted_at is not None) for one in facts] == [
        (first, True),
        (second, True),
    ]
    tomorrow = today() + DAY
    assert (
        queries.installs_of(
            make.as_(world.seller), planned_from=tomorrow, planned_until=tomorrow + DAY
        )
        == facts
    )
    assert queries.installs_of(make.as_(world.seller), planned_until=tomorrow) == []
    assert queries.installs_of(make.as_(world.stranger), deal_id=deal) == []


def steps(world, deal, who=None) -> list[tuple[str, str, str, tuple[str, ...]]]:
    who = make.as_(who or world.seller)
    return [(s.stage, s.state, s.title, s.missing) for s in queries.steps_of(who, deal)]


def test_the_line_of_a_deal_tells_what_has_begun_and_what_it_waits_for(world):
    shipment_id = site.arrived(world, units=2)
    deal = site.deal_of(world, shipment_id)
    first, second = commands.plan_installs(automaton(), shipment_id=shipment_id)
    one, two = (world.now(task_id).task_no for task_id in (first, second))

    assert steps(world, deal) == [
        ("DISPATCH", "NOW", "派工 0/2", (f"{one} 等待派工", f"{two} 等待派工")),
    ]
    world.installed(first)
    assert steps(world, deal) == [
        ("DISPATCH", "NOW", "派工 1/2", (f"{two} 等待派工",)),
        ("INSTALL", "NOW", "安装 1/2", (f"{two} 尚未完成安装",)),
        ("ACCEPT", "NOW", "验收 0/2", (f"{one} 等待院方签字", f"{two} 等待院方签字")),
    ]
    world.accepted(second)
    site.accept(world, first)
    assert steps(world, deal)[1:] == [
        ("INSTALL", "DONE", "安装 2/2", ()),
        ("ACCEPT", "DONE", "验收 2/2", ()),
        ("TRAIN", "NOW", "培训", ("还没有安排培训",)),
    ]
    training_id = world.training(first)
    assert steps(world, deal)[3] == ("TRAIN", "NOW", "培训 0/1", ("N0000001 尚未签到",))
    commands.hold_training(world.engineer, training_id=training_id, seen_version=1, attendance=CAME)
    assert steps(world, deal)[3] == ("TRAIN", "DONE", "培训 1/1", ())


def test_an_install_whose_day_has_passed_is_missing(world):
    task_id = world.dispatched()
    deal = world.now(task_id).deal_id
    with acting(world.engineer):
        Task.objects.filter(pk=task_id).update(planned_on=today() - DAY)

    install = queries.steps_of(make.as_(world.seller), deal)[1]

    assert (install.stage, install.state) == ("INSTALL", "MISSING")
    assert install.due_at is not None
    assert install.link == ("task", task_id)


def test_a_step_says_who_did_it_and_when(world):
    task_id = world.accepted()

    told = queries.steps_of(make.as_(world.seller), world.now(task_id).deal_id)

    assert [(step.stage, step.by) for step in told[:3]] == [
        ("DISPATCH", world.desk.account_id),
        ("INSTALL", world.engineer.account_id),
        ("ACCEPT", world.director.account_id),
    ]
    assert all(step.at is not None and isinstance(step, Step) for step in told[:3])


def test_whoever_sees_no_work_on_site_is_told_nothing(world):
    task_id = world.accepted()
    deal = world.now(task_id).deal_id

    assert steps(world, deal, world.stranger) == []
    assert steps(world, deal, make.nobody_special()) == []
    assert get(world.stranger, "/tasks").json()["items"] == []
    assert queries.count_open_installs(make.as_(world.stranger), deal) == 0


def test_the_line_costs_the_same_for_one_unit_and_for_three(world):
    def cost(units: int) -> int:
        shipment_id = site.arrived(world, units=units)
        deal = site.deal_of(world, shipment_id)
        for task_id in commands.plan_installs(automaton(), shipment_id=shipment_id):
            world.accepted(task_id)
        make.as_(world.seller)
        with CaptureQueriesContext(connection) as asked:
            assert len(queries.steps_of(world.seller, deal)) == 4
        return len(asked)

    assert cost(1) == cost(3)


def test_a_finance_clerk_who_may_not_open_devices_still_reads_what_was_installed(world):
    task_id = world.accepted()
    clerk = make.somebody("finance", on=world.east)

    page = queries.page_of_tasks(make.as_(clerk), TaskFilter(), cursor="", limit=10)

    assert [row["id"] for row in page.items] == [task_id]
    assert page.items[0]["device_name"].endswith("UX-1")
