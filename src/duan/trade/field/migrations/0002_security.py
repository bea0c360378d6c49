from __future__ import annotations

from django.db import migrations

from duan.core.kernel.tables import follow, protect

_SEE = ["field.see"]
_FOLLOWERS = [
    ("field_task", "terminal_id"),
    ("field_task", "department_id"),
    ("field_taskphoto", "terminal_id"),
    ("field_acceptance", "terminal_id"),
    ("field_training", "terminal_id"),
    ("field_training", "department_id"),
    ("field_attendance", "terminal_id"),
]


class Migration(migrations.Migration):
    dependencies = [("field", "0001_initial"), ("terminals", "0005_followers")]

    operations = [
        protect(
            "field_task",
            see=_SEE,
            write=["field.plan", "field.dispatch", "field.work", "field.accept"],
            privileges="SELECT, INSERT, UPDATE",
        ),
        protect("field_taskphoto", see=_SEE, write=["field.work"], privileges="SELECT, INSERT"),
        protect("field_acceptance", see=_SEE, write=["field.accept"], privileges="SELECT, INSERT"),
        protect(
            "field_training", see=_SEE, write=["field.work"], privileges="SELECT, INSERT, UPDATE"
        ),
        protect("field_attendance", see=_SEE, write=["field.work"], privileges="SELECT, INSERT"),
        *follow("terminals_follower", _FOLLOWERS),
    ]
