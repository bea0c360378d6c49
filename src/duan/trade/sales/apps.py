from __future__ import annotations

from django.apps import AppConfig


class SalesConfig(AppConfig):
    name = "duan.trade.sales"
    label = "sales"
    verbose_name = "商机合同"
