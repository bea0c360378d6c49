"""Getting at the shipment that a command is about, and saying afterwards what it changed."""

from __future__ import annotations

from uuid import UUID

from duan.core.access.commands import reach
from duan.core.kernel.commands import Run
from duan.core.kernel.errors import Conflict, NotFound, refuse_stale
from duan.trade.delivery.models import Shipment
from duan.trade.delivery.types import ShipmentStatus
from duan.trade.terminals.commands.tree import share_shape
from duan.trade.terminals.queries import find_spot


class WrongShipmentStatus(Conflict):
    code = "wrong_shipment_status"


def reach_shipment(run: Run, shipment_id: UUID, *, action: str, doing: str) -> Shipment:
    """Load and lock a shipment that is where this can be done; nobody moves its terminal meanwhile.

    A move carries a terminal's rows along; a scan written meanwhile would stay behind.
    Raises `NotFound`, `WrongShipmentStatus`.
    """
    found = Shipment.objects.filter(pk=shipment_id)
    terminal_id = found.values_list("terminal_id", flat=True).first()
    if terminal_id is None:
        raise NotFound
    share_shape(terminal_id)
    shipment = reach(run, found, action=action)
    if shipment.status not in _WHEN[doing]:
        states = "、".join(str(status.label) for status in _WHEN[doing])
        now = ShipmentStatus(shipment.status).label
        raise WrongShipmentStatus(
            f"出库单 {shipment.shipment_no} 现在「{now}」，只有「{states}」的才能{doing}。请刷新。"
        )
    return shipment


def refuse_unseen(shipment: Shipment, seen_version: int) -> None:
    name = f"出库单 {shipment.shipment_no} "
    refuse_stale(name, shipment.version, seen_version, then="再办")


def save(shipment: Shipment) -> None:
    shipment.version += 1
    shipment.save(force_update=True)


def touch(run: Run, shipment: Shipment) -> None:
    """Name the shipment and its terminal in the log."""
    spot = find_spot(shipment.terminal_id)
    name = spot.name if spot else ""
    run.touch("shipment", shipment.pk, scope_id=shipment.scope_id, name=shipment.shipment_no)
    run.touch("terminal", shipment.terminal_id, scope_id=shipment.scope_id, name=name)


_WHEN: dict[str, tuple[ShipmentStatus, ...]] = {
    "复核": (ShipmentStatus.WAITING,),
    "撤下设备": (ShipmentStatus.WAITING, ShipmentStatus.CHECKED),
    "发货": (ShipmentStatus.CHECKED,),
    "确认到货": (ShipmentStatus.IN_TRANSIT,),
}
