from __future__ import annotations

from django.apps import AppConfig


class CatalogConfig(AppConfig):
    name = "duan.trade.catalog"
    label = "catalog"
    verbose_name = "产品"
