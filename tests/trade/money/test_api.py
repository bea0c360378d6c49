"""Over HTTP: amounts are texts, refusals name their field."""

from __future__ import annotations

import pytest

from tests import make
from tests.trade.money import make as trade


@pytest.fixture
def milestone(world):
    return world.due("1280000.50")


def post(actor, path, body):
    return make.client(actor).post(f"/api/money{path}", body, content_type="application/json")


def get(actor, path, **query):
    return make.client(actor).get(f"/api/money{path}", query)


def test_a_receipt_goes_in_and_comes_out_to_the_cent(world, milestone):
    body = {
        "seen_version": milestone.version,
        "amount": "280000.50",
        "received_on": str(trade.today()),
        "bank_reference": "招行 1",
    }

    made = post(world.finance, f"/milestones/{milestone.pk}/receipts", body)

    found = get(world.finance, f"/milestones/{milestone.pk}").json()
    assert made.status_code == 201
    assert (found["amount"], found["received"], found["open"], found["may"]) == (
        "1280000.50", "280000.50", "1000000.00", ["record"],
    )  # fmt: skip
    assert [(r["id"], r["amount"], r["recorded_by_name"]) for r in found["receipts"]] == [
        (made.json()["id"], "280000.50", "东财务")
    ]
    totals = get(world.finance, "/totals").json()
    assert (totals["open"], totals["received"], totals["open_count"]) == (
        "1000000.00", "280000.50", 1,
    )  # fmt: skip


def test_what_is_too_much_is_said_at_its_field(world, milestone):
    body = {
        "seen_version": milestone.version,
        "amount": "1280000.51",
        "received_on": str(trade.today()),
    }

    answer = post(world.finance, f"/milestones/{milestone.pk}/receipts", body)

    assert (answer.status_code, answer.json()) == (
        422,
        {
            "code": "receipt_is_too_much",
            "message": "这个回款节点还差 1280000.50 元，不能登记 1280000.51 元。"
            "请核对金额，或把多出的部分登记到别的节点。",
            "where": [{"field": "amount", "message": "最多 1280000.50 元"}],
        },
    )


def test_the_list_is_narrowed_by_what_it_shows(world, milestone):
    world.planned()

    def shown(**query):
        return len(get(world.finance, "/milestones", **query).json()["items"])

    assert [shown(), shown(show="PLANNED"), shown(show="OVERDUE"), shown(q="没有")] == [2, 3, 0, 0]
    assert get(world.finance, "/milestones", show="LOST").status_code == 422
    assert len(get(world.finance, f"/deals/{milestone.deal_id}").json()["items"]) == 1


def test_whoever_sells_sees_the_money_and_may_not_write_it_down(world, milestone):
    body = {"seen_version": 2, "amount": "1.00", "received_on": str(trade.today())}

    seen = get(world.sales.seller, f"/milestones/{milestone.pk}")
    answer = post(world.sales.seller, f"/milestones/{milestone.pk}/receipts", body)

    assert (seen.status_code, seen.json()["may"], answer.status_code) == (200, [], 404)
