from __future__ import annotations

from django.apps import AppConfig
from typing_extensions import override


class SalesConfig(AppConfig):
    name = "duan.trade.sales"
    label = "sales"
    verbose_name = "商机合同"

    @override
    def ready(self) -> None:
        from duan.trade.sales import commands  # noqa: F401  # inline: fills the registry
