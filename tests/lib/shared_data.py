"""Real input that lies beside the checkout; tests that want it skip where it is absent."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

_FOLDER = Path(__file__).resolve().parents[3] / "shared" / "data"


def shared_file(name: str) -> Path:
    path = _FOLDER / name
    if not path.exists():
        pytest.skip(f"{name} does not lie beside this checkout")
    return path


def shared_json(name: str):
    return json.loads(shared_file(name).read_text(encoding="utf-8"))


def medical_institutions() -> list[dict[str, str]]:
    with shared_file("medical_institutions.csv").open(encoding="utf-8-sig", newline="") as rows:
        return list(csv.DictReader(rows))
