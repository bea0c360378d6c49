"""What happens to a unit: it comes in, it moves, and something covers its repairs."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import psycopg
from django.db import IntegrityError, transaction

from duan.core.access.commands import reach
from duan.core.kernel.commands import Run, command
from duan.core.kernel.errors import Conflict, Invalid, NotFound
from duan.core.kernel.errors import Place as Field
from duan.core.kernel.numbers import take_numbers
from duan.trade.assets import policies
from duan.trade.assets.events import CoverStarted, UnitEntered
from duan.trade.assets.models import Cover, Stay, Unit
from duan.trade.assets.policies import UnusableCover
from duan.trade.assets.types import (
    MAY_BECOME,
    CoverKind,
    Place,
    PlaceKind,
    SlaClass,
    UnitStatus,
)
from duan.trade.catalog.queries import models_named
from duan.trade.terminals.commands.tree import share_shape
from duan.trade.terminals.queries.spots import Spot, find_spot

_KEEP, _COVER = "assets.keep", "assets.cover"


class UnusableUnit(Invalid):
    code = "unusable_unit"


class SerialTaken(Conflict):
    code = "serial_taken"


class WrongUnitStatus(Conflict):
    code = "wrong_unit_status"


class CoverOverlaps(Conflict):
    code = "cover_overlaps"


@command(
    "assets.enter_unit",
    sentence="登记设备 {unit_no}（{model}，序列号 {serial_no}），放在「{place}」",
)
def enter_unit(  # noqa: PLR0913 - what a label says, and where it was scanned
    run: Run,
    *,
    scope_id: int,
    model_id: UUID,
    di: str,
    serial_no: str,
    lot_no: str,
    produced_on: date | None,
    expires_on: date | None,
    place: Place,
) -> UUID:
    """Open the file of a unit that has come in; return its id.

    `di` is in its one written form. Raises `UnusableUnit`, `SerialTaken`.
    """
    run.require(_KEEP, scope_id=scope_id)
    model = models_named({model_id}).get(model_id)
    if model is None:
        raise NotFound
    if not serial_no:
        raise UnusableUnit("设备没有序列号，不能建立档案。", where=[Field("serial_no", "必填")])
    _refuse_known(di, serial_no)
    unit = Unit(
        scope_id=scope_id,
        unit_no=f"U{take_numbers('unit'):07d}",
        model_id=model_id,
        di=di,
        serial_no=serial_no,
        lot_no=lot_no,
        produced_on=produced_on,
        expires_on=expires_on,
        status=UnitStatus.IN_STOCK,
        created_at=run.now,
    )
    _put(unit, place)
    _insert(unit)
    _open_stay(run, unit)
    run.tell(unit_no=unit.unit_no, model=model.text, serial_no=serial_no, place=place.name)
    _touch(run, unit)
    run.publish(UnitEntered(unit_id=unit.pk, model_id=model_id, at=run.now))
    return unit.pk


@command("assets.move_unit", sentence="设备 {unit_no} 由「{before}」移到「{place}」，状态 {status}")
def move_unit(  # noqa: PLR0913 - where to, and whose it is there
    run: Run,
    *,
    unit_id: UUID,
    status: UnitStatus,
    place: Place,
    scope_id: int,
    terminal_id: UUID | None = None,
    department_id: UUID | None = None,
    deal_id: UUID | None = None,
) -> None:
    """Put a unit somewhere else, into the scope of its terminal when one is named.

    In a warehouse it belongs to no terminal and no deal. Elsewhere a deal once named stays.
    Raises `WrongUnitStatus`.
    """
    if terminal_id is not None:
        share_shape(terminal_id)
    unit = reach(run, Unit.objects.filter(pk=unit_id), action=_KEEP)
    if terminal_id is not None:
        scope_id = _touch_terminal(run, terminal_id).scope_id
    run.require(_KEEP, scope_id=scope_id)
    _refuse_status(unit, status)
    before = unit.place_name
    _close_stay(run, unit)
    in_warehouse = place.kind == PlaceKind.WAREHOUSE
    unit.scope_id = scope_id
    unit.terminal_id = None if in_warehouse else terminal_id
    unit.department_id = None if in_warehouse else department_id
    unit.deal_id = None if in_warehouse else deal_id or unit.deal_id
    unit.status = status
    _put(unit, place)
    _save(unit)
    _open_stay(run, unit)
    run.tell(
        unit_no=unit.unit_no, before=before, place=place.name, status=str(UnitStatus(status).label)
    )
    _touch(run, unit)


@command(
    "assets.start_cover",
    sentence="设备 {unit_no} 的{kind}自 {starts_on} 起 {months} 个月，服务等级 {sla_class}",
)
def start_cover(
    run: Run,
    *,
    unit_id: UUID,
    kind: CoverKind,
    starts_on: date,
    months: int,
    sla_class: SlaClass,
    source_id: UUID,
) -> UUID:
    """Let something cover a unit's repairs for so many months; return the cover's id.

    A warranty puts the unit into service. The same source starts one cover for a unit, however
    often it asks. Raises `UnusableCover`, `WrongUnitStatus`, `CoverOverlaps`.
    """
    unit = reach(run, Unit.objects.filter(pk=unit_id), action=_COVER)
    label = str(CoverKind(kind).label)
    run.tell(
        unit_no=unit.unit_no,
        kind=label,
        starts_on=str(starts_on),
        months=months,
        sla_class=sla_class,
    )
    _touch(run, unit)
    if unit.terminal_id is None:
        raise UnusableCover(f"设备 {unit.unit_no} 不在任何终端，不能开始{label}。")
    _touch_terminal(run, unit.terminal_id)
    known = Cover.objects.filter(unit=unit, source_id=source_id).first()
    if known is not None:
        return known.pk
    cover = Cover(
        scope_id=unit.scope_id,
        terminal_id=unit.terminal_id,
        unit=unit,
        kind=kind,
        sla_class=sla_class,
        starts_on=starts_on,
        ends_on=policies.end_of_cover(starts_on, months),
        source_id=source_id,
        started_by=run.who.account_id,
        started_at=run.now,
    )
    _refuse_overlap(cover)
    if kind == CoverKind.WARRANTY:
        _put_into_service(unit)
    cover.save(force_insert=True)
    run.publish(_started(cover))
    return cover.pk


def _put_into_service(unit: Unit) -> None:
    if unit.status != UnitStatus.IN_SERVICE:
        _refuse_status(unit, UnitStatus.IN_SERVICE)
        unit.status = UnitStatus.IN_SERVICE
        _save(unit)


def _started(cover: Cover) -> CoverStarted:
    return CoverStarted(
        cover_id=cover.pk,
        unit_id=cover.unit_id,
        kind=cover.kind,
        starts_on=cover.starts_on,
        ends_on=cover.ends_on,
        at=cover.started_at,
    )


def _refuse_known(di: str, serial_no: str) -> None:
    known = Unit.objects.filter(di=di, serial_no=serial_no).first()
    if known is not None:
        raise SerialTaken(
            f"序列号 {serial_no} 已登记为设备 {known.unit_no}（{known.place_name}），请核对是否重复扫码。",
            where=[Field("serial_no", f"已是设备 {known.unit_no}")],
        )


def _insert(unit: Unit) -> None:
    """Insert; the unique index also knows the units that row security keeps from this person."""
    try:
        with transaction.atomic():
            unit.save(force_insert=True)
    except IntegrityError as error:
        if not isinstance(error.__cause__, psycopg.errors.UniqueViolation):
            raise
        raise SerialTaken(
            f"序列号 {unit.serial_no} 已登记在您看不到的辖区，请联系主数据管理员核对。",
            where=[Field("serial_no", "已登记在其他辖区")],
        ) from error


def _refuse_status(unit: Unit, wanted: UnitStatus) -> None:
    was = UnitStatus(unit.status)
    if wanted not in MAY_BECOME[was]:
        allowed = "、".join(str(s.label) for s in MAY_BECOME[was]) or "（无）"
        raise WrongUnitStatus(
            f"设备 {unit.unit_no} 现在「{was.label}」，只能变为：{allowed}，不能变为「{wanted.label}」。"
        )


def _refuse_overlap(cover: Cover) -> None:
    other = Cover.objects.filter(
        unit=cover.unit, kind=cover.kind, starts_on__lt=cover.ends_on, ends_on__gt=cover.starts_on
    ).first()
    if other is not None:
        raise CoverOverlaps(
            f"设备 {cover.unit.unit_no} 的{CoverKind(cover.kind).label}在 {other.starts_on} 至 "
            f"{policies.last_day(other.ends_on)} 已经有了，请从 {other.ends_on} 起。",
            where=[Field("starts_on", f"应不早于 {other.ends_on}")],
        )


def _put(unit: Unit, place: Place) -> None:
    unit.place_kind, unit.place_id, unit.place_name = place.kind, place.id, place.name


def _close_stay(run: Run, unit: Unit) -> None:
    Stay.objects.filter(unit=unit, until_at=None).update(until_at=run.now)


def _open_stay(run: Run, unit: Unit) -> None:
    Stay(
        scope_id=unit.scope_id,
        terminal_id=unit.terminal_id,
        unit=unit,
        place_kind=unit.place_kind,
        place_id=unit.place_id,
        place_name=unit.place_name,
        since_at=run.now,
        moved_by=run.who.account_id,
    ).save(force_insert=True)


def _save(unit: Unit) -> None:
    unit.version += 1
    unit.save(force_update=True)


def _touch_terminal(run: Run, terminal_id: UUID) -> Spot:
    spot = find_spot(terminal_id)
    if spot is None:
        raise NotFound
    run.touch("terminal", spot.id, scope_id=spot.scope_id, name=spot.name)
    return spot


def _touch(run: Run, unit: Unit) -> None:
    run.touch("unit", unit.pk, scope_id=unit.scope_id, name=unit.unit_no)


__all__ = [
    "CoverOverlaps",
    "SerialTaken",
    "UnusableCover",
    "UnusableUnit",
    "WrongUnitStatus",
    "enter_unit",
    "move_unit",
    "start_cover",
]
