from __future__ import annotations

from django.apps import AppConfig
from typing_extensions import override


class AccessConfig(AppConfig):
    name = "duan.core.access"
    label = "access"
    verbose_name = "权限"

    @override
    def ready(self) -> None:
        from duan.core.access import commands  # inline: models exist only once apps are ready
        from duan.core.kernel.commands import ask_with  # inline: same

        ask_with(commands.answer_guard)
