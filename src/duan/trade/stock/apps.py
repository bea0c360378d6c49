from __future__ import annotations

from django.apps import AppConfig
from typing_extensions import override


class StockConfig(AppConfig):
    name = "duan.trade.stock"
    label = "stock"
    verbose_name = "库存"

    @override
    def ready(self) -> None:
        from duan.trade.stock import commands  # noqa: F401  # inline: fills the registry
