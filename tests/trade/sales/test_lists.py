"""Deals for people: the list, the count by stage, and one deal with what may be done."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from duan.trade.catalog import commands as catalog
from duan.trade.sales import commands
from duan.trade.sales.models import Contract, Lead, Opportunity, Quote
from duan.trade.sales.queries import order_lines_due
from duan.trade.sales.queries.deals import deal_of, page_of_deals, stages_of_deals
from duan.trade.sales.types import DealFilter
from tests import make
from tests.trade.sales import make as trade

LIST_QUERIES = 8
DEAL_QUERIES = 12


def listed(actor, *, limit=50, sort="", cursor="", **wanted):
    make.as_(actor)
    return page_of_deals(actor, DealFilter(**wanted), sort=sort, cursor=cursor, limit=limit)


def titles(actor, **wanted):
    return {row["title"] for row in listed(actor, **wanted).items}


def test_a_list_costs_the_same_for_one_deal_and_for_three(world):
    world.order()
    counts = []
    for _ in range(2):
        make.as_(world.seller)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            page_of_deals(world.seller, DealFilter(), sort="", cursor="", limit=50)
        counts.append(len(asked))
        world.quote()
        world.order()

    assert counts == [LIST_QUERIES, LIST_QUERIES]


def test_a_deal_costs_the_same_for_one_quote_and_for_three(world):
    opportunity = world.opportunity()
    deal_id = world.stored(Opportunity, opportunity).deal_id
    world.quote(opportunity_id=opportunity)
    others = [
        catalog.add_model(world.goods.steward, product_id=world.goods.product_id, name=name)
        for name in ("UX-2", "UX-3")
    ]
    counts = []
    for _ in range(2):
        make.as_(world.seller)
        with CaptureQueriesContext(connection) as asked:
            deal_of(world.seller, deal_id)
        counts.append(len(asked))
        lines = [world.line(), *(world.line(model=other) for other in others)]
        world.quote(*lines, opportunity_id=opportunity)
        world.quote(*lines, opportunity_id=opportunity)

    assert counts == [DEAL_QUERIES, DEAL_QUERIES]


def test_the_list_says_what_each_deal_is_worth_and_what_comes_next(world):
    world.lead("一")
    world.opportunity(world.lead("二"))
    world.quote(world.line(2), opportunity_id=world.opportunity(world.lead("三")))
    world.order(world.line(1))

    found = [
        (row["title"], row["stage"], row["amount"], row["next"], row["owner_name"])
        for row in listed(world.manager, sort="lead_no").items
    ]

    assert found == [
        ("一", "LEAD", None, "qualify_lead", "东销售"),
        ("二", "OPPORTUNITY", 1_000_000, "draft_quote", "东销售"),
        ("三", "QUOTE", 2 * trade.PRICE, "send_quote", "东销售"),
        ("超声更新", "ORDER", trade.PRICE, None, "东销售"),
    ]


def test_each_filter_keeps_exactly_its_deals(world):
    other = make.terminal("乙医院", by=world.manager, on=world.east)
    world.lead("监护仪")
    world.lead("血透机", by=world.manager, terminal_id=other, department_id=None)
    world.opportunity(world.lead("超声"))
    submitted = world.submitted()

    assert titles(world.seller) == {"监护仪", "血透机", "超声", "超声更新"}
    assert titles(world.seller, stage="OPPORTUNITY") == {"超声"}
    assert titles(world.seller, q="超声") == {"超声", "超声更新"}
    assert titles(world.seller, q="乙医院 血透") == {"血透机"}
    assert titles(world.seller, q="l0000001") == {"监护仪"}
    assert titles(world.seller, q="没有") == set()
    assert titles(world.seller, terminal_id=other) == {"血透机"}
    assert titles(world.seller, terminal_id=world.ward) == {"监护仪", "超声", "超声更新"}
    assert titles(world.seller, owner_id=world.manager.account_id) == {"血透机"}
    assert titles(world.seller, waiting=True) == {"超声更新"}
    assert titles(world.stranger) == set()
    commands.approve_contract(world.manager, contract_id=submitted, seen_version=2)
    assert titles(world.seller, waiting=True) == set()


def test_the_stages_are_counted_with_those_that_hold_nothing(world):
    world.lead("一")
    world.lead("二")
    world.opportunity(world.lead("三"))

    make.as_(world.seller)
    assert stages_of_deals(world.seller, DealFilter()) == {
        "LEAD": 2,
        "OPPORTUNITY": 1,
        "QUOTE": 0,
        "CONTRACT": 0,
        "ORDER": 0,
        "CLOSED": 0,
    }


@pytest.mark.parametrize("sort", ["updated_at", "-updated_at", "created_at", "-lead_no"])
def test_every_deal_is_on_one_page(world, sort):
    names = [world.lead(f"第{number}条") for number in range(5)]
    found, cursor = [], ""
    while cursor is not None:
        page = listed(world.seller, sort=sort, cursor=cursor, limit=2)
        found += [row["id"] for row in page.items]
        cursor = page.next

    assert found == (names[::-1] if sort.startswith("-") else names)


def doings(world, actor, deal_id):
    make.as_(actor)
    deal = deal_of(actor, deal_id)
    coming = deal["next"]
    return (
        deal["may"],
        [quote["may"] for quote in deal["quotes"]],
        deal["contract"]["may"] if deal["contract"] else None,
        (coming["doing"], coming["allowed"]) if coming else None,
    )


def test_the_deal_says_at_every_step_who_may_do_what(world):
    lead = world.lead()
    told = [doings(world, world.seller, lead)]
    opportunity = world.opportunity(lead)
    told.append(doings(world, world.seller, lead))
    quote = world.quote(opportunity_id=opportunity)
    told.append(doings(world, world.seller, lead))
    commands.send_quote(world.seller, quote_id=quote, seen_version=1)
    told.append(doings(world, world.seller, lead))
    commands.accept_quote(world.seller, quote_id=quote, seen_version=2)
    told.append(doings(world, world.seller, lead))
    contract = commands.draft_contract(world.seller, quote_id=quote, **trade.terms())
    told.append(doings(world, world.seller, lead))
    commands.submit_contract(world.seller, contract_id=contract, seen_version=1)
    told += [doings(world, who, lead) for who in (world.seller, world.manager)]
    commands.approve_contract(world.manager, contract_id=contract, seen_version=2)
    told += [doings(world, who, lead) for who in (world.seller, world.manager)]
    commands.sign_contract(
        world.seller, contract_id=contract, seen_version=3, signed_on=trade.today()
    )
    told.append(doings(world, world.seller, lead))
    commands.confirm_order(world.seller, contract_id=contract, commit_on=trade.today())
    told.append(doings(world, world.seller, lead))

    lose, revise = ["lose_opportunity"], ["revise_quote"]
    assert told == [
        (["qualify_lead", "drop_lead"], [], None, ("qualify_lead", True)),
        (["draft_quote", *lose], [], None, ("draft_quote", True)),
        (["draft_quote", *lose], [["send_quote", *revise]], None, ("send_quote", True)),
        (["draft_quote", *lose], [["accept_quote", *revise]], None, ("accept_quote", True)),
        (["draft_contract", *lose], [revise], None, ("draft_contract", True)),
        (lose, [revise], ["submit_contract", "revise_contract"], ("submit_contract", True)),
        (lose, [[]], [], ("approve_contract", False)),
        (lose, [[]], ["approve_contract", "return_contract"], ("approve_contract", True)),
        (lose, [[]], ["sign_contract"], ("sign_contract", True)),
        (lose, [[]], ["sign_contract", "return_contract"], ("sign_contract", True)),
        ([], [[]], ["confirm_order"], ("confirm_order", True)),
        ([], [[]], [], None),
    ]


def test_whoever_only_looks_may_do_nothing(world):
    finance = make.somebody("finance", on=world.east)
    contract = world.submitted()
    deal_id = world.stored(Contract, contract).deal_id

    assert doings(world, finance, deal_id) == ([], [[]], [], ("approve_contract", False))


def test_what_is_offered_to_do_is_what_the_commands_accept_of_a_quote_that_ran_out(world):
    quote = world.sent()
    make.as_(world.seller)
    Quote.objects.update(valid_through=trade.today(-1))
    deal_id = world.stored(Quote, quote).deal_id

    _, [of_quote], _, coming = doings(world, world.seller, deal_id)

    assert (of_quote, coming) == (["revise_quote"], ("revise_quote", True))


def test_the_newest_moved_deal_comes_first(world):
    first, second = world.lead("甲"), world.lead("乙")
    world.opportunity(first)

    assert [row["id"] for row in listed(world.seller).items] == [first, second]
    assert world.stored(Lead, first).updated_at > world.stored(Lead, second).updated_at


def test_the_lines_due_are_those_promised_in_the_period_of_the_scopes_in_reach(world):
    world.order(world.line(3), commit_on=trade.today(10))
    world.order(world.line(1), commit_on=trade.today(20))
    make.as_(world.manager)
    period = {"starts_on": trade.today(10), "ends_on": trade.today(20)}

    due = order_lines_due(world.manager, **period)

    assert [(line.order_no, line.quantity, line.terminal_name) for line in due] == [
        ("S0000001", 3, "甲医院")
    ]
    assert order_lines_due(world.manager, **period, scopes={world.west}) == []
    make.as_(world.stranger)
    assert order_lines_due(world.stranger, **period) == []
