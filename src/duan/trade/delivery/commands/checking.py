"""The outbound check (出库复核): each unit is scanned against the order, and every scan is kept."""

from __future__ import annotations

from uuid import UUID

import psycopg
from django.db import IntegrityError, transaction
from django.db.models import Count
from django.utils.timezone import localdate

from duan.core.kernel.commands import Run, command
from duan.core.kernel.errors import Conflict, NotFound, Refused
from duan.trade.assets.types import UnitFacts
from duan.trade.catalog.queries import models_named
from duan.trade.delivery.commands.judging import find_scanned, judge, refuse_twin
from duan.trade.delivery.commands.reaching import reach_shipment, save, touch
from duan.trade.delivery.models import Scan, Shipment, ShipmentLine, ShipmentUnit
from duan.trade.delivery.types import Checked, ShipmentStatus, Verdict

_CHECK = "delivery.check"
_LONGEST_TEXT = 300


class ShipmentIncomplete(Conflict):
    code = "shipment_is_incomplete"


@command("delivery.check_unit", sentence="出库复核 {shipment_no}，扫码{verdict}：{what}")
def check_unit(run: Run, *, shipment_id: UUID, scan: str) -> Checked:
    """Check a unit against the order by its scan; a refusal is answered, not raised.

    A scan that was refused is evidence as much as one that passed: both are kept, with who
    scanned. The first one that passes says which warehouse the shipment leaves from.
    Raises only what concerns the shipment itself: `NotFound`, `WrongShipmentStatus`.
    """
    shipment = reach_shipment(run, shipment_id, action=_CHECK, doing="复核")
    today = localdate(run.now)
    unit = None
    try:
        unit, label = find_scanned(run.who, scan, on=today)
        line, certificate_no = judge(shipment, unit, label, on=today)
        _put_on(run, line, unit, certificate_no)
    except Refused as refusal:
        return _keep(run, shipment, scan, unit, refusal=refusal)
    if shipment.warehouse_id is None:
        shipment.warehouse_id = unit.place_id
    save(shipment)
    return _keep(run, shipment, scan, unit, line=line)


@command("delivery.drop_unit", sentence="从出库单 {shipment_no} 撤下设备 {unit_no}")
def drop_unit(run: Run, *, shipment_id: UUID, unit_id: UUID) -> None:
    """Take a checked unit off again before it ships; a finished check is open again after that.

    Raises `WrongShipmentStatus`, `NotFound`.
    """
    shipment = reach_shipment(run, shipment_id, action=_CHECK, doing="撤下设备")
    row = shipment.units.filter(unit_id=unit_id).first()
    if row is None:
        raise NotFound
    row.delete()
    shipment.status = ShipmentStatus.WAITING
    shipment.checked_by, shipment.checked_at = None, None
    if not shipment.units.exists():
        shipment.warehouse_id = None
    save(shipment)
    run.tell(shipment_no=shipment.shipment_no, unit_no=row.unit_no)
    touch(run, shipment)
    run.touch("unit", unit_id, scope_id=shipment.scope_id, name=row.unit_no)


@command("delivery.finish_check", sentence="完成出库复核 {shipment_no}，共 {count} 台")
def finish_check(run: Run, *, shipment_id: UUID) -> None:
    """Sign for the check, once every line is full. Raises `WrongShipmentStatus`, `ShipmentIncomplete`."""
    shipment = reach_shipment(run, shipment_id, action=_CHECK, doing="复核")
    lines = list(shipment.lines.annotate(checked=Count("units")).order_by("position", "pk"))
    _refuse_incomplete(shipment, [line for line in lines if line.checked < line.quantity])
    shipment.status = ShipmentStatus.CHECKED
    shipment.checked_by, shipment.checked_at = run.who.account_id, run.now
    save(shipment)
    run.tell(shipment_no=shipment.shipment_no, count=sum(line.quantity for line in lines))
    touch(run, shipment)


def _put_on(run: Run, line: ShipmentLine, unit: UnitFacts, certificate_no: str) -> None:
    """Put a unit on a line. The unique index also knows what others check, unseen from here."""
    row = ShipmentUnit(
        scope_id=line.scope_id,
        terminal_id=line.terminal_id,
        shipment_id=line.shipment_id,
        line=line,
        unit_id=unit.id,
        unit_no=unit.unit_no,
        serial_no=unit.serial_no,
        lot_no=unit.lot_no,
        expires_on=unit.expires_on,
        certificate_no=certificate_no,
        checked_by=run.who.account_id,
        checked_at=run.now,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        if not isinstance(error.__cause__, psycopg.errors.UniqueViolation):
            raise
        raise refuse_twin(unit) from error


def _keep(
    run: Run,
    shipment: Shipment,
    scan: str,
    unit: UnitFacts | None,
    *,
    line: ShipmentLine | None = None,
    refusal: Refused | None = None,
) -> Checked:
    """Write a scan down with what came of it, and answer it."""
    checked = Checked(
        verdict=Verdict.REFUSED if refusal else Verdict.PASSED,
        code=refusal.code if refusal else "",
        message=str(refusal) if refusal else "",
        unit_id=unit.id if unit else None,
        unit_no=unit.unit_no if unit else "",
        serial_no=unit.serial_no if unit else "",
        line_id=line.pk if line else None,
    )
    Scan(
        scope_id=shipment.scope_id,
        terminal_id=shipment.terminal_id,
        shipment=shipment,
        text=scan[:_LONGEST_TEXT],
        unit_id=checked.unit_id,
        verdict=checked.verdict,
        code=checked.code,
        message=checked.message[:_LONGEST_TEXT],
        scanned_by=run.who.account_id,
        scanned_at=run.now,
    ).save(force_insert=True)
    what = f"{checked.unit_no} 序列号 {checked.serial_no}" if unit else "未能识别的编码"
    run.tell(
        shipment_no=shipment.shipment_no,
        verdict=str(checked.verdict.label),
        what=f"{what}（{checked.message}）" if refusal else what,
        code=checked.code,
    )
    touch(run, shipment)
    if unit:
        run.touch("unit", unit.id, scope_id=unit.scope_id, name=unit.unit_no)
    return checked


def _refuse_incomplete(shipment: Shipment, short: list[ShipmentLine]) -> None:
    if not short:
        return
    models = models_named({line.model_id for line in short})
    listed = "、".join(
        f"「{models[line.model_id].text}」还差 {line.quantity - line.units.count()} "
        f"{models[line.model_id].unit_name}"
        for line in short
    )
    raise ShipmentIncomplete(f"出库单 {shipment.shipment_no} 还没有复核齐：{listed}。请继续扫码。")
