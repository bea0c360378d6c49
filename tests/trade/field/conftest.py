from __future__ import annotations

import pytest

from tests.trade.field import make as site


@pytest.fixture(autouse=True)
def data_dir(settings, tmp_path):
    settings.DATA_DIR = tmp_path


@pytest.fixture
def world(db):
    return site.world()
