"""One folder for the examples of a property: making a new one for each costs more than the test."""

from __future__ import annotations

import pytest


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("sheets")
