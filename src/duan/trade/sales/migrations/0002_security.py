from __future__ import annotations

from django.db import migrations

from duan.core.kernel.tables import follow, protect

_SEE = ["sales.see"]
_FOLLOWERS = [
    ("sales_lead", "terminal_id"),
    ("sales_opportunity", "terminal_id"),
    ("sales_quote", "terminal_id"),
    ("sales_quoteline", "terminal_id"),
    ("sales_contract", "terminal_id"),
    ("sales_scheduleitem", "terminal_id"),
    ("sales_order", "terminal_id"),
    ("sales_orderline", "terminal_id"),
    ("sales_lead", "department_id"),
    ("sales_opportunity", "department_id"),
    ("sales_contract", "department_id"),
    ("sales_order", "department_id"),
]


class Migration(migrations.Migration):
    dependencies = [("sales", "0001_initial"), ("terminals", "0005_followers")]

    operations = [
        protect(
            "sales_lead",
            see=_SEE,
            write=["sales.work", "sales.approve"],
            privileges="SELECT, INSERT, UPDATE",
        ),
        protect(
            "sales_opportunity", see=_SEE, write=["sales.work"], privileges="SELECT, INSERT, UPDATE"
        ),
        protect("sales_quote", see=_SEE, write=["sales.work"], privileges="SELECT, INSERT, UPDATE"),
        protect(
            "sales_quoteline",
            see=_SEE,
            write=["sales.work"],
            privileges="SELECT, INSERT, UPDATE, DELETE",
        ),
        protect(
            "sales_contract",
            see=_SEE,
            write=["sales.work", "sales.approve"],
            privileges="SELECT, INSERT, UPDATE",
        ),
        protect(
            "sales_scheduleitem",
            see=_SEE,
            write=["sales.work"],
            privileges="SELECT, INSERT, UPDATE, DELETE",
        ),
        protect("sales_order", see=_SEE, write=["sales.work"], privileges="SELECT, INSERT, UPDATE"),
        protect("sales_orderline", see=_SEE, write=["sales.work"], privileges="SELECT, INSERT"),
        *follow("terminals_follower", _FOLLOWERS),
    ]
