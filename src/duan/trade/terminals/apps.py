from __future__ import annotations

from django.apps import AppConfig
from typing_extensions import override


class TerminalsConfig(AppConfig):
    name = "duan.trade.terminals"
    label = "terminals"
    verbose_name = "终端档案"

    @override
    def ready(self) -> None:
        from duan.trade.terminals import commands  # noqa: F401  # inline: fills the registry
