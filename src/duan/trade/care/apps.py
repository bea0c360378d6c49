from __future__ import annotations

from django.apps import AppConfig


class CareConfig(AppConfig):
    name = "duan.trade.care"
    label = "care"
    verbose_name = "售后"
