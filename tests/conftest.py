"""A database as the product has it: made by the owner, used by the application's own role."""

from __future__ import annotations

import copy
import os

import pytest
from django.core.management import call_command
from django.db import connection, connections

from duan.edge.config.install import add_first_administrator, install
from tests import postgres

TEMPLATE = "duan_template"


def _point(alias: str, database: str, role: str) -> None:
    """Aim an alias at a database in a role."""
    settings = copy.deepcopy(connections.databases["default"])
    settings.update(
        NAME=database, USER=f"duan_{role}", PASSWORD=os.environ[f"DUAN_DB_PASSWORD_{role.upper()}"]
    )
    settings["OPTIONS"] = {}
    connections.databases[alias] = settings
    if hasattr(connections._connections, alias):
        connections[alias].close()
        delattr(connections._connections, alias)


def _build(database: str) -> None:
    """Migrate an empty database as the owner and add the first administrator."""
    _point("owner", database, "owner")
    call_command("migrate", database="owner", verbosity=0)
    install("owner")
    add_first_administrator(
        "owner", login_name="admin", display_name="管理员", password="-", must_change=False
    )
    connections["owner"].close()
    del connections.databases["owner"]
    delattr(connections._connections, "owner")


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker, worker_id):
    """Build this worker's template, and the database its tests share."""
    template, shared = f"{TEMPLATE}_{worker_id}", f"duan_test_{worker_id}"
    with django_db_blocker.unblock():
        connection.close()
        postgres.recreate(template)
        _build(template)
        postgres.recreate(shared, template=template)
        _point("default", shared, "app")
        yield
        connections.close_all()


@pytest.fixture
def own_database(django_db_setup, django_db_blocker, worker_id):
    """A database of the test's own, for what must really commit: workers, races, crashes."""
    name = f"duan_own_{worker_id}"
    with django_db_blocker.unblock():
        postgres.recreate(name, template=f"{TEMPLATE}_{worker_id}")
        _point("default", name, "app")
        yield name
        connections.close_all()
        _point("default", f"duan_test_{worker_id}", "app")
        postgres.drop(name)
