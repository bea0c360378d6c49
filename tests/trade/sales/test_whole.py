"""A deal from its lead to its order: what is stored, told and published."""

from __future__ import annotations

from decimal import Decimal

from duan.core.audit.models import Entry
from duan.core.audit.queries import sentence
from duan.core.kernel.context import acting
from duan.core.kernel.models import Outbox
from duan.trade.sales.models import Contract, Order
from duan.trade.sales.queries import contract_facts, order_facts
from duan.trade.sales.types import OrderFacts, OrderLineFacts
from tests import make
from tests.trade.sales import make as trade


def test_a_deal_tells_its_life_in_the_log_without_a_price(world):
    world.order(world.line(2, price=Decimal("476543.21")))

    with acting(world.overseer):
        told = [
            sentence(entry.command, entry.details)
            for entry in Entry.objects.filter(command__startswith="sales.").order_by("at", "pk")
        ]
        details = str(list(Entry.objects.values_list("details", flat=True)))
    assert told == [
        "在「甲医院」新增线索「超声更新」",
        "把「甲医院」的线索「超声更新」转为商机 O0000001",
        "为「甲医院」的「超声更新」起草报价 Q0000001",
        "向「甲医院」发出报价 Q0000001",
        "「甲医院」接受报价 Q0000001",
        "按报价 Q0000001 为「甲医院」起草合同 C0000001",
        "提交「甲医院」的合同 C0000001 待审批",
        "批准「甲医院」的合同 C0000001",
        f"与「甲医院」签订合同 C0000001，签订日期 {trade.today()}",
        f"确认「甲医院」的订单 S0000001，承诺 {trade.today(30)} 到货",
    ]
    assert "476543" not in details
    assert "953086" not in details


def test_every_step_names_its_row_its_deal_and_its_terminal(world):
    world.order()

    assert world.last_subjects() == [
        ("order", "S0000001"),
        ("lead", "超声更新"),
        ("terminal", "甲医院"),
    ]


def test_signing_and_ordering_are_told_to_the_modules_above(world):
    order_id = world.order()

    order = world.stored(Order, order_id)
    facts = [
        (name, {key: value for key, value in body.items() if key != "at"})
        for name, body in Outbox.objects.filter(name__startswith="sales.")
        .order_by("entry")
        .values_list("name", "body")
    ]
    ids = {"deal_id": str(order.deal_id), "terminal_id": str(world.hospital)}
    assert facts == [
        ("sales.LeadAdded", ids),
        ("sales.ContractSigned", {"contract_id": str(order.contract_id), **ids}),
        ("sales.OrderConfirmed", {"order_id": str(order_id), **ids}),
    ]


def test_the_facts_of_an_order_are_what_was_agreed_and_hold_no_price(world):
    order_id = world.order(world.line(3), commit_on=trade.today(45))

    actor = make.as_(make.somebody("finance", on=world.east))
    facts = order_facts(actor, order_id)

    order = world.stored(Order, order_id)
    line = facts.lines[0]
    assert facts == OrderFacts(
        order_id=order_id,
        order_no="S0000001",
        contract_id=order.contract_id,
        deal_id=order.deal_id,
        scope_id=world.east,
        terminal_id=world.hospital,
        department_id=world.ward,
        commit_on=trade.today(45),
        warranty_rule="ACCEPTANCE_SIGNED",
        warranty_months=24,
        sla_class="C",
        lines=(OrderLineFacts(id=line.id, position=1, model_id=world.goods.model_id, quantity=3),),
    )


def test_the_facts_of_a_contract_are_its_sum_and_its_schedule_in_order(world):
    contract_id = world.signed(world.line(2), schedule=tuple(reversed(trade.usual())))

    facts = contract_facts(make.as_(make.somebody("finance", on=world.east)), contract_id)

    contract = world.stored(Contract, contract_id)
    assert (facts.contract_no, facts.total, facts.signed_on, facts.deal_id) == (
        "C0000001",
        Decimal("960000.00"),
        trade.today(),
        contract.deal_id,
    )
    assert facts.schedule == trade.usual()
