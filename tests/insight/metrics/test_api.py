"""Over HTTP: declarations and numbers of a scope, and the rows behind each number."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from tests import make

TODAY = timezone.localdate()
DAY = timedelta(days=1)


def get(actor, path="", **query):
    return make.client(actor).get(f"/api/metrics{path}", query)


def test_a_figure_comes_with_its_formula_its_number_and_its_regions(world):
    world.milestone(world.northern, "300.00", due_on=TODAY - 40 * DAY, received="0.01")
    world.milestone(world.southern, "100.00", due_on=TODAY)

    found = get(world.manager).json()

    figure = next(each for each in found["figures"] if each["id"] == "receivables")
    assert (figure["name"], figure["unit"], figure["owner"]) == (
        "应收逾期率", "PERCENT_OF_YUAN", "财务负责人",
    )  # fmt: skip
    assert figure["result"] == {
        "numerator": "299.99",
        "denominator": "399.99",
        "value": "0.7500",
        "parts": [
            {"state": "NOT_YET", "denominator": "100.00"},
            {"state": "D31_60", "denominator": "299.99"},
        ],
    }
    assert (found["name"], found["starts_on"]) == ("华中", str(TODAY.replace(day=1)))
    told = {
        region["name"]: next(each for each in region["figures"] if each["id"] == "receivables")
        for region in found["regions"]
    }
    assert (told["北片"]["value"], told["南片"]["value"]) == ("1.0000", "0.0000")


def test_nothing_to_divide_by_is_null_and_not_zero(world):
    figures = get(world.manager).json()["figures"]

    assert [each["result"] for each in figures] == 4 * [
        {"numerator": "0", "denominator": "0", "value": None, "parts": []}
    ]


def test_a_row_leads_to_its_page(world):
    milestone = world.milestone(world.northern, "300.00", due_on=TODAY - 40 * DAY)
    world.milestone(world.northern, "200.00", due_on=TODAY)

    [row] = get(world.manager, "/receivables/rows", state="D31_60").json()["items"]

    assert row == {
        "id": str(milestone.pk),
        "scope_name": "北片",
        "terminal_id": str(world.northern),
        "terminal_name": "北医院",
        "institution_name": "北医院",
        "numerator": "300.00",
        "denominator": "300.00",
        "state": "D31_60",
        "day": str(TODAY - 40 * DAY),
        "title": milestone.contract_no,
        "detail": "ARRIVAL",
        "link_kind": "milestone",
        "link_id": str(milestone.pk),
    }


def test_what_is_no_period_no_figure_or_no_scope_is_refused(world):
    today = str(TODAY)
    refused = [
        get(world.manager, starts_on=today, ends_on=today),
        get(world.manager, starts_on="2015-01-01", ends_on=today),
        get(world.manager, starts_on="9999-12-01"),
        get(world.manager, "/happiness/rows"),
        get(world.manager, scope=make.ROOT),
        get(world.manager, "/depth/rows", cursor="x"),
        get(make.nobody_special()),
    ]

    assert [(each.status_code, each.json()["code"]) for each in refused] == [
        (422, "unusable_period"), (422, "unusable_period"), (422, "unusable_period"), (404, "not_found"),
        (404, "not_found"), (422, "invalid"), (403, "not_allowed"),
    ]  # fmt: skip
