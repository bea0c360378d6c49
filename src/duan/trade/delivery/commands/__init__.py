"""What can be done with a shipment, from planning to its arrival."""

from __future__ import annotations

from duan.trade.delivery.commands.checking import (
    ShipmentIncomplete,
    check_unit,
    drop_unit,
    finish_check,
)
from duan.trade.delivery.commands.judging import (
    AlreadyOnShipment,
    AlreadyShipped,
    LabelDiffers,
    LineIsFull,
    OtherWarehouse,
    UnknownUnit,
    WrongProduct,
)
from duan.trade.delivery.commands.planning import plan_shipment
from duan.trade.delivery.commands.reaching import WrongShipmentStatus
from duan.trade.delivery.commands.shipping import (
    UnusableArrival,
    UnusableShipping,
    confirm_arrival,
    ship,
)

__all__ = [
    "AlreadyOnShipment",
    "AlreadyShipped",
    "LabelDiffers",
    "LineIsFull",
    "OtherWarehouse",
    "ShipmentIncomplete",
    "UnknownUnit",
    "UnusableArrival",
    "UnusableShipping",
    "WrongProduct",
    "WrongShipmentStatus",
    "check_unit",
    "confirm_arrival",
    "drop_unit",
    "finish_check",
    "plan_shipment",
    "ship",
]
