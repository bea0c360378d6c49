from __future__ import annotations

import pytest

from tests.trade.care import make as care


@pytest.fixture
def world(db):
    return care.world()
