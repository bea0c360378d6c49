from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from duan.core.kernel.errors import NotFound, Place, Refused, Stale
from duan.trade.sales import commands
from duan.trade.sales.models import Lead, Opportunity
from duan.trade.sales.policies import (
    MissingReason,
    UnusableLead,
    UnusableOpportunity,
    WrongStep,
)
from duan.trade.terminals import commands as terminals
from duan.trade.terminals.commands import WrongStatus
from duan.trade.terminals.types import Kind
from tests import make
from tests.trade.sales import make as trade


def test_a_lead_belongs_to_the_hospitals_region_and_to_whoever_added_it(world):
    lead_id = world.lead("  超声  更新 ", need=" 两台 ")

    lead = world.stored(Lead, lead_id)
    assert (lead.lead_no, lead.title, lead.need, lead.stage, lead.status, lead.version) == (
        "L0000001",
        "超声 更新",
        "两台",
        "LEAD",
        "OPEN",
        1,
    )
    assert (lead.scope_id, lead.terminal_id, lead.department_id, lead.owner_id) == (
        world.east,
        world.hospital,
        world.ward,
        world.seller.account_id,
    )


def test_a_department_is_not_taken_for_the_institution(world):
    with pytest.raises(UnusableLead) as refusal:
        world.lead(terminal_id=world.ward, department_id=None)

    assert str(refusal.value) == "「超声科」属于「甲医院」，请先选机构，再把它选作科室。"
    assert refusal.value.where == (Place("terminal_id", "请选择机构"),)


def test_a_department_of_another_hospital_is_refused(world):
    other = make.terminal("乙医院", by=world.seller, on=world.east)

    for department in (world.ward, other, make.new_id()):
        with pytest.raises(UnusableLead) as refusal:
            world.lead(terminal_id=other, department_id=department)
        assert str(refusal.value) == "选的科室不在「乙医院」里，请重新选择，或留空。"


def test_a_department_that_was_merged_is_no_place_for_a_lead(world):
    twin = make.terminal("超声二科", by=world.seller, kind=Kind.DEPARTMENT, under=world.hospital)
    terminals.merge_terminal(
        world.manager, terminal_id=twin, seen_version=1, into_id=world.ward, reason="重复"
    )

    with pytest.raises(Refused) as refusal:
        world.lead(department_id=twin)

    assert str(refusal.value) == "「超声二科」已并入别的终端，请打开并入的那一个。"


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"title": " "}, "请填写线索名称，例如「监护仪更新」。"),
        (
            {"title": "找王主任 13812345678"},
            "「线索名称」里有手机号码，会被所有人看到，请改填到终端的联系人里。",
        ),
        (
            {"need": "联系 138 1234 5678"},
            "「需求」里有手机号码，会被所有人看到，请改填到终端的联系人里。",
        ),
    ],
)
def test_a_lead_has_a_name_and_no_phone_number(world, told, sentence):
    with pytest.raises(UnusableLead) as refusal:
        world.lead(**told)

    assert str(refusal.value) == sentence


def test_nothing_begins_at_a_hospital_that_was_merged(world):
    twin = make.terminal("甲医院（重复）", by=world.manager, on=world.east)
    terminals.merge_terminal(
        world.manager, terminal_id=twin, seen_version=1, into_id=world.hospital, reason="重复"
    )

    with pytest.raises(WrongStatus):
        world.lead(terminal_id=twin, department_id=None)


def test_a_hospital_out_of_sight_is_answered_as_a_missing_one(world):
    theirs = make.terminal("西医院", by=world.stranger, on=world.west)

    for terminal_id in (theirs, make.new_id()):
        with pytest.raises(NotFound):
            world.lead(terminal_id=terminal_id, department_id=None)


