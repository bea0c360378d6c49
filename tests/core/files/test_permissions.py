"""Who may keep evidence, where and when."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import override_settings

from duan.core.files import commands
from tests.core.access.rules import IN_SCOPE, Rule, expected, let_in
from tests.core.access.world import World, a_world
from tests.core.files.contents import PDF

PERMISSIONS: dict[str, Rule] = {
    "files.keep_file": Rule(
        frozenset(
            {
                "sales_manager",
                "sales",
                "engineer",
                "data_steward",
                "warehouse_keeper",
                "service_desk",
                "hospital_user",
            }
        ),
        IN_SCOPE,
        lambda t: commands.keep_file(t.who, scope_id=t.at.scope, name="验收单.pdf", content=PDF),
    ),
}


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[World]:
    folder = tmp_path_factory.mktemp("data")
    with django_db_blocker.unblock(), override_settings(DATA_DIR=folder), a_world() as built:
        yield built


@pytest.mark.parametrize("command", sorted(PERMISSIONS))
def test_exactly_these_get_in_and_the_others_change_nothing(command, world):
    rule = PERMISSIONS[command]
    before = world.digest()

    assert let_in(rule, world) == expected(rule)
    assert world.digest() == before
