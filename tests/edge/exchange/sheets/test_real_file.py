"""A real list of medical institutions, read as it was found."""

from __future__ import annotations

from pathlib import Path

import pytest

from duan.edge.exchange.sheets.guess import Field, guess_mapping
from tests.edge.exchange.sheets.make import opened

FOUND = [
    folder / "shared" / "data" / "medical_institutions.csv"
    for folder in Path(__file__).resolve().parents
]
FILE = next((path for path in FOUND if path.exists()), None)
pytestmark = pytest.mark.skipif(FILE is None, reason="the shared data are not here")


def test_every_row_is_read_without_a_problem():
    sheet = opened(FILE)
    rows = list(sheet.rows())
    assert (sheet.kind, sheet.encoding, sheet.delimiter, sheet.warnings) == (
        "csv",
        "utf-8",
        ",",
        (),
    )
    assert (len(rows), sheet.row_count) == (1062, 1062)
    assert [row for row in rows if row.problems] == []
    assert rows[5].cells[4] == "北京华信医院（清华大学第一附属医院）"
    assert sum(batch.frame.height for batch in sheet.columns_in_batches(100)) == 1062


def test_its_columns_find_their_fields():
    fields = [
        Field(code="name", label="名称"),
        Field(code="region", label="城市代码", synonyms=("city_code",), looks_like="region_code"),
        Field(code="address", label="地址"),
        Field(code="phone", label="电话", synonyms=("tel",), looks_like="phone"),
    ]
    assert guess_mapping(opened(FILE).columns, fields) == {
        "name": 4,
        "region": 2,
        "address": 5,
        "phone": 6,
    }
