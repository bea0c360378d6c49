from __future__ import annotations

from decimal import Decimal
from uuid import UUID

import psycopg
from django.db import IntegrityError, transaction

from duan.core.access.commands import reach
from duan.core.kernel.commands import Run, command
from duan.core.kernel.errors import Conflict, NotFound, refuse_stale
from duan.core.kernel.numbers import take_numbers
from duan.trade.assets import commands as assets
from duan.trade.assets.queries import get_unit
from duan.trade.assets.queries.covers import end_of_cover, get_cover
from duan.trade.assets.types import CoverKind, SlaClass, UnitStatus
from duan.trade.care import policies
from duan.trade.care.events import RenewalSigned
from duan.trade.care.models import Renewal
from duan.trade.care.types import RenewalStatus
from duan.trade.terminals.commands.tree import share_shape
from duan.trade.terminals.queries import find_spot

_RENEW = "care.renew"


class UnitNotInService(Conflict):
    code = "unit_not_in_service"


class CoverIsRenewed(Conflict):
    code = "cover_is_renewed"


class RenewalIsSigned(Conflict):
    code = "renewal_is_signed"


@command(
    "care.propose_renewal",
    sentence="为「{terminal}」的设备 {unit} 提出续保 {renewal}：{starts_on} 起 {months} 个月，{sla_class} 级",
)
def propose_renewal(
    run: Run, *, cover_id: UUID, months: int, amount: Decimal, sla_class: SlaClass
) -> UUID:
    """Offer a service contract that begins on the day a cover ends; return the renewal's id.

    Raises `UnitNotInService`, `CoverIsRenewed`, `UnusableRenewal`.
    """
    run.require(_RENEW)
    cover = get_cover(run.who, cover_id)
    share_shape(cover.terminal_id)
    unit = get_unit(run.who, cover.unit_id)
    run.require(_RENEW, scope_id=unit.scope_id)
    if unit.status != UnitStatus.IN_SERVICE or unit.terminal_id is None:
        raise UnitNotInService(
            f"设备 {unit.unit_no} 现在是「{UnitStatus(unit.status).label}」，在用的设备才能续保。"
        )
    _refuse_second(cover_id)
    renewal = Renewal(
        scope_id=unit.scope_id,
        terminal_id=unit.terminal_id,
        unit_id=unit.id,
        deal_id=unit.deal_id,
        after_cover_id=cover_id,
        renewal_no=f"R{take_numbers('renewal'):07d}",
        starts_on=cover.ends_on,
        proposed_by=run.who.account_id,
        proposed_at=run.now,
    )
    _offer(renewal, months=months, amount=amount, sla_class=sla_class)
    _insert(renewal)
    _tell(run, renewal, unit_no=unit.unit_no)
    return renewal.pk


@command(
    "care.revise_renewal",
    sentence="修改「{terminal}」的设备 {unit} 的续保 {renewal}：{starts_on} 起 {months} 个月，{sla_class} 级",
)
def revise_renewal(
    run: Run,
    *,
    renewal_id: UUID,
    seen_version: int,
    months: int,
    amount: Decimal,
    sla_class: SlaClass,
) -> None:
    """Offer other terms, as long as nothing is signed. Raises `Stale`, `RenewalIsSigned`, `UnusableRenewal`."""
    renewal = _reach_proposed(run, renewal_id, seen_version)
    _offer(renewal, months=months, amount=amount, sla_class=sla_class)
    _save(renewal)
    _tell(run, renewal, unit_no=get_unit(run.who, renewal.unit_id).unit_no)


@command(
    "care.sign_renewal",
    sentence="签下「{terminal}」的设备 {unit} 的续保 {renewal}：{starts_on} 起 {months} 个月，{sla_class} 级",
    uses=["assets.start_cover"],
)
def sign_renewal(run: Run, *, renewal_id: UUID, seen_version: int) -> UUID:
    """Sign a renewal: the unit is covered on from the day its old cover ends; return the new cover's id.

    Raises `Stale`, `RenewalIsSigned`, `UnitNotInService`, and what `assets.start_cover` raises.
    """
    renewal = _reach_proposed(run, renewal_id, seen_version)
    unit = get_unit(run.who, renewal.unit_id)
    if unit.status != UnitStatus.IN_SERVICE:
        raise UnitNotInService(
            f"设备 {unit.unit_no} 现在是「{UnitStatus(unit.status).label}」，在用的设备才能续保。"
        )
    cover_id = assets.start_cover(
        run.who,
        unit_id=renewal.unit_id,
        kind=CoverKind.SERVICE_CONTRACT,
        starts_on=renewal.starts_on,
        months=renewal.months,
        sla_class=SlaClass(renewal.sla_class),
        source_id=renewal.pk,
    )
    renewal.status = RenewalStatus.SIGNED
    renewal.signed_by, renewal.signed_at = run.who.account_id, run.now
    _save(renewal)
    _tell(run, renewal, unit_no=unit.unit_no)
    run.publish(
        RenewalSigned(
            renewal_id=renewal.pk,
            unit_id=renewal.unit_id,
            terminal_id=renewal.terminal_id,
            at=run.now,
        )
    )
    return cover_id


def _refuse_second(cover_id: UUID) -> None:
    known = Renewal.objects.filter(after_cover_id=cover_id).first()
    if known is not None:
        raise CoverIsRenewed(
            f"这份保障已有续保 {known.renewal_no}（{RenewalStatus(known.status).label}），请打开它。"
        )


def _insert(renewal: Renewal) -> None:
    """Insert; of two who offer at the same moment, the second learns of the first."""
    try:
        with transaction.atomic():
            renewal.save(force_insert=True)
    except IntegrityError as error:
        if not isinstance(error.__cause__, psycopg.errors.UniqueViolation):
            raise
        raise CoverIsRenewed("这份保障刚刚由别人提出了续保，请刷新页面。") from error


def _reach_proposed(run: Run, renewal_id: UUID, seen_version: int) -> Renewal:
    found = Renewal.objects.filter(pk=renewal_id)
    terminal_id = found.values_list("terminal_id", flat=True).first()
    if terminal_id is None:
        raise NotFound
    share_shape(terminal_id)
    renewal = reach(run, found, action=_RENEW)
    refuse_stale(f"续保 {renewal.renewal_no} ", renewal.version, seen_version)
    if renewal.status == RenewalStatus.SIGNED:
        raise RenewalIsSigned(f"续保 {renewal.renewal_no} 已经签下，不能再改。")
    return renewal


def _offer(renewal: Renewal, *, months: int, amount: Decimal, sla_class: SlaClass) -> None:
    renewal.amount = policies.checked_offer(months, amount)
    renewal.months, renewal.sla_class = months, sla_class
    renewal.ends_on = end_of_cover(renewal.starts_on, months)


def _save(renewal: Renewal) -> None:
    renewal.version += 1
    renewal.save(force_update=True)


def _tell(run: Run, renewal: Renewal, *, unit_no: str) -> None:
    """Say what was agreed, never for how much."""
    spot = find_spot(renewal.terminal_id)
    if spot is None:
        raise NotFound
    run.tell(
        renewal=renewal.renewal_no,
        terminal=spot.name,
        unit=unit_no,
        starts_on=str(renewal.starts_on),
        months=renewal.months,
        sla_class=str(renewal.sla_class),
    )
    run.touch("renewal", renewal.pk, scope_id=renewal.scope_id, name=renewal.renewal_no)
    run.touch("unit", renewal.unit_id, scope_id=renewal.scope_id, name=unit_no)
    run.touch("terminal", spot.id, scope_id=renewal.scope_id, name=spot.name)
