from __future__ import annotations

from django.db import migrations

from duan.core.kernel.tables import allow_app

_KEEPS = "SELECT, INSERT, UPDATE"


class Migration(migrations.Migration):
    dependencies = [("catalog", "0001_initial"), ("access", "0002_security")]

    operations = [
        allow_app("catalog_registrant", _KEEPS),
        allow_app("catalog_product", _KEEPS),
        allow_app("catalog_model", _KEEPS),
        allow_app("catalog_certificate", _KEEPS),
        allow_app("catalog_certificateversion", _KEEPS),
        allow_app("catalog_certificatecover", _KEEPS),
        allow_app("catalog_deviceidentifier", _KEEPS),
    ]
