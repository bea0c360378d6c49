from __future__ import annotations

from django.apps import AppConfig
from typing_extensions import override


class FilesConfig(AppConfig):
    name = "duan.core.files"
    label = "files"
    verbose_name = "附件"

    @override
    def ready(self) -> None:
        from duan.core.files import commands  # noqa: F401  # inline: fills the registry
