from __future__ import annotations

from django.apps import AppConfig


class StockConfig(AppConfig):
    name = "duan.trade.stock"
    label = "stock"
    verbose_name = "库存"
