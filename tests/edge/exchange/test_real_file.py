"""1,062 real institutions as found in the wild load as they are."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests import make
from tests.edge.exchange.test_imports import checked

FILE = Path(__file__).resolve().parents[4] / "shared" / "data" / "medical_institutions.csv"
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not FILE.is_file(), reason="the file of real institutions is not here"),
]


@pytest.fixture(autouse=True)
def data_dir(settings, tmp_path):
    settings.DATA_DIR = tmp_path


@pytest.fixture
def steward():
    return make.somebody("data_steward", on=make.ROOT, name="主数据")


def test_the_dry_run_counts_every_row(steward):
    client = make.client(steward)
    import_ = checked(client, FILE.read_bytes())
    print(import_["mapping"], import_["counts"], import_["message"])
    items = client.get(f"/api/imports/{import_['id']}/problems", {"limit": 200}).json()["items"]
    print(Counter((i["code"], i["severity"]) for i in items))
    for i in items:
        print(i)
    dups = client.get(f"/api/imports/{import_['id']}/duplicates", {"limit": 200}).json()["items"]
    for d in dups:
        print(d)
    assert 0
