from __future__ import annotations

from django.db import migrations

from duan.core.kernel.tables import follow, protect

_SEE = ["assets.see"]
_FOLLOWERS = [
    ("assets_unit", "terminal_id"),
    ("assets_unit", "department_id"),
    ("assets_stay", "terminal_id"),
    ("assets_cover", "terminal_id"),
]


class Migration(migrations.Migration):
    dependencies = [("assets", "0001_initial"), ("terminals", "0005_followers")]

    operations = [
        protect(
            "assets_unit",
            see=_SEE,
            write=["assets.keep", "assets.cover"],
            privileges="SELECT, INSERT, UPDATE",
        ),
        protect(
            "assets_stay", see=_SEE, write=["assets.keep"], privileges="SELECT, INSERT, UPDATE"
        ),
        protect("assets_cover", see=_SEE, write=["assets.cover"], privileges="SELECT, INSERT"),
        *follow("terminals_follower", _FOLLOWERS),
    ]
