from __future__ import annotations

from django.db import migrations

from duan.core.kernel.tables import follow, protect

_SEE = ["delivery.see"]
_FOLLOWERS = [
    ("delivery_shipment", "terminal_id"),
    ("delivery_shipmentline", "terminal_id"),
    ("delivery_shipmentunit", "terminal_id"),
    ("delivery_scan", "terminal_id"),
    ("delivery_shipment", "department_id"),
]


class Migration(migrations.Migration):
    dependencies = [("delivery", "0001_initial"), ("terminals", "0005_followers")]

    operations = [
        protect(
            "delivery_shipment",
            see=_SEE,
            write=["delivery.plan", "delivery.check", "delivery.ship", "delivery.confirm"],
            privileges="SELECT, INSERT, UPDATE",
        ),
        protect(
            "delivery_shipmentline", see=_SEE, write=["delivery.plan"], privileges="SELECT, INSERT"
        ),
        protect(
            "delivery_shipmentunit",
            see=_SEE,
            write=["delivery.check"],
            privileges="SELECT, INSERT, DELETE",
        ),
        protect("delivery_scan", see=_SEE, write=["delivery.check"], privileges="SELECT, INSERT"),
        *follow("terminals_follower", _FOLLOWERS),
    ]
