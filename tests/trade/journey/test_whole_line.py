"""The line of a device that was installed and taken over, through the HTTP interface."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from duan.core.people.commands import automaton
from duan.trade.field.commands import plan_installs
from duan.trade.journey.queries import thread_of
from tests import make
from tests.trade.field import make as field

pytestmark = pytest.mark.django_db


@pytest.fixture
def w():
    return field.world()


def get(actor, path):
    answer = make.client(actor).get(f"/api/journey{path}")
    return answer.status_code, answer.json()


def test_an_accepted_device_shows_each_stage_with_who_and_what_comes_next(w):
    task_id = w.accepted(w.task())
    task = w.now(task_id)

    status, told = get(w.engineer, f"/by-unit/{task.unit_id}")

    stages = {one["stage"]: one for one in told["stages"]}
    assert (status, told["deal_id"], told["title"]) == (200, str(task.deal_id), task.device_name)
    assert [stages[name]["state"] for name in ("DISPATCH", "INSTALL", "ACCEPT", "WARRANTY")] == [
        "DONE"
    ] * 4
    assert [stages[name]["by_name"] for name in ("DISPATCH", "INSTALL", "ACCEPT")] == [
        "客服",
        "赵工",
        "院方主任",
    ]
    assert stages["INSTALL"]["link"] == {"kind": "task", "id": str(task_id)}
    assert stages["INSTALL"]["seconds"] is not None
    assert told["current"] == "TRAIN"
    assert [unit["status"] for unit in told["units"]] == ["IN_SERVICE"]


def test_the_list_names_the_last_stage_that_was_reached(w):
    waiting, accepted = w.task(), w.accepted(w.task())

    _, told = get(w.engineer, "")

    reached = {row["deal_id"]: row["reached"] for row in told["items"]}
    assert reached == {
        str(w.now(waiting).deal_id): "ARRIVE",
        str(w.now(accepted).deal_id): "WARRANTY",
    }


def test_three_installations_cost_as_many_queries_as_one(w):
    deals = {}
    for units in (1, 3):
        shipment_id = field.arrived(w, units=units)
        tasks = plan_installs(automaton(), shipment_id=shipment_id)
        deals[units] = w.now(tasks[0]).deal_id

    def cost(units):
        make.as_(w.engineer)
        with CaptureQueriesContext(connection) as asked:
            thread = thread_of(w.engineer, deals[units], now=make.database_now())
        return len(thread.units), len(asked)

    (few, cheap), (many, dear) = cost(1), cost(3)
    assert (few, many) == (1, 3)
    assert cheap == dear


def test_the_hospital_sees_its_acceptance_and_no_word_of_delivery_or_money(w):
    task_id = w.installed(w.task())

    _, told = get(w.director, f"/{w.now(task_id).deal_id}")

    names = [one["stage"] for one in told["stages"]]
    assert names == ["DISPATCH", "INSTALL", "ACCEPT", "TRAIN", "WARRANTY", "CARE"]
    assert (told["current"], told["stages"][2]["who"]) == ("ACCEPT", ["院方人员"])


def test_somebody_from_another_region_is_told_what_a_missing_deal_is_told(w):
    deal_id = w.now(w.task()).deal_id

    hidden = get(w.stranger, f"/{deal_id}")
    missing = get(w.stranger, f"/{make.new_id()}")

    assert hidden == missing
    assert hidden[0] == 404
