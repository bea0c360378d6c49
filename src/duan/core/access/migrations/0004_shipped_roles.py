from __future__ import annotations

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("access", "0003_automaton")]

    operations = [
        migrations.AddField(
            model_name="role",
            name="shipped",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=60), default=list, size=None
            ),
        ),
        migrations.RunSQL(
            "ALTER TABLE access_role ALTER shipped SET DEFAULT '{}'",
            "ALTER TABLE access_role ALTER shipped DROP DEFAULT",
        ),
    ]
