from __future__ import annotations

from datetime import timedelta

import psycopg
import pytest
from django.db import connections

from duan.core.kernel.errors import NotFound
from duan.core.people import commands as people
from duan.edge.config.install import add_first_administrator, install
from duan.edge.config.roles import ROLES
from tests import make
from tests.conftest import _point
from tests.postgres import CLUSTER

DAY = timedelta(days=1)


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
        boss.execute("DELETE FROM access_role WHERE code = 'outbound_checker'")

    install(owner)

    found = dict(rows(own_database, "SELECT code, actions FROM access_role"))
    assert found["viewer"] == ["audit.see"]
    assert found["outbound_checker"] == ROLES["outbound_checker"][1]


def test_an_upgrade_adds_and_drops_only_what_the_new_version_does(owner, own_database):
    """The company added `own.action` and took `files.see` away; the old version knew `old.action`."""
    shipped = [*ROLES["viewer"][1], "old.action"]
    shipped.remove("catalog.see")
    made = [action for action in shipped if action != "files.see"] + ["own.action"]
    with psycopg.connect(**CLUSTER.conninfo("superuser", own_database)) as boss:
        boss.execute(
            "UPDATE access_role SET actions = %s, shipped = %s WHERE code = 'viewer'",
            [made, shipped],
        )

    install(owner)

    found = dict(rows(own_database, "SELECT code, actions FROM access_role"))
    kept = [action for action in made if action != "old.action"]
    assert found["viewer"] == [*kept, "catalog.see"]


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
    assert rows(own_database, "SELECT login_name FROM people_account WHERE kind = 'PERSON'") == [
        ("admin",)
    ]


def test_the_product_has_one_account_of_its_own_that_nobody_can_sign_in_with(owner, own_database):
    install(owner)

    grants = """SELECT a.login_name, a.kind, a.password, g.role_id, g.scope_id
                  FROM people_account a JOIN access_grant g ON g.account_id = a.id
                 WHERE a.kind = 'SERVICE'"""
    assert rows(own_database, grants) == [("duan", "SERVICE", "", "automaton", 1)]
    automaton_id = rows(own_database, "SELECT id FROM people_account WHERE login_name = 'duan'")[0][
        0
    ]
    for take_over in (
        lambda: people.issue_token(
            make.admin(), account_id=automaton_id, name="偷用", expires_at=make.database_now() + DAY
        ),
        lambda: people.disable_account(make.admin(), account_id=automaton_id),
    ):
        with pytest.raises(NotFound):
            take_over()
