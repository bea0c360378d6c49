from __future__ import annotations

import pytest

from tests.scenarios.life_of_a_device.world import a_story


@pytest.fixture
def story(own_database, settings, tmp_path):
    """A story whose people are signed in, with a hospital that came in by a file."""
    settings.DATA_DIR = tmp_path
    return a_story()
