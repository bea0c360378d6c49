from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from duan.trade.journey.queries import page_of_threads
from duan.trade.sales.models import Order
from duan.trade.terminals.types import Kind
from tests import make

pytestmark = pytest.mark.django_db


def page(actor, *, terminal_id=None, cursor="", limit=50):
    make.as_(actor)
    return page_of_threads(actor, terminal_id=terminal_id, cursor=cursor, limit=limit)


def titles(found):
    return [row["title"] for row in found.items]


def test_the_list_says_how_far_each_deal_got(w):
    fresh = w.deal("只有线索")
    order_id = w.sales.order()
    deal_id = w.sales.deal_of(Order, order_id).pk
    confirmed_at = w.sales.stored(Order, order_id).confirmed_at

    rows = {row["deal_id"]: row for row in page(w.sales.seller).items}

    assert set(rows) == {fresh, deal_id}
    assert (rows[fresh]["title"], rows[fresh]["reached"]) == ("只有线索", "LEAD")
    assert (rows[deal_id]["reached"], rows[deal_id]["reached_at"]) == ("ORDER", confirmed_at)
    assert (rows[deal_id]["terminal_name"], rows[deal_id]["department_name"]) == (
        "甲医院",
        "超声科",
    )


def test_pages_follow_each_other_newest_first_and_lose_nothing(w):
    made = [w.deal(f"项目{number}") for number in range(5)]

    first = page(w.sales.seller, limit=2)
    second = page(w.sales.seller, cursor=first.next, limit=2)
    third = page(w.sales.seller, cursor=second.next, limit=2)

    found = [row["deal_id"] for part in (first, second, third) for row in part.items]
    assert found == list(reversed(made))
    assert third.next is None


def test_who_sees_devices_only_finds_each_deal_once_called_by_what_it_is(w):
    deal_id, unseen = w.deal("绝密项目"), w.deal("还没有设备")
    w.unit(deal_id)
    w.unit(deal_id)

    found = page(w.hospital_user)

    (row,) = found.items
    assert (row["deal_id"], row["terminal_name"]) == (deal_id, "甲医院")
    assert re.fullmatch(r"彩色超声诊断系统\d+ UX-1", row["title"])
    assert unseen not in {row["deal_id"] for row in found.items}


def test_a_terminal_and_a_department_list_their_own_deals(w):
    other = make.terminal("乙医院", by=w.sales.seller, on=w.sales.east)
    ward = make.terminal("骨科", by=w.sales.seller, kind=Kind.DEPARTMENT, under=other)
    w.deal("甲的")
    w.sales.lead("乙的", terminal_id=other, department_id=ward)
    seller = w.sales.seller

    assert titles(page(seller, terminal_id=w.sales.hospital)) == ["甲的"]
    assert titles(page(seller, terminal_id=other)) == ["乙的"]
    assert titles(page(seller, terminal_id=ward)) == ["乙的"]


def test_a_stranger_and_somebody_without_a_grant_get_an_empty_list(w):
    w.unit(w.deal())

    assert page(w.sales.stranger).items == []
    assert page(make.nobody_special()).items == []


@pytest.mark.parametrize("who", ["seller", "hospital_user"])
def test_three_deals_cost_as_many_queries_as_one(w, who):
    actor = {"seller": w.sales.seller, "hospital_user": w.hospital_user}[who]

    def cost():
        make.as_(actor)
        with CaptureQueriesContext(connection) as asked:
            found = page_of_threads(actor, terminal_id=None, cursor="", limit=50)
        return len(found.items), len(asked)

    w.unit(w.deal())
    few, cheap = cost()
    for _ in range(2):
        w.unit(w.deal())
    many, dear = cost()
    assert (few, many) == (1, 3)
    assert cheap == dear
