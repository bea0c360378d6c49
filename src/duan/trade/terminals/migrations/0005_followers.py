from __future__ import annotations

from pathlib import Path

from django.db import migrations

HERE = Path(__file__).parent


class Migration(migrations.Migration):
    dependencies = [("terminals", "0004_bulk_load")]

    operations = [
        migrations.RunSQL(
            (HERE / "followers.sql").read_text(encoding="utf-8"),
            (HERE / "followers_undo.sql").read_text(encoding="utf-8"),
        )
    ]
