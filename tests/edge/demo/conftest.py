"""The demo company, founded once for all tests of this folder, in a database of its own."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest
from django.db import connection, connections
from django.test import override_settings

from duan.edge.demo.company import found_company
from tests import make, postgres
from tests.conftest import TEMPLATE, _point

PASSWORD = "spring-river-cedar-42"
CHEAP_HASHES = override_settings(PASSWORD_HASHERS=["tests.core.people.counting.CountingHasher"])


@dataclass
class Company:
    accounts: list[dict[str, str]]
    statements: list[str] = field(default_factory=list)

    def account(self, login_name: str) -> Any:
        """Sign somebody in and let the rest of the test act as him."""
        account = make.Account.objects.get(login_name=login_name)
        return make.as_(make.session(account))

    def commands(self) -> int:
        """Count the commands that founded it: each wrote one entry into the log."""
        return sum(sql.startswith('INSERT INTO "audit_entry"') for sql in self.statements)


@pytest.fixture(scope="module")
def founded(django_db_setup, django_db_blocker, worker_id):
    name = f"duan_demo_{worker_id}"
    with django_db_blocker.unblock(), CHEAP_HASHES:
        postgres.recreate(name, template=f"{TEMPLATE}_{worker_id}")
        _point("default", name, "app")
        company = Company([])

        def note(execute, sql, params, many, context):
            company.statements.append(sql)
            return execute(sql, params, many, context)

        with connection.execute_wrapper(note):
            company.accounts = found_company(PASSWORD)
        yield company
        connections.close_all()
        _point("default", f"duan_test_{worker_id}", "app")
        postgres.drop(name)


@pytest.fixture
def company(founded, db):
    """The founded company, inside a transaction that is rolled back."""
    return founded
