"""The comparison of models and migrations, tried on a Django project of one model."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "tools" / "missing.py"
SETTINGS = "INSTALLED_APPS = ['shop']\nDEFAULT_AUTO_FIELD = 'django.db.models.BigAutoField'\n"
ITEM = """
from django.db import models

class Item(models.Model):
    name = models.TextField()
"""
INITIAL = """
from django.db import migrations, models

class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [migrations.CreateModel("Item", [
        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
        ("name", models.TextField()),
    ])]
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    files = {
        "one_settings.py": SETTINGS,
        "shop/__init__.py": "",
        "shop/models.py": ITEM,
        "shop/migrations/__init__.py": "",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def answer(project: Path) -> tuple[int, str]:
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "one_settings",
        "PYTHONPATH": str(project),
    }
    done = subprocess.run(
        [sys.executable, SCRIPT], env=environment, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout + done.stderr


def test_a_model_without_a_migration_is_named(project):
    assert answer(project) == (1, "shop: Create model Item\n")


def test_a_model_that_its_migrations_describe_passes(project):
    (project / "shop/migrations/0001_initial.py").write_text(INITIAL)
    assert answer(project) == (0, "")


def test_a_field_that_no_migration_adds_is_named(project):
    (project / "shop/migrations/0001_initial.py").write_text(INITIAL)
    models = project / "shop/models.py"
    models.write_text(ITEM + "    note = models.TextField(default='')\n")
    assert answer(project) == (1, "shop: Add field note to item\n")
