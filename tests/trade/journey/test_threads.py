from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from duan.core.kernel.errors import NotFound
from duan.trade.catalog.queries import models_named
from duan.trade.journey.queries import find_thread_of_unit, thread_of
from duan.trade.journey.types import Stage, StageState
from duan.trade.sales.models import Order
from tests import make

pytestmark = pytest.mark.django_db
NOBODYS = make.new_id()


def line(actor, deal_id, *, days=0):
    make.as_(actor)
    return thread_of(actor, deal_id, now=make.database_now() + timedelta(days=days))


def states(thread):
    return {facts.stage: facts.state for facts in thread.stages}


def test_a_fresh_lead_shows_what_is_done_what_is_next_and_all_that_lies_ahead(w):
    deal_id = w.deal("超声更新")

    thread = line(w.sales.seller, deal_id, days=3)

    lead, opportunity = thread.stages[:2]
    assert (thread.title, thread.terminal_name, thread.department_name) == (
        "超声更新",
        "甲医院",
        "超声科",
    )
    assert (lead.state, lead.seconds, thread.names[lead.by]) == (StageState.DONE, None, "东销售")
    assert (opportunity.state, opportunity.missing, opportunity.who) == (
        StageState.NOW,
        ("销售判断线索值得跟进，转为商机",),
        ("销售代表", "区域经理"),
    )
    assert opportunity.seconds == (make.database_now() + timedelta(days=3) - lead.at) // timedelta(
        seconds=1
    )
    assert thread.current == Stage.OPPORTUNITY
    assert {facts.state for facts in thread.stages[2:]} == {StageState.AHEAD}
    assert [facts.stage for facts in thread.stages] == list(Stage)


def test_the_order_and_the_devices_of_a_deal_stand_on_one_line(w):
    order_id = w.sales.order()
    deal_id = w.sales.deal_of(Order, order_id).pk
    unit_id = w.unit(deal_id)

    thread = line(w.sales.seller, deal_id)

    goods = models_named({w.sales.goods.model_id})[w.sales.goods.model_id]
    sold = [Stage.LEAD, Stage.OPPORTUNITY, Stage.QUOTE, Stage.CONTRACT, Stage.ORDER]
    assert [states(thread)[stage] for stage in sold] == [StageState.DONE] * 5
    assert [(unit.id, unit.name, unit.place_name) for unit in thread.units] == [
        (unit_id, f"{goods.product_name} {goods.model_name}", "超声科")
    ]
    assert find_thread_of_unit(w.sales.seller, unit_id, now=make.database_now()).deal_id == deal_id


def test_who_sees_only_the_devices_gets_no_word_of_the_sale(w):
    deal_id = w.deal("绝密项目")
    w.unit(deal_id)

    thread = line(w.hospital_user, deal_id)

    assert thread.terminal_name == "甲医院"
    assert thread.title == thread.units[0].name
    told = {facts.stage for facts in thread.stages}
    assert told & {Stage.LEAD, Stage.OPPORTUNITY, Stage.QUOTE, Stage.CONTRACT, Stage.ORDER} == set()
    assert told & {Stage.CHECK, Stage.SHIP, Stage.ARRIVE, Stage.PAY} == set()
    assert {Stage.ACCEPT, Stage.WARRANTY, Stage.CARE} <= told
    assert "绝密项目" not in str(thread)


@pytest.mark.parametrize(
    ("who", "deal", "by_its_unit"),
    [
        ("seller", "✓", "✓"),
        ("manager", "✓", "✓"),
        ("engineer", "✓", "✓"),
        ("hospital_user", "✓", "✓"),
        ("keeper", "✓", "✓"),
        ("stranger", "✗", "✗"),
        ("nobody", "✗", "✗"),
    ],
)
def test_who_sees_nothing_of_a_deal_does_not_learn_that_it_exists(w, who, deal, by_its_unit):
    deal_id = w.deal()
    unit_id = w.unit(deal_id)
    known = {"nobody": make.nobody_special()} | vars(w.sales) | vars(w)
    actor = make.as_(known[who])
    now = make.database_now()

    assert outcome(lambda: thread_of(actor, deal_id, now=now)) == deal
    assert outcome(lambda: find_thread_of_unit(actor, unit_id, now=now)) == by_its_unit


def outcome(read):
    try:
        read()
    except NotFound:
        return "✗"
    return "✓"


def test_a_missing_deal_and_a_unit_in_no_deal_are_not_found(w):
    make.as_(w.sales.seller)
    now = make.database_now()
    with pytest.raises(NotFound):
        thread_of(w.sales.seller, NOBODYS, now=now)
    with pytest.raises(NotFound):
        find_thread_of_unit(w.sales.seller, NOBODYS, now=now)


def test_three_units_cost_as_many_queries_as_one(w):
    one, three = w.deal("一台"), w.deal("三台")
    for deal_id in (one, three, three, three):
        w.unit(deal_id)

    def cost(deal_id):
        make.as_(w.sales.seller)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            thread = thread_of(w.sales.seller, deal_id, now=make.database_now())
        return len(thread.units), len(asked)

    (few, cheap), (many, dear) = cost(one), cost(three)
    assert (few, many) == (1, 3)
    assert cheap == dear
