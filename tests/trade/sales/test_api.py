"""A deal over HTTP, as the page runs it: each answer is the whole deal."""

from __future__ import annotations

from uuid import UUID

from tests import make
from tests.trade.sales import make as trade


def post(who, path, body=None, *, expected=200):
    answer = make.client(who).post(f"/api/sales{path}", body or {}, content_type="application/json")
    assert answer.status_code == expected, answer.content.decode()
    return answer.json()


def get(who, path, **query):
    return make.client(who).get(f"/api/sales{path}", query).json()


TERMS = {
    "warranty_rule": "ACCEPTANCE_SIGNED",
    "warranty_months": 24,
    "sla_class": "C",
    "schedule": [
        {"kind": "DEPOSIT", "percent": "30", "days": 7},
        {"kind": "ACCEPTANCE", "percent": "69.5", "days": 30},
        {"kind": "RETENTION", "percent": "0.50", "days": 365},
    ],
}


def accepted(world):
    """Bring a deal over HTTP as far as a quote that the customer takes."""
    lead = {
        "terminal_id": str(world.hospital),
        "department_id": str(world.ward),
        "title": "超声更新",
        "need": "两台",
    }
    deal = post(world.seller, "/leads", lead, expected=201)
    prospect = {"seen_version": deal["version"], "budget": "1000000", "expected_on": None}
    deal = post(world.seller, f"/leads/{deal['id']}/qualify", prospect)
    line = {"model_id": str(world.goods.model_id), "quantity": 2, "unit_price": "476543.2"}
    offer = {
        "opportunity_id": deal["opportunity"]["id"],
        "lines": [line],
        "valid_through": str(trade.today(30)),
    }
    deal = post(world.seller, "/quotes", offer, expected=201)
    for step in ("send", "accept"):
        quote = deal["quotes"][0]
        path = f"/quotes/{quote['id']}/{step}"
        deal = post(world.seller, path, {"seen_version": quote["version"]})
    return deal


def signed(world, quote_id):
    """Draft a contract, let it come back once, and sign it."""
    deal = post(world.seller, "/contracts", {**TERMS, "quote_id": quote_id}, expected=201)
    for who, step, more in (
        (world.seller, "submit", {}),
        (world.manager, "return", {"reason": "预付款再高些"}),
        (world.seller, "revise", TERMS),
        (world.seller, "submit", {}),
        (world.manager, "approve", {}),
        (world.seller, "sign", {"signed_on": str(trade.today())}),
    ):
        contract = deal["contract"]
        path = f"/contracts/{contract['id']}/{step}"
        deal = post(who, path, {"seen_version": contract["version"], **more})
    return deal


def test_a_deal_runs_from_lead_to_order(world):
    deal = signed(world, accepted(world)["quotes"][0]["id"])
    order = {"contract_id": deal["contract"]["id"], "commit_on": str(trade.today(20))}
    deal = post(world.seller, "/orders", order, expected=201)

    assert deal == get(world.seller, f"/deals/{deal['id']}")
    assert (deal["stage"], deal["next"], deal["amount"]) == ("ORDER", None, "953086.40")
    assert (deal["terminal_name"], deal["department_name"]) == ("甲医院", "超声科")
    contract = deal["contract"]
    assert contract["schedule"] == [
        {"kind": "DEPOSIT", "percent": "30.00", "days": 7},
        {"kind": "ACCEPTANCE", "percent": "69.50", "days": 30},
        {"kind": "RETENTION", "percent": "0.50", "days": 365},
    ]
    assert [contract[f"{step}_by_name"] for step in ("submitted", "approved", "signed")] == [
        "东销售",
        "东经理",
        "东销售",
    ]
    assert deal["order"]["confirmed_by_name"] == "东销售"


def test_a_line_is_told_with_its_names_and_amounts_as_texts(world):
    line = accepted(world)["quotes"][0]["lines"][0]

    assert line | {"id": "", "product_name": ""} == {
        "id": "",
        "position": 1,
        "model_id": str(world.goods.model_id),
        "product_name": "",
        "model_name": "UX-1",
        "unit_name": "台",
        "quantity": 2,
        "unit_price": "476543.20",
        "amount": "953086.40",
    }


def test_a_refusal_names_the_field_of_the_form(world):
    quote_id = world.accepted()
    schedule = [{"kind": "DEPOSIT", "percent": "30", "days": 0}]

    problem = post(
        world.seller,
        "/contracts",
        {**TERMS, "schedule": schedule, "quote_id": str(quote_id)},
        expected=422,
    )

    assert problem == {
        "code": "unusable_schedule",
        "message": "付款计划有误，请修改：各期合计 30%，必须正好是 100%。",
        "where": [{"field": "schedule", "message": "各期合计 30%，必须正好是 100%"}],
    }


def test_the_list_is_narrowed_by_its_address(world):
    world.lead("甲")
    world.opportunity(world.lead("乙"))
    world.lead("丙", by=world.manager)

    mine = get(world.seller, "/deals", mine="true", stage="OPPORTUNITY")

    assert [(row["title"], row["amount"]) for row in mine["items"]] == [("乙", "1000000.00")]
    assert get(world.seller, "/deals/stages", mine="true")["stages"] == {
        "LEAD": 1,
        "OPPORTUNITY": 1,
        "QUOTE": 0,
        "CONTRACT": 0,
        "ORDER": 0,
        "CLOSED": 0,
    }


def test_a_deal_of_another_region_is_answered_as_a_missing_one(world):
    lead = world.lead()

    hidden = make.client(world.stranger).get(f"/api/sales/deals/{lead}")
    missing = make.client(world.stranger).get(f"/api/sales/deals/{UUID(int=7)}")

    assert (hidden.status_code, hidden.content) == (404, missing.content)


def test_whoever_has_no_hand_in_sales_learns_no_price(world):
    world.order()

    for role in ("engineer", "hospital_user", "warehouse_keeper", "service_desk", "viewer"):
        who = make.somebody(role, on=world.east)
        assert get(who, "/deals") == {"items": [], "next": None}
