from __future__ import annotations

import pytest

from tests.trade.money import make as trade


@pytest.fixture
def world(db):
    return trade.world()
