from __future__ import annotations

from uuid import UUID

from django.utils.timezone import localdate

from duan.core.kernel.commands import Run, command
from duan.core.kernel.errors import Invalid
from duan.core.kernel.errors import Place as Field
from duan.lib import cn
from duan.trade.assets.commands import move_unit
from duan.trade.assets.types import Place, PlaceKind, UnitStatus
from duan.trade.delivery.commands.reaching import reach_shipment, refuse_unseen, save, touch
from duan.trade.delivery.events import Arrived, Shipped
from duan.trade.delivery.models import Shipment, ShipmentUnit
from duan.trade.delivery.types import ShipmentStatus
from duan.trade.stock.commands import release_unit
from duan.trade.stock.queries import UnitExpired
from duan.trade.terminals.queries import places_of

_LONGEST = {"carrier": 60, "waybill_no": 40, "receiver_name": 60}


class UnusableShipping(Invalid):
    code = "unusable_shipping"


class UnusableArrival(Invalid):
    code = "unusable_arrival"


@command(
    "delivery.ship_units",
    sentence="发货 {shipment_no}，共 {count} 台，承运人「{carrier}」，运单 {waybill_no}",
    uses=["stock.release_unit", "assets.move_unit"],
)
def ship(run: Run, *, shipment_id: UUID, seen_version: int, carrier: str, waybill_no: str) -> None:
    """Let a checked shipment leave its warehouse; its units belong to the terminal's scope now.

    Raises `WrongShipmentStatus`, `Stale`, `UnusableShipping`, and `UnitExpired` for what expired
    since the check.
    """
    shipment = reach_shipment(run, shipment_id, action="delivery.ship", doing="发货")
    refuse_unseen(shipment, seen_version)
    carrier, waybill_no = carrier.strip(), waybill_no.strip()
    places = [*_unfit("carrier", carrier, "承运人"), *_unfit("waybill_no", waybill_no, "运单号")]
    if places:
        raise UnusableShipping(_listed("发货信息", places), where=places)
    shipment.status = ShipmentStatus.IN_TRANSIT
    shipment.carrier, shipment.waybill_no = carrier, waybill_no
    shipment.shipped_by, shipment.shipped_at = run.who.account_id, run.now
    units = list(shipment.units.order_by("unit_id"))
    _refuse_expired(run, units)
    for unit in units:
        _send(run, shipment, unit)
    save(shipment)
    run.tell(
        shipment_no=shipment.shipment_no, count=len(units), carrier=carrier, waybill_no=waybill_no
    )
    touch(run, shipment)
    run.publish(
        Shipped(
            shipment_id=shipment.pk,
            order_id=shipment.order_id,
            deal_id=shipment.deal_id,
            terminal_id=shipment.terminal_id,
            at=run.now,
        )
    )


@command(
    "delivery.confirm_arrival",
    sentence="确认到货 {shipment_no}，共 {count} 台，签收人「{receiver}」",
    uses=["assets.move_unit"],
)
def confirm_arrival(run: Run, *, shipment_id: UUID, seen_version: int, receiver_name: str) -> None:
    """Say that the goods are at the terminal, and who took them.

    Raises `WrongShipmentStatus`, `Stale`, `UnusableArrival`.
    """
    shipment = reach_shipment(run, shipment_id, action="delivery.confirm", doing="确认到货")
    refuse_unseen(shipment, seen_version)
    receiver_name = receiver_name.strip()
    places = _unfit("receiver_name", receiver_name, "签收人")
    if places:
        raise UnusableArrival(_listed("到货信息", places), where=places)
    shipment.status = ShipmentStatus.ARRIVED
    shipment.receiver_name = receiver_name
    shipment.arrived_by, shipment.arrived_at = run.who.account_id, run.now
    units = list(shipment.units.order_by("unit_id"))
    there = _standing(shipment)
    for unit in units:
        _move(run, shipment, unit, UnitStatus.ARRIVED, there)
    save(shipment)
    run.tell(
        shipment_no=shipment.shipment_no, count=len(units), receiver=cn.mask_name(receiver_name)
    )
    touch(run, shipment)
    run.publish(
        Arrived(
            shipment_id=shipment.pk,
            order_id=shipment.order_id,
            deal_id=shipment.deal_id,
            terminal_id=shipment.terminal_id,
            arrived_on=localdate(run.now),
            at=run.now,
        )
    )


def _send(run: Run, shipment: Shipment, unit: ShipmentUnit) -> None:
    warehouse_id = shipment.warehouse_id
    if warehouse_id is None:
        raise AssertionError("a checked shipment has units, and so a warehouse")
    release_unit(
        run.who,
        unit_id=unit.unit_id,
        warehouse_id=warehouse_id,
        source_id=shipment.pk,
        source_no=shipment.shipment_no,
    )
    on_the_way = Place(
        kind=PlaceKind.TRANSIT,
        id=shipment.pk,
        name=f"{shipment.shipment_no} {shipment.carrier} {shipment.waybill_no}",
    )
    _move(run, shipment, unit, UnitStatus.IN_TRANSIT, on_the_way)


def _move(
    run: Run, shipment: Shipment, unit: ShipmentUnit, status: UnitStatus, place: Place
) -> None:
    move_unit(
        run.who,
        unit_id=unit.unit_id,
        status=status,
        place=place,
        scope_id=shipment.scope_id,
        terminal_id=shipment.terminal_id,
        department_id=shipment.department_id,
        deal_id=shipment.deal_id,
    )


def _standing(shipment: Shipment) -> Place:
    """Return where the goods stand now: in the department, or in the hospital when none is named."""
    at = shipment.department_id or shipment.terminal_id
    spots = places_of({at, shipment.terminal_id})
    names = [spots[pk].name for pk in dict.fromkeys((shipment.terminal_id, at)) if pk in spots]
    return Place(kind=PlaceKind.TERMINAL, id=at, name=" ".join(names))


def _refuse_expired(run: Run, units: list[ShipmentUnit]) -> None:
    today = localdate(run.now)
    expired = [unit.unit_no for unit in units if unit.expires_on and unit.expires_on < today]
    if expired:
        raise UnitExpired(
            f"设备 {'、'.join(expired)} 在复核之后过期了，不能发货。"
            "请复核员把它从出库单撤下，另取一台复核。"
        )


def _unfit(field: str, text: str, called: str) -> list[Field]:
    if not text:
        return [Field(field, f"请填写{called}")]
    if len(text) > _LONGEST[field]:
        return [Field(field, f"{called}最多 {_LONGEST[field]} 个字")]
    return []


def _listed(what: str, places: list[Field]) -> str:
    return f"{what}有误：{'；'.join(place.message for place in places)}。"
