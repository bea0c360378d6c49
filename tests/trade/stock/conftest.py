from __future__ import annotations

import pytest

from tests.trade.stock import make as trade


@pytest.fixture
def world(db):
    return trade.world()
