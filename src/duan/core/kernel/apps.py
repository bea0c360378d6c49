from __future__ import annotations

from django.apps import AppConfig


class KernelConfig(AppConfig):
    name = "duan.core.kernel"
    label = "kernel"
    verbose_name = "内核"
