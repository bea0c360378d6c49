from __future__ import annotations

from django.apps import AppConfig
from typing_extensions import override


class ExchangeConfig(AppConfig):
    name = "duan.edge.exchange"
    label = "exchange"
    verbose_name = "导入导出"

    @override
    def ready(self) -> None:
        from duan.edge.exchange import carrying, commands  # noqa: F401  # inline: fills the registry
