from __future__ import annotations

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """Holds the templates and styles of the pages without script."""

    name = "duan.edge.api"
    label = "edge_api"
    verbose_name = "接口"
