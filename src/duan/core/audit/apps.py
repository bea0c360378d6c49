from __future__ import annotations

from django.apps import AppConfig
from typing_extensions import override


class AuditConfig(AppConfig):
    name = "duan.core.audit"
    label = "audit"
    verbose_name = "留痕"

    @override
    def ready(self) -> None:
        from duan.core.audit import commands  # inline: models exist only once apps are ready
        from duan.core.kernel.commands import record_with  # inline: same

        record_with(commands.record)
