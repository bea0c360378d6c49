from __future__ import annotations

from django.apps import AppConfig
from typing_extensions import override


class DeliveryConfig(AppConfig):
    name = "duan.trade.delivery"
    label = "delivery"
    verbose_name = "出库"

    @override
    def ready(self) -> None:
        from duan.core.kernel.events import subscribe  # inline: the registry is ready only now
        from duan.trade.delivery import handlers  # inline: fills the registry of commands
        from duan.trade.sales.events import OrderConfirmed  # inline: same

        subscribe(OrderConfirmed, handlers.on_order_confirmed, called="delivery.plans_the_shipment")
