from __future__ import annotations

from decimal import Decimal

import pytest

from duan.core.kernel.context import acting
from duan.core.kernel.errors import Stale
from duan.trade.assets.models import Cover
from duan.trade.assets.types import CoverKind, SlaClass
from duan.trade.care import commands
from duan.trade.care.models import Renewal
from duan.trade.care.policies import UnusableRenewal
from tests import make
from tests.trade.care import make as care


@pytest.fixture
def ending(world):
    """A unit whose warranty ends in 40 days, and that warranty."""
    unit_id = world.unit("SN9", sla_class=None)
    ends_on = care.today() + 40 * care.DAY
    return unit_id, world.cover(unit_id, ends_on=ends_on), ends_on


def stored(world, renewal_id) -> Renewal:
    with acting(world.overseer):
        return Renewal.objects.get(pk=renewal_id)


def test_an_offer_begins_on_the_day_the_cover_ends(world, ending):
    unit_id, cover_id, ends_on = ending

    renewal_id = world.offer(cover_id, months=12, amount=Decimal("68000.5"))

    renewal = stored(world, renewal_id)
    assert renewal.renewal_no == "R0000001"
    assert (renewal.starts_on, renewal.months, renewal.amount) == (ends_on, 12, Decimal("68000.50"))
    assert (renewal.unit_id, renewal.after_cover_id) == (unit_id, cover_id)
    assert (renewal.status, renewal.proposed_by) == ("PROPOSED", world.sales.account_id)
    assert world.last_told() == (
        f"为「甲医院」的设备 U0000001 提出续保 R0000001：{ends_on} 起 12 个月，B 级"
    )


def test_a_signature_covers_the_unit_on_without_a_gap(world, ending):
    unit_id, cover_id, ends_on = ending
    renewal_id = world.offer(cover_id, months=24, sla_class=SlaClass.A)

    new_cover = commands.sign_renewal(world.sales, renewal_id=renewal_id, seen_version=1)

    renewal = stored(world, renewal_id)
    with acting(world.overseer):
        cover = Cover.objects.get(pk=new_cover)
    assert (renewal.status, renewal.signed_by) == ("SIGNED", world.sales.account_id)
    assert (cover.unit_id, cover.kind, cover.sla_class, cover.source_id) == (
        unit_id,
        CoverKind.SERVICE_CONTRACT,
        "A",
        renewal_id,
    )
    assert (cover.starts_on, cover.ends_on) == (ends_on, renewal.ends_on)
    assert care.facts() == [
        (
            "care.RenewalSigned",
            {
                "renewal_id": str(renewal_id),
                "unit_id": str(unit_id),
                "terminal_id": str(world.assets.hospital),
            },
        )
    ]


def test_nothing_of_the_price_is_told_in_the_log(world, ending):
    renewal_id = world.offer(ending[1], amount=Decimal("68123.45"))
    commands.sign_renewal(world.sales, renewal_id=renewal_id, seen_version=1)

    everything = world.everything()

    assert "68123" in str(everything["Renewal"])
    assert "68123" not in str([everything["Entry"], everything["Subject"], everything["Outbox"]])


def test_other_terms_can_be_offered_until_one_is_signed(world, ending):
    renewal_id = world.offer(ending[1])
    terms = {"months": 6, "amount": Decimal(30000), "sla_class": SlaClass.C}

    commands.revise_renewal(world.sales, renewal_id=renewal_id, seen_version=1, **terms)
    commands.sign_renewal(world.sales, renewal_id=renewal_id, seen_version=2)
    with pytest.raises(commands.RenewalIsSigned) as refused:
        commands.revise_renewal(world.sales, renewal_id=renewal_id, seen_version=3, **terms)
    with pytest.raises(commands.RenewalIsSigned):
        commands.sign_renewal(world.sales, renewal_id=renewal_id, seen_version=3)

    assert str(refused.value) == "续保 R0000001 已经签下，不能再改。"
    assert (stored(world, renewal_id).months, stored(world, renewal_id).amount) == (6, 30000)
    with acting(world.overseer):
        assert Cover.objects.filter(source_id=renewal_id).count() == 1


def test_whoever_signs_terms_that_changed_meanwhile_is_told(world, ending):
    renewal_id = world.offer(ending[1])
    commands.revise_renewal(
        world.sales,
        renewal_id=renewal_id,
        seen_version=1,
        months=6,
        amount=Decimal(1),
        sla_class=SlaClass.D,
    )

    with pytest.raises(Stale, match="已被别人更新到第 2 版，您看到的是第 1 版"):
        commands.sign_renewal(world.sales, renewal_id=renewal_id, seen_version=1)


def test_a_cover_is_renewed_once(world, ending):
    world.offer(ending[1])

    with pytest.raises(commands.CoverIsRenewed) as refused:
        world.offer(ending[1])

    assert str(refused.value) == "这份保障已有续保 R0000001（洽谈中），请打开它。"


def test_of_two_who_offer_at_once_one_is_told(own_database):
    world = care.world()
    cover_id = world.cover(world.unit(sla_class=None), ends_on=care.today() + care.DAY)

    results = make.together(lambda: world.offer(cover_id), lambda: world.offer(cover_id))

    refusals = [result for result in results if isinstance(result, commands.CoverIsRenewed)]
    assert len(refusals) == 1


def test_what_is_not_in_service_is_not_renewed(world):
    unit_id = world.assets.arrived("SN9")
    cover_id = world.cover(
        unit_id, kind=CoverKind.SERVICE_CONTRACT, ends_on=care.today() + care.DAY
    )

    with pytest.raises(commands.UnitNotInService) as refused:
        world.offer(cover_id)

    assert str(refused.value) == "设备 U0000001 现在是「已到货」，在用的设备才能续保。"


@pytest.mark.parametrize(
    ("terms", "field", "message"),
    [
        ({"months": 0}, "months", "续保时长请填 1 到 120 个月。"),
        ({"months": 121}, "months", "续保时长请填 1 到 120 个月。"),
        (
            {"amount": Decimal("-0.01")},
            "amount",
            "续保金额不能为负，也不能超过 9999 亿元，请修改。",
        ),
        ({"amount": Decimal("NaN")}, "amount", "续保金额不能为负，也不能超过 9999 亿元，请修改。"),
        ({"amount": Decimal("1.005")}, "amount", "续保金额最多两位小数。"),
    ],
)
def test_terms_are_checked(world, ending, terms, field, message):
    before = world.everything()

    with pytest.raises(UnusableRenewal) as refused:
        world.offer(ending[1], **terms)

    assert str(refused.value) == message
    assert [place.field for place in refused.value.where] == [field]
    assert world.everything() == before


def test_a_renewal_signed_while_the_hospital_moves_covers_where_it_went(own_database):
    world = care.world()
    unit_id = world.unit(sla_class=None)
    cover_id = world.cover(unit_id, ends_on=care.today() + 40 * care.DAY)
    renewal_id = world.offer(cover_id)

    _, scope_id = make.meanwhile(
        lambda: commands.sign_renewal(world.sales, renewal_id=renewal_id, seen_version=1),
        lambda: make.terminals.open_scope(make.admin(), terminal_id=world.assets.hospital),
    )

    with acting(world.overseer):
        assert set(Cover.objects.values_list("scope_id", flat=True)) == {scope_id}
