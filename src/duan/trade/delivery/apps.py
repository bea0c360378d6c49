from __future__ import annotations

from django.apps import AppConfig


class DeliveryConfig(AppConfig):
    name = "duan.trade.delivery"
    label = "delivery"
    verbose_name = "出库"
