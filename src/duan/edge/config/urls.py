from __future__ import annotations

from django.urls import path, re_path

from duan.edge.api import doors
from duan.edge.api.mount import api

urlpatterns = [
    path("api/", api.urls),
    path("login", doors.login),
    path("logout", doors.logout),
    re_path(r"^(?!api/|static/).*$", doors.office),
]