def test_a_lead_becomes_one_opportunity(world):
    lead_id = world.lead()
    opportunity_id = world.opportunity(lead_id)

    opportunity = world.stored(Opportunity, opportunity_id)
    assert (opportunity.opportunity_no, opportunity.deal_id, opportunity.budget) == (
        "O0000001",
        lead_id,
        Decimal(1_000_000),
    )
    assert (opportunity.scope_id, opportunity.terminal_id, opportunity.department_id) == (
        world.east,
        world.hospital,
        world.ward,
    )
    assert world.stored(Lead, lead_id).stage == "OPPORTUNITY"
    with pytest.raises(WrongStep) as refusal:
        commands.qualify_lead(
            world.seller, lead_id=lead_id, seen_version=2, budget=None, expected_on=None
        )
    assert str(refusal.value) == "线索「超声更新」已转商机，不能再办这一步。请刷新页面。"


@pytest.mark.parametrize("budget", ["-1", "0", "1.005", "1000000000000"])
def test_a_budget_is_an_amount_that_can_be_paid(world, budget):
    with pytest.raises(UnusableOpportunity):
        commands.qualify_lead(
            world.seller,
            lead_id=world.lead(),
            seen_version=1,
            budget=Decimal(budget),
            expected_on=None,
        )


def test_nobody_expects_to_sign_yesterday(world):
    yesterday = trade.today() - timedelta(days=1)

    with pytest.raises(UnusableOpportunity) as refusal:
        commands.qualify_lead(
            world.seller,
            lead_id=world.lead(),
            seen_version=1,
            budget=None,
            expected_on=yesterday,
        )

    assert refusal.value.where == (Place("expected_on", "不能早于今天"),)


def test_who_decides_on_an_older_version_is_told(world):
    lead_id = world.lead()

    with pytest.raises(Stale) as refusal:
        commands.drop_lead(world.seller, lead_id=lead_id, seen_version=7, reason="没预算")

    assert (
        str(refusal.value)
        == "线索「超声更新」已被别人更新到第 1 版，您看到的是第 7 版。请刷新后再办。"
    )


def test_why_a_deal_ended_is_kept_with_it_and_not_in_the_log(world):
    dropped, lost = world.lead("甲"), world.opportunity(world.lead("乙"))

    commands.drop_lead(world.seller, lead_id=dropped, seen_version=1, reason="对手报 30 万")
    told = [world.last_told()]
    commands.lose_opportunity(
        world.seller, opportunity_id=lost, seen_version=1, reason="对手报 40 万"
    )
    told.append(world.last_told())

    assert told == ["放弃「甲医院」的线索「甲」", "「甲医院」的商机 O0000001「乙」丢单"]
    assert "30 万" not in str(world.everything()["Entry"])
    assert world.stored(Lead, dropped).dropped_reason == "对手报 30 万"
    assert world.stored(Opportunity, lost).lost_reason == "对手报 40 万"
    assert world.deal_of(Opportunity, lost).stage == "CLOSED"


@pytest.mark.parametrize("reason", ["", "  ", "长" * 201])
def test_an_end_has_a_reason(world, reason):
    with pytest.raises(MissingReason):
        commands.drop_lead(world.seller, lead_id=world.lead(), seen_version=1, reason=reason)


def test_nothing_more_is_offered_or_signed_on_a_lost_deal(world):
    contract_id = world.contract()
    make.as_(world.seller)
    opportunity = Opportunity.objects.get()
    commands.lose_opportunity(
        world.seller, opportunity_id=opportunity.pk, seen_version=1, reason="预算取消"
    )

    for doing in (
        lambda: world.quote(opportunity_id=opportunity.pk),
        lambda: commands.submit_contract(world.seller, contract_id=contract_id, seen_version=1),
    ):
        with pytest.raises(WrongStep) as refusal:
            doing()
        assert str(refusal.value) == "项目「超声更新」已经结束，不能再往下办。请新建线索。"


def test_a_deal_moves_with_its_hospital_to_another_region(world):
    world.order()
    steward = make.somebody("data_steward", on=make.ROOT, name="主数据")
    group = make.terminal("西部医院集团", by=steward, on=world.west)

    terminals.move_terminal(steward, terminal_id=world.hospital, seen_version=1, parent_id=group)

    make.as_(world.overseer)
    scopes = {
        model.__name__: set(model.objects.values_list("scope_id", flat=True))
        for model in trade.ALL_KEPT[:8]
    }
    assert scopes == {model.__name__: {world.west} for model in trade.ALL_KEPT[:8]}
