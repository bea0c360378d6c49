from __future__ import annotations

from django.db import migrations

from duan.core.kernel.tables import follow, protect

_SEE = ["care.see"]
_FOLLOWERS = [
    ("care_ticket", "terminal_id"),
    ("care_followup", "terminal_id"),
    ("care_renewal", "terminal_id"),
    ("care_ticket", "department_id"),
]


class Migration(migrations.Migration):
    dependencies = [("care", "0001_initial"), ("terminals", "0005_followers")]

    operations = [
        protect(
            "care_ticket",
            see=_SEE,
            write=["care.report", "care.work", "care.follow_up"],
            privileges="SELECT, INSERT, UPDATE",
        ),
        protect("care_followup", see=_SEE, write=["care.follow_up"], privileges="SELECT, INSERT"),
        protect(
            "care_renewal",
            see=["care.renew"],
            write=["care.renew"],
            privileges="SELECT, INSERT, UPDATE",
        ),
        *follow("terminals_follower", _FOLLOWERS),
    ]
