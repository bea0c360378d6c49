"""The description of the interface is a file that people read, diff and generate clients from."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from ninja import Schema

from duan.edge.cli.describing import description

FILE = Path(__file__).parents[3] / "docs" / "openapi.json"


def test_the_file_describes_the_interface_as_it_is():
    assert FILE.read_text(encoding="utf-8") == description(), "run: duan openapi docs/openapi.json"


def test_no_two_shapes_share_a_name():
    """The description would keep only one of them."""

    def below(shape: type[Schema]) -> list[type[Schema]]:
        return [shape, *(inner for sub in shape.__subclasses__() for inner in below(sub))]

    ours = {shape for shape in below(Schema) if shape.__module__.startswith("duan.")}
    names = Counter(shape.__name__ for shape in ours)
    assert [name for name, times in names.items() if times > 1 and name != "_In"] == []
