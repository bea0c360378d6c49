from __future__ import annotations

from django.apps import AppConfig


class MoneyConfig(AppConfig):
    name = "duan.trade.money"
    label = "money"
    verbose_name = "回款"
