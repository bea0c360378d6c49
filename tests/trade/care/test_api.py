from __future__ import annotations

import json

import pytest

from tests import make
from tests.trade.care import make as care


def sent(who, path: str, **body):
    return make.client(who).post(f"/api/care{path}", body, content_type="application/json")


def got(who, path: str, **query):
    return make.client(who).get(f"/api/care{path}", query)


def test_a_ticket_goes_its_way_over_http_each_step_by_its_own_person(world):
    unit_id = world.unit("SN9")

    reported = sent(world.hospital_user, "/tickets", unit_id=str(unit_id), title="黑屏")
    assert (reported.status_code, reported.json()["may"]) == (201, [])
    path = f"/tickets/{reported.json()['id']}"

    taken = sent(world.engineer, f"{path}/take", seen_version=1)
    assert (taken.status_code, taken.json()["may"]) == (200, ["resolve"])
    resolved = sent(world.engineer, f"{path}/resolve", seen_version=2, resolution="重装系统")
    assert (resolved.status_code, resolved.json()["fix_state"]) == (200, "MET")
    closed = sent(
        world.desk, f"{path}/follow-up", seen_version=3, spoke_with="王主任", satisfaction=4
    )
    assert closed.status_code == 200

    told = got(world.hospital_user, path).json()
    assert (told["status"], told["resolution"], told["version"]) == ("CLOSED", "重装系统", 4)
    assert told["follow_up"]["satisfaction"] == 4
    assert [
        row["ticket_no"] for row in got(world.desk, f"/units/{unit_id}/tickets").json()["items"]
    ] == ["K0000001"]
    assert got(world.desk, "/tickets").json() == {"items": [], "next": None}
    assert got(world.desk, "/tickets", queue="CLOSED").json()["items"][0]["id"] == told["id"]
    assert got(world.desk, "/tickets/count").json() == {"open": 0, "overdue": 0, "follow_up": 0}


def test_a_renewal_is_offered_changed_and_signed_over_http(world):
    cover_id = world.cover(world.unit("SN9", sla_class=None), ends_on=care.today() + 20 * care.DAY)
    terms = {"months": 12, "amount": "68000.00", "sla_class": "B"}

    offered = sent(world.sales, "/renewals", cover_id=str(cover_id), **terms)
    assert (offered.status_code, offered.json()["may"]) == (201, ["revise", "sign"])
    path = f"/renewals/{offered.json()['id']}"
    (row,) = got(world.sales, "/renewals", within=30).json()["items"]
    assert (row["renewal"]["amount"], row["days_left"]) == ("68000.00", 20)

    revised = sent(world.sales, f"{path}/revise", seen_version=1, **(terms | {"amount": "65000"}))
    assert (revised.status_code, revised.json()["amount"]) == (200, "65000.00")
    signed = sent(world.sales, f"{path}/sign", seen_version=2)
    assert (signed.status_code, signed.json()["status"]) == (200, "SIGNED")

    assert got(world.sales, "/renewals", within=365).json()["items"] == []
    assert [r["renewal_no"] for r in got(world.sales, "/renewals/signed").json()["items"]] == [
        "R0000001"
    ]
    assert got(world.sales, path).json()["signed_by_name"] == "销售"


@pytest.mark.parametrize(
    ("body", "code"),
    [({"title": " "}, "care_text_unusable"), ({"title": "x" * 121}, "unreadable")],
)
def test_a_refusal_names_the_field(world, body, code):
    answer = sent(world.hospital_user, "/tickets", unit_id=str(world.unit()), **body)

    told = json.loads(answer.content)
    assert (answer.status_code, told["code"]) == (422, code)
    assert [place["field"].rpartition(".")[2] for place in told["where"]] == ["title"]


def test_an_old_version_is_answered_as_stale(world):
    ticket_id = world.take(world.ticket())

    answer = sent(world.engineer, f"/tickets/{ticket_id}/take", seen_version=1)

    assert (answer.status_code, answer.json()["code"]) == (409, "stale")
