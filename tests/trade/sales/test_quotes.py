from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duan.core.kernel.errors import Place, Stale
from duan.core.kernel.ids import new_id
from duan.trade.catalog import commands as catalog
from duan.trade.sales import commands, policies
from duan.trade.sales.models import Contract, Quote, QuoteLine
from duan.trade.sales.policies import UnusableQuote, WrongStep
from duan.trade.sales.types import Line
from tests import make
from tests.trade.sales import make as trade


def line(quantity: int = 1, price: str = "1.00") -> Line:
    return Line(model_id=new_id(), quantity=quantity, unit_price=Decimal(price))


prices = st.decimals(0, 10_000_000, places=2)


@given(st.lists(st.tuples(st.integers(1, 9_999), prices), min_size=1, max_size=20))
def test_the_total_is_the_sum_of_quantity_times_price_to_the_cent(told):
    lines = [line(quantity, str(price)) for quantity, price in told]

    total = policies.total_of(lines)

    cents = sum(quantity * int(price * 100) for quantity, price in told)
    assert total == Decimal(cents) / 100
    assert total.as_tuple().exponent == -2


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        ((), "应有 1 到 100 行"),
        ((line(0),), "第 1 行数量应为 1 到 9999"),
        ((line(), line(1, "-0.01")), "第 2 行单价不能为负，最多两位小数"),
        ((line(1, "0.005"),), "第 1 行单价不能为负，最多两位小数"),
        ((line(9_999, "999999999999.99"),), "合计超出可以记录的金额"),
    ],
)
def test_lines_that_cannot_be_are_refused_by_their_number(lines, sentence):
    with pytest.raises(UnusableQuote) as refusal:
        policies.total_of(lines)

    assert str(refusal.value) == f"报价明细有误，请修改：{sentence}。"


def test_a_model_stands_on_one_line(world):
    with pytest.raises(UnusableQuote) as refusal:
        world.quote(world.line(1), world.line(2))

    assert refusal.value.where == (
        Place("lines.1.model_id", "第 2 行型号与前面的行相同，请合并成一行"),
    )


def test_only_what_the_catalogue_knows_is_offered(world):
    with pytest.raises(UnusableQuote) as refusal:
        world.quote(world.line(), world.line(model=make.new_id()))

    assert str(refusal.value) == "报价明细有误，请重新选择：第 2 行的型号不在产品目录里。"


def test_a_quote_keeps_its_lines_in_order_with_a_total(world):
    other = catalog.add_model(world.goods.steward, product_id=world.goods.product_id, name="UX-2")

    quote_id = world.quote(world.line(2, Decimal("10.50")), world.line(3, 0, other))

    quote = world.stored(Quote, quote_id)
    make.as_(world.seller)
    lines = QuoteLine.objects.filter(quote=quote_id).order_by("position")
    assert (quote.quote_no, quote.total, quote.status) == ("Q0000001", Decimal("21.00"), "DRAFT")
    assert list(lines.values_list("position", "model_id", "quantity", "unit_price")) == [
        (1, world.goods.model_id, 2, Decimal("10.50")),
        (2, other, 3, Decimal(0)),
    ]


def test_a_revised_quote_has_to_be_sent_and_accepted_anew(world):
    quote_id = world.sent()

    revise(world, quote_id, 2, world.line(1))

    quote = world.stored(Quote, quote_id)
    assert (quote.status, quote.version, quote.total, quote.sent_at, quote.sent_by) == (
        "DRAFT",
        3,
        trade.PRICE,
        None,
        None,
    )
    with pytest.raises(WrongStep) as refusal:
        commands.accept_quote(world.seller, quote_id=quote_id, seen_version=3)
    assert str(refusal.value) == "报价 Q0000001 现在是「草稿」，这一步要求「已发出」。请刷新页面。"


def test_an_offer_that_ran_out_is_neither_sent_nor_accepted(world):
    draft, sent = world.quote(), world.sent()
    make.as_(world.seller)
    Quote.objects.update(valid_through=trade.today(-1))

    for doing in (
        lambda: commands.send_quote(world.seller, quote_id=draft, seen_version=1),
        lambda: commands.accept_quote(world.seller, quote_id=sent, seen_version=2),
    ):
        with pytest.raises(commands.QuoteExpired) as refusal:
            doing()
        assert "已经过期。请修订报价，改有效期后重新发出。" in str(refusal.value)


def test_one_quote_of_a_deal_is_accepted(world):
    opportunity = world.opportunity()
    first, second = (world.sent(opportunity_id=opportunity) for _ in range(2))
    commands.accept_quote(world.seller, quote_id=first, seen_version=2)

    for doing in (
        lambda: commands.accept_quote(world.seller, quote_id=second, seen_version=2),
        lambda: world.quote(opportunity_id=opportunity),
        lambda: revise(world, second, 2, world.line(9)),
    ):
        with pytest.raises(WrongStep) as refusal:
            doing()
        assert str(refusal.value) == "客户已接受报价 Q0000001。要改价格，请修订那一份。"


def test_a_contract_that_came_back_follows_the_price_that_is_agreed_next(world):
    contract_id = world.submitted(world.line(2))
    commands.return_contract(
        world.manager, contract_id=contract_id, seen_version=2, reason="价格太低"
    )
    quote_id = world.stored(Contract, contract_id).quote_id

    revise(world, quote_id, 3, world.line(2, Decimal(500_000)))
    with pytest.raises(WrongStep):
        commands.submit_contract(world.seller, contract_id=contract_id, seen_version=3)
    commands.send_quote(world.seller, quote_id=quote_id, seen_version=4)
    commands.accept_quote(world.seller, quote_id=quote_id, seen_version=5)

    contract = world.stored(Contract, contract_id)
    assert (contract.total, contract.returned_reason) == (Decimal("1000000.00"), "价格太低")
    assert world.deal_of(Contract, contract_id).stage == "CONTRACT"
    assert ("contract", contract.contract_no) in world.last_subjects()
    with pytest.raises(Stale):
        commands.submit_contract(world.seller, contract_id=contract_id, seen_version=3)
    commands.submit_contract(world.seller, contract_id=contract_id, seen_version=4)


def test_the_price_of_a_submitted_contract_stands(world):
    contract_id = world.submitted()
    quote_id = world.stored(Contract, contract_id).quote_id

    with pytest.raises(WrongStep) as refusal:
        revise(world, quote_id, 3, world.line(1))

    assert (
        str(refusal.value)
        == "报价 Q0000001 已写入合同 C0000001 并提交。要改价格，请先由经理退回合同。"
    )


def test_a_quote_is_revised_as_it_was_seen(world):
    quote_id = world.quote()
    revise(world, quote_id, 1, world.line(1))

    with pytest.raises(Stale):
        revise(world, quote_id, 1, world.line(3))


def revise(world, quote_id, seen_version, *lines):
    commands.revise_quote(
        world.seller,
        quote_id=quote_id,
        seen_version=seen_version,
        lines=lines,
        valid_through=trade.today(30),
    )
