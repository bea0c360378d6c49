"""The life is told once for all tests of this folder, in a database of its own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connections
from django.test import override_settings

from tests import postgres
from tests.conftest import TEMPLATE, _point
from tests.scenarios.life_of_a_device.steps import STEPS
from tests.scenarios.life_of_a_device.story import Story
from tests.scenarios.life_of_a_device.world import a_story

CHEAP_HASHES = override_settings(PASSWORD_HASHERS=["tests.core.people.counting.CountingHasher"])


@pytest.fixture(scope="module")
def told(django_db_setup, django_db_blocker, worker_id, tmp_path_factory) -> Iterator[Story]:
    name = f"duan_life_{worker_id}"
    folder = override_settings(DATA_DIR=tmp_path_factory.mktemp("data"))
    with django_db_blocker.unblock(), CHEAP_HASHES, folder:
        postgres.recreate(name, template=f"{TEMPLATE}_{worker_id}")
        _point("default", name, "app")
        story = a_story()
        story.ids["answers"] = {step.__name__: step(story) for step in STEPS}
        yield story
        connections.close_all()
        _point("default", f"duan_test_{worker_id}", "app")
        postgres.drop(name)


@pytest.fixture
def life(told, db) -> Story:
    """The whole life, inside a transaction that is rolled back."""
    return told
