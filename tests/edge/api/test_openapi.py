"""The description of the interface is a file that people read, diff and generate clients from."""

from __future__ import annotations

from pathlib import Path

from duan.edge.cli.describing import description

FILE = Path(__file__).parents[3] / "docs" / "openapi.json"


def test_the_file_describes_the_interface_as_it_is():
    assert FILE.read_text(encoding="utf-8") == description(), "run: duan openapi docs/openapi.json"
