"""Who may do what with deals: one row a command, tried by every role, inside, outside, in every window."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

import pytest
from django.db import transaction

from duan.core.kernel.errors import NotFound
from duan.edge.config.roles import ROLES
from duan.trade.sales import commands
from duan.trade.sales.models import Contract
from duan.trade.sales.queries import contract_facts, order_facts, steps_of
from duan.trade.sales.queries.deals import deal_of, page_of_deals
from duan.trade.sales.types import DealFilter
from tests import make
from tests.core.access.rules import IN_SCOPE, Rule, Try, expected, let_in
from tests.core.access.world import PLACES, World, a_world
from tests.trade.sales import make as trade

SELLERS = frozenset({"sales", "sales_manager"})
MANAGERS = frozenset({"sales_manager"})
LOOKERS = SELLERS | {"finance", "automaton"}
DESKS: dict[str, dict[str, UUID]] = {}
WHY = {"reason": "预算取消"}


def at(t: Try, kind: str) -> UUID:
    return DESKS[t.place][kind]


def offer(t: Try) -> dict[str, object]:
    line = trade.Line(model_id=at(t, "model"), quantity=1, unit_price=trade.PRICE)
    return {"lines": (line,), "valid_through": trade.today()}


PERMISSIONS: dict[str, Rule] = {
    "sales.add_lead": Rule(
        SELLERS,
        IN_SCOPE,
        lambda t: commands.add_lead(
            t.who, terminal_id=t.at.hospital, department_id=None, title="新线索", need=""
        ),
    ),
    "sales.qualify_lead": Rule(
        SELLERS,
        IN_SCOPE,
        lambda t: commands.qualify_lead(
            t.who, lead_id=at(t, "lead"), seen_version=1, budget=None, expected_on=None
        ),
    ),
    "sales.drop_lead": Rule(
        SELLERS,
        IN_SCOPE,
        lambda t: commands.drop_lead(t.who, lead_id=at(t, "lead"), seen_version=1, **WHY),
    ),
    "sales.lose_opportunity": Rule(
        SELLERS,
        IN_SCOPE,
        lambda t: commands.lose_opportunity(
            t.who, opportunity_id=at(t, "opportunity"), seen_version=1, **WHY
        ),
    ),
    "sales.draft_quote": Rule(
        SELLERS,
        IN_SCOPE,
        lambda t: commands.draft_quote(t.who, opportunity_id=at(t, "opportunity"), **offer(t)),
    ),
    "sales.revise_quote": Rule(
        SELLERS,
        IN_SCOPE,
        lambda t: commands.revise_quote(t.who, quote_id=at(t, "quote"), seen_version=1, **offer(t)),
    ),
    "sales.send_quote": Rule(
        SELLERS,
        IN_SCOPE,
        lambda t: commands.send_quote(t.who, quote_id=at(t, "quote"), seen_version=1),
    ),
    "sales.accept_quote": Rule(
        SELLERS,
        IN_SCOPE,
        lambda t: commands.accept_quote(t.who, quote_id=at(t, "sent"), seen_version=2),
    ),
    "sales.draft_contract": Rule(
        SELLERS,
        IN_SCOPE,
        lambda t: commands.draft_contract(t.who, quote_id=at(t, "accepted"), **trade.terms()),
    ),
    "sales.revise_contract": Rule(
        SELLERS,
        IN_SCOPE,
        lambda t: commands.revise_contract(
            t.who, contract_id=at(t, "contract"), seen_version=1, **trade.terms()
        ),
    ),
    "sales.submit_contract": Rule(
        SELLERS,
        IN_SCOPE,
        lambda t: commands.submit_contract(t.who, contract_id=at(t, "contract"), seen_version=1),
    ),
    "sales.approve_contract": Rule(
        MANAGERS,
        IN_SCOPE,
        lambda t: commands.approve_contract(t.who, contract_id=at(t, "submitted"), seen_version=2),
    ),
    "sales.return_contract": Rule(
        MANAGERS,
        IN_SCOPE,
        lambda t: commands.return_contract(
            t.who, contract_id=at(t, "submitted"), seen_version=2, **WHY
        ),
    ),
    "sales.sign_contract": Rule(
        SELLERS,
        IN_SCOPE,
        lambda t: commands.sign_contract(
            t.who, contract_id=at(t, "approved"), seen_version=3, signed_on=trade.today()
        ),
    ),
    "sales.confirm_order": Rule(
        SELLERS,
        IN_SCOPE,
        lambda t: commands.confirm_order(
            t.who, contract_id=at(t, "signed"), commit_on=trade.today()
        ),
    ),
}


def set_up(built: World, place: str) -> trade.World:
    """Put one deal at each step into a region; return the region as the builders know it."""
    region = built.regions[place]
    world = trade.selling(region.scope, region.hospital, region.department, elsewhere=make.scope())
    DESKS[place] = {
        "model": world.goods.model_id,
        "lead": world.lead(),
        "opportunity": world.opportunity(),
        "quote": world.quote(),
        "sent": world.sent(),
        "accepted": world.accepted(),
        "contract": world.contract(),
        "submitted": world.submitted(),
        "approved": world.approved(),
        "signed": world.signed(),
        "order": world.order(),
    }
    return world


@pytest.fixture(scope="module")
def built(django_db_setup, django_db_blocker) -> Iterator[tuple[World, trade.World]]:
    with django_db_blocker.unblock(), a_world() as world:
        regions = [set_up(world, place) for place in PLACES]
        yield world, regions[0]
        DESKS.clear()


@pytest.mark.parametrize("command", sorted(PERMISSIONS))
def test_exactly_these_get_in_and_the_others_change_nothing(command, built):
    world, ours = built
    rule = PERMISSIONS[command]
    before = ours.everything()

    assert let_in(rule, world) == expected(rule)
    assert ours.everything() == before


@pytest.mark.parametrize("role", sorted(ROLES))
def test_who_sees_sales_sees_his_regions_deals_and_others_see_none(role, built):
    world, _ = built
    inside, outside = DESKS["inside"], DESKS["outside"]
    with transaction.atomic():
        who = make.as_(world.people[role, "open"])
        listed = {
            row["id"]
            for row in page_of_deals(who, DealFilter(), sort="", cursor="", limit=200).items
        }
        seen = {
            "deal": answers(lambda: deal_of(who, inside["lead"])),
            "steps": steps_of(who, inside["lead"]) != [],
            "order": answers(lambda: order_facts(who, inside["order"])),
            "contract": answers(lambda: contract_facts(who, inside["signed"])),
        }
        others = [
            answers(lambda: deal_of(who, outside["lead"])),
            steps_of(who, outside["lead"]) != [],
            answers(lambda: order_facts(who, outside["order"])),
            answers(lambda: contract_facts(who, outside["signed"])),
        ]

    looks = role in LOOKERS
    assert seen == dict.fromkeys(seen, looks)
    assert (inside["lead"] in listed, len(listed)) == (looks, 10 if looks else 0)
    assert others == [False] * 4


def answers(question) -> bool:
    try:
        question()
    except NotFound:
        return False
    return True


def test_nobody_approves_what_he_submitted_himself(built):
    _, ours = built
    with transaction.atomic():
        contract_id = ours.contract()
        commands.submit_contract(ours.manager, contract_id=contract_id, seen_version=1)

        with pytest.raises(commands.OwnContract) as refusal:
            commands.approve_contract(ours.manager, contract_id=contract_id, seen_version=2)

        number = ours.stored(Contract, contract_id).contract_no
        assert str(refusal.value) == f"合同 {number} 是您自己提交的，请由另一位经理审批。"
        assert ours.stored(Contract, contract_id).status == "SUBMITTED"
        transaction.set_rollback(True)
