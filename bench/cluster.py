"""The database that is measured: durable settings, one database a size, kept between runs."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import psycopg

from duan.edge.embedded.cluster import Cluster
from duan.edge.embedded.credentials import LOGIN_ROLES

CHECKOUT = Path(__file__).resolve().parent.parent
CLUSTER = Cluster(CHECKOUT / "var" / "bench-postgres")


def start(database: str) -> None:
    """Start the server and point Django, which must not be loaded yet, at the database as the app."""
    CLUSTER.start(print)
    with connect("superuser", "postgres") as db:
        known = db.execute("SELECT FROM pg_database WHERE datname = %s", [database]).fetchone()
    if known is None:
        CLUSTER.create_database(database)
    keys, info = CLUSTER.secrets, CLUSTER.conninfo("app", database)
    os.environ.update(
        DJANGO_SETTINGS_MODULE="duan.edge.config.settings",
        DUAN_DB_HOST=info["host"],
        DUAN_DB_PORT=str(info["port"]),
        DUAN_DB_NAME=database,
        DUAN_SESSION_KEY=keys.session_key,
        DUAN_INDEX_KEY=keys.index_key,
        DUAN_DJANGO_KEY=keys.django_key,
    )
    for role in LOGIN_ROLES:
        os.environ[f"DUAN_DB_PASSWORD_{role.upper()}"] = keys.login(role)[1]


def recreate(database: str) -> None:
    """Drop whatever was there, keep its name for the running program."""
    from django.db import connections  # inline: Django loads after `start`

    connections.close_all()
    CLUSTER.drop_database(database)
    CLUSTER.create_database(database)


def stop() -> None:
    CLUSTER.stop()


def connect(role: str, database: str, *, autocommit: bool = True) -> psycopg.Connection[Any]:
    """Connect without Django: `superuser` reads past row security and is the reference."""
    return psycopg.connect(**CLUSTER.conninfo(role, database), autocommit=autocommit)


def migrate(database: str) -> None:
    """Bring the database to the newest state as its owner, and put this installation's key in."""
    import copy  # inline: beside the Django it serves

    from django.core.management import call_command  # inline: Django loads after `start`
    from django.db import connections  # inline: same

    from duan.edge.config.install import add_first_administrator, install  # inline: same

    login = CLUSTER.conninfo("owner", database)
    settings = copy.deepcopy(connections.databases["default"])
    settings.update(USER=login["user"], PASSWORD=login["password"], OPTIONS={})
    connections.databases["owner"] = settings
    call_command("migrate", database="owner", verbosity=0)
    install("owner")
    add_first_administrator(
        "owner",
        login_name="admin",
        display_name="管理员",
        password="-",  # noqa: S106 - nobody signs in with it
        must_change=False,
    )
    connections["owner"].close()
