from __future__ import annotations

from django.apps import AppConfig


class AssetsConfig(AppConfig):
    name = "duan.trade.assets"
    label = "assets"
    verbose_name = "设备档案"
