from __future__ import annotations

from django.db import migrations

from duan.core.kernel.tables import protect

_SEE = ["stock.see"]


class Migration(migrations.Migration):
    dependencies = [("stock", "0001_initial"), ("terminals", "0005_followers")]

    operations = [
        protect(
            "stock_warehouse", see=_SEE, write=["stock.define"], privileges="SELECT, INSERT, UPDATE"
        ),
        protect(
            "stock_intake", see=_SEE, write=["stock.receive"], privileges="SELECT, INSERT, UPDATE"
        ),
        protect("stock_intakeunit", see=_SEE, write=["stock.receive"], privileges="SELECT, INSERT"),
        protect(
            "stock_movement",
            see=_SEE,
            write=["stock.receive", "stock.release"],
            privileges="SELECT, INSERT",
        ),
    ]
