from __future__ import annotations

from django.db import migrations

from duan.core.kernel.tables import follow, protect

_SEE = ["money.see"]
_FOLLOWERS = [("money_milestone", "terminal_id"), ("money_receipt", "terminal_id")]


class Migration(migrations.Migration):
    dependencies = [("money", "0001_initial"), ("terminals", "0005_followers")]

    operations = [
        protect(
            "money_milestone",
            see=_SEE,
            write=["money.plan", "money.record"],
            privileges="SELECT, INSERT, UPDATE",
        ),
        protect("money_receipt", see=_SEE, write=["money.record"], privileges="SELECT, INSERT"),
        *follow("terminals_follower", _FOLLOWERS),
    ]
