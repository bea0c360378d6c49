"""From a lead to a renewal: the parts work together, and each person sees what his step needs."""

from __future__ import annotations

from tests.scenarios.life_of_a_device.story import PRICE, SERIALS


def test_one_devices_whole_life(life):
    assert life.ids["answers"]["check"] == [
        ("REFUSED", "wrong_product"),
        ("REFUSED", "unknown_unit"),
        ("PASSED", ""),
        ("REFUSED", "already_on_shipment"),
        ("PASSED", ""),
    ]
    journey = life.get("manager", f"journey/{life.ids['deal']}")
    assert [(one["stage"], one["state"]) for one in journey["stages"]] == [
        ("LEAD", "DONE"),
        ("OPPORTUNITY", "DONE"),
        ("QUOTE", "DONE"),
        ("CONTRACT", "DONE"),
        ("ORDER", "DONE"),
        ("CHECK", "DONE"),
        ("SHIP", "DONE"),
        ("ARRIVE", "DONE"),
        ("DISPATCH", "DONE"),
        ("INSTALL", "DONE"),
        ("ACCEPT", "DONE"),
        ("TRAIN", "DONE"),
        ("WARRANTY", "DONE"),
        ("CARE", "DONE"),
        ("RENEWAL", "DONE"),
        ("PAY", "DONE"),
    ]
    assert sorted(unit["serial_no"] for unit in journey["units"]) == list(SERIALS)


def test_a_unit_knows_where_it_stood_and_what_covers_it(life):
    unit = life.get("engineer", f"assets/units/{life.ids['units'][0]}")

    assert [stay["place_kind"] for stay in unit["stays"]] == ["TERMINAL", "TRANSIT", "WAREHOUSE"]
    assert sorted(cover["kind"] for cover in unit["covers"]) == ["SERVICE_CONTRACT", "WARRANTY"]
    assert (unit["status"], unit["terminal_id"]) == ("IN_SERVICE", life.hospital_id)
    assert min(cover["starts_on"] for cover in unit["covers"]) == life.day(0)


def test_the_money_followed_arrival_and_acceptance_and_is_in(life):
    told = life.get("finance", f"money/deals/{life.ids['deal']}")

    assert [(one["kind"], one["amount"], one["status"]) for one in told["items"]] == [
        ("DEPOSIT", "160800.00", "PAID"),
        ("ARRIVAL", "160800.00", "PAID"),
        ("ACCEPTANCE", "187600.00", "PAID"),
        ("RETENTION", "26800.00", "PAID"),
    ]


def test_the_hospitals_timeline_tells_all_of_it_without_a_price(life):
    page = life.get("manager", f"terminals/{life.hospital_id}/timeline", limit=200)

    commands = {item["command"] for item in page["items"]}
    assert commands >= {
        "sales.add_lead",
        "sales.sign_contract",
        "sales.confirm_order",
        "delivery.plan_shipment",
        "delivery.finish_check",
        "delivery.ship_units",
        "delivery.confirm_arrival",
        "field.plan_installs",
        "field.dispatch_install",
        "field.accept_install",
        "field.hold_training",
        "care.report_ticket",
        "care.resolve_ticket",
        "care.follow_up",
        "care.sign_renewal",
        "money.plan_milestones",
        "money.reach_milestones",
        "money.record_receipt",
    }
    sentences = " ".join(item["sentence"] for item in page["items"])
    assert [price for price in ("268000", "536000", "160800", "21000") if price in sentences] == []


SEEN = """
page                        sales manager keeper checker engineer desk hospital finance stranger
sales/deals/{deal}          ✓     ✓       ○      ○       ○        ○    ○        ✓       ○
delivery/shipments/{shipment} ✓   ✓       ✓      ✓       ✓        ○    ○        ✓       ○
field/tasks/{task}          ✓     ✓       ○      ○       ✓        ✓    ✓        ✓       ○
assets/units/{unit}         ✓     ✓       ✓      ✓       ✓        ✓    ✓        ○       ○
care/tickets/{ticket}       ✓     ✓       ○      ○       ✓        ✓    ✓        ○       ○
money/deals/{deal}          ✓     ✓       ○      ○       ○        ○    ○        ✓       ○
journey/{deal}              ✓     ✓       ✓      ✓       ✓        ✓    ✓        ✓       ○
terminals/{hospital}        ✓     ✓       ○      ○       ✓        ✓    ○        ✓       ○
"""
HEAD, *ROWS = [line.split() for line in SEEN.strip().splitlines()]
PRICES = [PRICE, "536000.00", "160800.00", "187600.00", "26800.00", "21000.00"]
SEE_PRICES = {"sales", "manager", "finance"}


def test_each_person_sees_what_his_step_needs_and_no_more(life):
    ids = {**life.ids, "task": life.ids["tasks"][0], "unit": life.ids["units"][0]}
    found, prices = [], set()
    for page, *_ in ROWS:
        path = page.format(hospital=life.hospital_id, **ids)
        row = [page]
        for who in HEAD[1:]:
            answer = life.people[who].get(f"/api/{path}")
            shown = answer.status_code == 200 and answer.json().get("items") != []
            row.append("✓" if shown else "○")
            assert answer.status_code in (200, 403, 404)
            text = answer.content.decode()
            if answer.status_code == 200 and any(price in text for price in PRICES):
                prices.add(who)
        found.append(row)

    assert found == ROWS
    assert prices == SEE_PRICES


def test_the_dashboard_counts_this_life(life):
    """One line came before its day, both clocks of one ticket were kept, nothing is owed."""
    here = {"scope": life.scope_id, "starts_on": life.day(-30), "ends_on": life.day(31)}
    board = life.get("manager", "metrics", **here)

    assert {
        one["id"]: (one["result"]["numerator"], one["result"]["denominator"])
        for one in board["figures"]
    } == {
        "fulfilment": ("1", "1"),
        "sla": ("2", "2"),
        "depth": ("1", "1"),
        "receivables": ("0", "0"),
    }
    for kpi, rows in (("fulfilment", 1), ("sla", 2), ("depth", 1), ("receivables", 0)):
        page = life.get("manager", f"metrics/{kpi}/rows", **here)
        assert len(page["items"]) == rows
