from __future__ import annotations

import pytest

from duan.edge.config import environment

OURS = ("DUAN_", "DATABASE_URL")


@pytest.fixture
def told(monkeypatch):
    """Tell the environment these variables and no other of ours."""
    import os  # inline: only here is the real environment looked at

    for name in [name for name in os.environ if name.startswith(OURS)]:
        monkeypatch.delenv(name)

    def tell(**variables):
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        return environment.read()

    return tell


def test_without_a_word_the_role_is_the_applications_and_nothing_is_secure(told):
    found = told()

    assert found.database == {
        "HOST": "",
        "PORT": "",
        "NAME": "duan",
        "USER": "duan_app",
        "PASSWORD": "",
        "OPTIONS": {},
    }
    assert (found.secure, found.hosts) == (False, ["127.0.0.1", "localhost", "testserver"])


def test_a_key_that_nobody_set_is_another_one_each_time(told):
    keys = [
        key
        for found in (told(), told())
        for key in (found.django_key, found.session_key, found.index_key)
    ]

    assert len(set(keys)) == 6
    assert {len(bytes.fromhex(key)) for key in keys} == {32}


def test_a_url_says_where_the_database_is_with_signs_and_all(told):
    found = told(
        DATABASE_URL="postgresql://du%40n:p%2Fw%3A@db.example:6543/du%C3%A4n?sslmode=require"
    )

    assert found.database == {
        "HOST": "db.example",
        "PORT": "6543",
        "NAME": "duän",
        "USER": "du@n",
        "PASSWORD": "p/w:",
        "OPTIONS": {"sslmode": "require"},
    }


def test_a_url_may_point_to_a_socket(told):
    found = told(DATABASE_URL="postgresql://app:x@/duan?host=/run/pg&port=5433")

    assert (found.database["HOST"], found.database["PORT"], found.database["OPTIONS"]) == (
        "/run/pg",
        "5433",
        {},
    )


def test_the_owner_has_a_url_of_his_own_and_never_the_applications(told):
    found = told(
        DUAN_DB_ROLE="owner",
        DATABASE_URL="postgresql://app:x@h/duan",
        DUAN_DB_PASSWORD_OWNER="secret",
    )
    other = told(DUAN_OWNER_URL="postgresql://boss:y@h/duan")

    assert (found.database["USER"], found.database["PASSWORD"]) == ("duan_owner", "secret")
    assert other.database["USER"] == "boss"


def test_hosts_and_security_are_said_in_words(told):
    found = told(DUAN_HOSTS="erp.example,10.0.0.5", DUAN_SECURE="1")

    assert (found.hosts, found.secure) == (["erp.example", "10.0.0.5"], True)
    assert told(DUAN_SECURE="yes").secure is False
