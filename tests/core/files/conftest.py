from __future__ import annotations

import pytest

from tests import make


@pytest.fixture(autouse=True)
def data_dir(settings, tmp_path):
    settings.DATA_DIR = tmp_path


@pytest.fixture
def east(db):
    return make.scope("华东")


@pytest.fixture
def engineer(east):
    return make.somebody("engineer", on=east, name="东工程师")
