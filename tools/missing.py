"""Model changes without a migration, found without a database.

The same comparison as `makemigrations --check`, which asks a database first and waits for one that
is not there.
"""

from __future__ import annotations

import os
import sys

import django
from django.apps import apps
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.questioner import NonInteractiveMigrationQuestioner
from django.db.migrations.state import ProjectState


def missing() -> list[str]:
    """`app: what the migration would do`, one line an operation."""
    loader = MigrationLoader(None)
    questioner = NonInteractiveMigrationQuestioner(dry_run=True)
    now = ProjectState.from_apps(apps)
    changes = MigrationAutodetector(loader.project_state(), now, questioner).changes(loader.graph)
    return [
        f"{app}: {operation.describe()}"
        for app, migrations in sorted(changes.items())
        for migration in migrations
        for operation in migration.operations
    ]


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "duan.edge.config.settings")
    django.setup()
    lines = missing()
    print(*lines, sep="\n", end="\n" if lines else "")
    sys.exit(1 if lines else 0)
