from __future__ import annotations

from django.apps import AppConfig
from typing_extensions import override


class CareConfig(AppConfig):
    name = "duan.trade.care"
    label = "care"
    verbose_name = "售后"

    @override
    def ready(self) -> None:
        from duan.trade.care import commands  # noqa: F401  # inline: fills the registry
