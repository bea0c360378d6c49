from __future__ import annotations

import pytest

from duan.trade.assets.queries import get_unit
from tests import make
from tests.trade.assets import make as assets

pytestmark = pytest.mark.django_db


def test_smoke():
    w = assets.world()
    u = w.arrived("A1")
    w.cover(u)
    make.as_(w.manager)
    assert get_unit(w.manager, u).status == "IN_SERVICE"
