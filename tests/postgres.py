"""One throw-away PostgreSQL for the whole run, up before Django reads its settings.

Loaded by `-p tests.postgres`. The controller starts the server and stops it at the end; workers
of xdist inherit its environment. Two runs in one checkout share the server: the last one out
stops it. A server left by a killed run is used again; one that no longer starts is replaced.
"""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

from duan.edge.embedded.cluster import Cluster
from duan.edge.embedded.credentials import LOGIN_ROLES
from duan.edge.embedded.trouble import DatabaseTrouble

CHECKOUT = Path(__file__).resolve().parent.parent
DIRECTORY = Path(os.environ.get("DUAN_TEST_PG") or CHECKOUT / "var" / "test-postgres")
CLUSTER = Cluster(DIRECTORY, fast=True)
IS_WORKER = "PYTEST_XDIST_WORKER" in os.environ


def _take_part() -> int:
    """Hold a shared lock for as long as this run lasts."""
    DIRECTORY.parent.mkdir(parents=True, exist_ok=True)
    users = os.open(f"{DIRECTORY}.users", os.O_RDWR | os.O_CREAT, 0o600)
    fcntl.flock(users, fcntl.LOCK_SH)
    return users


def _start() -> None:
    try:
        CLUSTER.start()
    except DatabaseTrouble:
        CLUSTER.destroy()
        CLUSTER.start()


def _export() -> None:
    keys, info = CLUSTER.secrets, CLUSTER.conninfo("app")
    os.environ["DUAN_DB_HOST"] = info["host"]
    os.environ["DUAN_DB_PORT"] = str(info["port"])
    os.environ["DUAN_DATA"] = str(CHECKOUT / "var" / "test-data")
    for role in LOGIN_ROLES:
        os.environ[f"DUAN_DB_PASSWORD_{role.upper()}"] = keys.login(role)[1]
    os.environ["DUAN_SESSION_KEY"] = keys.session_key
    os.environ["DUAN_INDEX_KEY"] = keys.index_key
    os.environ["DUAN_DJANGO_KEY"] = keys.django_key


def recreate(name: str, *, template: str = "template0") -> None:
    """Make the database `name` afresh, owned and guarded as the product's.

    One worker at a time: each sets the roles too, which all databases of the server share.
    """
    with Path(f"{DIRECTORY}.making").open("w") as alone:
        fcntl.flock(alone, fcntl.LOCK_EX)
        CLUSTER.drop_database(name)
        CLUSTER.create_database(name, template=template)


def drop(name: str) -> None:
    CLUSTER.drop_database(name)


def pytest_unconfigure() -> None:
    if IS_WORKER:
        return
    try:
        fcntl.flock(USERS, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return
    CLUSTER.stop(at_once=True)


if not IS_WORKER:
    USERS = _take_part()
    _start()
    _export()
