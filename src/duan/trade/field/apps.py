from __future__ import annotations

from django.apps import AppConfig
from typing_extensions import override


class FieldConfig(AppConfig):
    name = "duan.trade.field"
    label = "field"
    verbose_name = "现场"

    @override
    def ready(self) -> None:
        from duan.core.kernel.events import (
            subscribe,
        )  # inline: models exist only once apps are ready
        from duan.trade.delivery.events import Arrived  # inline: same
        from duan.trade.field import commands, handlers  # noqa: F401  # inline: fills the registry

        subscribe(Arrived, handlers.on_arrived, called="field.plans_installs")
