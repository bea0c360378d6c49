from __future__ import annotations

import pytest

from tests.trade.journey import make as journey


@pytest.fixture
def w():
    return journey.world()
