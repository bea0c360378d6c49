"""May this unit go out with this shipment? Each refusal has a code and says what to do."""

from __future__ import annotations

from datetime import date

from duan.core.kernel.actor import Actor
from duan.core.kernel.errors import Conflict
from duan.lib.udi import Udi
from duan.trade.assets.queries import find_by_scan
from duan.trade.assets.types import UnitFacts, UnitStatus
from duan.trade.catalog.queries import models_named
from duan.trade.delivery.models import Shipment, ShipmentLine, ShipmentUnit
from duan.trade.stock.commands import NotInStock
from duan.trade.stock.queries import certificate_for, read_scan, refuse_expired, warehouse_names


class UnknownUnit(Conflict):
    code = "unknown_unit"


class LabelDiffers(Conflict):
    code = "label_differs"


class WrongProduct(Conflict):
    code = "wrong_product"


class LineIsFull(Conflict):
    code = "line_is_full"


class AlreadyShipped(Conflict):
    code = "already_shipped"


class AlreadyOnShipment(Conflict):
    code = "already_on_shipment"


class OtherWarehouse(Conflict):
    code = "other_warehouse"


def find_scanned(actor: Actor, scan: str, *, on: date) -> tuple[UnitFacts, Udi]:
    """Return the unit that a scan names, and what the scan says.

    Raises `UnreadableScan`, `UnknownIdentifier`, `MissingElement`, `UnknownUnit`.
    """
    reading = read_scan(scan, on=on, whole=False)
    unit = find_by_scan(actor, reading.udi.di, reading.udi.serial)
    if unit is None:
        raise UnknownUnit(
            f"没有收过序列号为 {reading.udi.serial} 的{reading.identified.product_name}，不能出库。"
            "请核对标签；确是新到的货，请先入库。"
        )
    return unit, reading.udi


def judge(shipment: Shipment, unit: UnitFacts, label: Udi, *, on: date) -> tuple[ShipmentLine, str]:
    """Return the line that a unit fills, and the certificate it was made under.

    Raises the refusals of this file, `UnitExpired` and `NotCovered`.
    """
    _refuse_taken(shipment, unit)
    _refuse_absent(unit)
    lines = _lines_for(shipment, unit)
    _refuse_other_label(unit, label)
    refuse_expired(unit.expires_on, on=on)
    certificate_no = certificate_for(unit.model_id, produced_on=unit.produced_on, on=on)
    _refuse_other_warehouse(shipment, unit)
    return _open_line(lines), certificate_no


def refuse_twin(unit: UnitFacts) -> AlreadyOnShipment:
    """Return the refusal of a unit that somebody else checked at the same moment."""
    return AlreadyOnShipment(
        f"设备 {unit.unit_no} 刚被复核到另一张出库单，不能再出。请放回原处，另取一台。"
    )


def _refuse_taken(shipment: Shipment, unit: UnitFacts) -> None:
    taken = ShipmentUnit.objects.filter(unit_id=unit.id).select_related("shipment").first()
    if taken is None:
        return
    number = taken.shipment.shipment_no
    if taken.shipment.shipped_at is not None:
        raise AlreadyShipped(
            f"设备 {unit.unit_no} 已随 {number} 发出，不能再出库。请核对标签，并上报质管人员。"
        )
    if taken.shipment_id == shipment.pk:
        raise AlreadyOnShipment(f"设备 {unit.unit_no} 已经在本单里，不必再扫。请扫下一台。")
    raise AlreadyOnShipment(
        f"设备 {unit.unit_no} 已复核到出库单 {number}，不能再出。请放回原处，另取一台。"
    )


def _refuse_absent(unit: UnitFacts) -> None:
    if unit.status == UnitStatus.IN_STOCK:
        return
    if unit.status == UnitStatus.SCRAPPED:
        raise NotInStock(f"设备 {unit.unit_no} 已报废，不能出库。请移入不合格区。")
    raise AlreadyShipped(
        f"设备 {unit.unit_no} 已经发出，登记在「{unit.place_name}」，不能再出库。"
        "请核对标签，并上报质管人员。"
    )


def _lines_for(shipment: Shipment, unit: UnitFacts) -> list[ShipmentLine]:
    lines = list(shipment.lines.filter(model_id=unit.model_id).order_by("position", "pk"))
    if not lines:
        device = models_named({unit.model_id})[unit.model_id]
        raise WrongProduct(
            f"「{device.text}」不在订单 {shipment.order_no} 里，不能出库。请放回原处，按出库单取货。"
        )
    return lines


def _open_line(lines: list[ShipmentLine]) -> ShipmentLine:
    for line in lines:
        if line.units.count() < line.quantity:
            return line
    wanted = sum(line.quantity for line in lines)
    raise LineIsFull(f"这个型号订了 {wanted} 台，已经复核够了。请把多取的放回原处。")


def _refuse_other_label(unit: UnitFacts, label: Udi) -> None:
    """A label that says something else than what was received is no proof of this unit."""
    told = (
        ("批号", label.lot, unit.lot_no),
        ("生产日期", label.produced_on, unit.produced_on),
        ("有效期", label.expires_on, unit.expires_on),
    )
    for name, on_label, on_file in told:
        if on_label and on_label != on_file:
            raise LabelDiffers(
                f"标签上的{name}是 {on_label}，入库时登记的是 {on_file or '（无）'}，不一致，不能出库。"
                "请隔离，并上报质管人员。"
            )


def _refuse_other_warehouse(shipment: Shipment, unit: UnitFacts) -> None:
    if shipment.warehouse_id is not None and shipment.warehouse_id != unit.place_id:
        known = warehouse_names({shipment.warehouse_id}).get(shipment.warehouse_id)
        here = f"「{known}」" if known else "另一个仓库"
        raise OtherWarehouse(
            f"本单从{here}出库，设备 {unit.unit_no} 在「{unit.place_name}」。请在{here}另取一台。"
        )
