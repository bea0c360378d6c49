from __future__ import annotations

from django.urls import path, re_path

from duan.edge.api import doors
from duan.edge.api.mount import api

handler400 = "duan.edge.api.faults.unusable"
handler403 = "duan.edge.api.faults.forged"
handler404 = "duan.edge.api.faults.missing"
handler500 = "duan.edge.api.faults.broken"
urlpatterns = [
    path("api/", api.urls),
    path("login", doors.login),
    path("logout", doors.logout),
    path("field", doors.field),
    re_path(r"^(?!api/|static/).*$", doors.office),
]
