from __future__ import annotations

import psycopg
import pytest
from django.db import connections

from duan.edge.config.install import add_first_administrator, install
from tests import make
from tests.conftest import _point
from tests.postgres import CLUSTER


@pytest.fixture
def owner(own_database):
    """The database as its owner sees it, under an alias."""
    _point("owner", own_database, "owner")
    yield "owner"
    connections["owner"].close()
    del connections.databases["owner"]
    delattr(connections._connections, "owner")


def rows(database, select):
    with psycopg.connect(**CLUSTER.conninfo("superuser", database)) as boss:
        return boss.execute(select).fetchall()


def test_installing_again_keeps_what_the_company_made_of_its_roles(owner, own_database):
    with psycopg.connect(**CLUSTER.conninfo("superuser", own_database)) as boss:
        boss.execute("UPDATE access_role SET actions = '{audit.see}' WHERE code = 'viewer'")
        boss.execute("DELETE FROM access_role WHERE code = 'engineer'")

    install(owner)

    found = dict(rows(own_database, "SELECT code, actions FROM access_role"))
    assert found["viewer"] == ["audit.see"]
    assert "engineer" in found


def test_a_changed_key_takes_the_place_of_the_old_one(owner, own_database, settings):
    settings.SESSION_KEY = b"another key"

    install(owner)

    assert len(rows(own_database, "SELECT 1 FROM sec.key")) == 1
    assert make.client(make.admin()).get("/api/me").status_code == 200


def test_a_session_opened_under_a_key_that_is_not_installed_is_refused(own_database, settings):
    settings.SESSION_KEY = b"stolen code, without the key"

    with pytest.raises(Exception, match="session without a valid proof"):
        make.admin()


def test_there_is_one_first_administrator(owner, own_database):
    again = add_first_administrator(
        owner, login_name="second", display_name="第二", password="x", must_change=False
    )

    assert again is False
    assert rows(own_database, "SELECT login_name FROM people_account") == [("admin",)]
