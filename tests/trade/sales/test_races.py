"""What two people decide on one deal at the same moment."""

from __future__ import annotations

from collections import Counter

from duan.core.kernel.errors import Refused, Stale
from duan.trade.sales import commands
from duan.trade.sales.models import Contract, Lead, Opportunity, Quote
from duan.trade.terminals import commands as terminals
from tests import make
from tests.trade.sales import make as trade


def test_of_two_quotes_accepted_at_once_one_is(own_database):
    world = trade.world()
    opportunity = world.opportunity()
    quotes = [world.sent(opportunity_id=opportunity) for _ in range(2)]

    results = make.together(
        *(
            lambda quote=quote: commands.accept_quote(world.seller, quote_id=quote, seen_version=2)
            for quote in quotes
        )
    )

    stored = [world.stored(Quote, quote).status for quote in quotes]
    assert Counter(stored) == {"ACCEPTED": 1, "SENT": 1}
    assert sorted(str(result) for result in results if result) in (
        [f"客户已接受报价 {number}。要改价格，请修订那一份。"]
        for number in ("Q0000001", "Q0000002")
    )


def test_a_deal_is_signed_or_lost_and_never_both(own_database):
    world = trade.world()
    contract_id = world.approved()
    deal_id = world.stored(Contract, contract_id).deal_id
    make.as_(world.seller)
    with make.acting(world.seller):
        opportunity = Opportunity.objects.get(deal_id=deal_id)

    results = make.together(
        lambda: commands.sign_contract(
            world.seller, contract_id=contract_id, seen_version=3, signed_on=trade.today()
        ),
        lambda: commands.lose_opportunity(
            world.manager, opportunity_id=opportunity.pk, seen_version=1, reason="变卦"
        ),
    )

    ended = (
        world.stored(Contract, contract_id).status,
        world.stored(Opportunity, opportunity.pk).status,
        world.stored(Lead, deal_id).stage,
    )
    assert ended in {("SIGNED", "WON", "CONTRACT"), ("APPROVED", "LOST", "CLOSED")}
    assert [isinstance(result, Refused) for result in results].count(True) == 1


def test_nothing_of_a_deal_stays_behind_when_its_hospital_moves_meanwhile(own_database):
    """The order comes with the hospital, or is refused because that has just moved."""
    world = trade.world()
    contract_id = world.signed()
    steward = make.somebody("data_steward", on=make.ROOT, name="主数据")
    group = make.terminal("西部医院集团", by=steward, on=world.west)

    ordered, moved = make.together(
        lambda: commands.confirm_order(
            world.overseer, contract_id=contract_id, commit_on=trade.today()
        ),
        lambda: terminals.move_terminal(
            steward, terminal_id=world.hospital, seen_version=1, parent_id=group
        ),
    )

    with make.acting(world.overseer):
        kept = {
            model.__name__: set(model.objects.values_list("scope_id", flat=True))
            for model in trade.ALL_KEPT[:8]
        }
    orders = set() if isinstance(ordered, Stale) else {world.west}
    assert moved is None
    assert kept == {
        "Lead": {world.west},
        "Opportunity": {world.west},
        "Quote": {world.west},
        "QuoteLine": {world.west},
        "Contract": {world.west},
        "ScheduleItem": {world.west},
        "Order": orders,
        "OrderLine": orders,
    }
