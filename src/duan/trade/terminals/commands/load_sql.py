"""The statements of a bulk load, each by its name in `load.sql`."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

_NAME = re.compile(r"^-- name: (\w+)$", re.MULTILINE)


def sql(name: str) -> str:
    """Return the statement of that name, as it stands in the file."""
    return _statements()[name]


@cache
def _statements() -> dict[str, str]:
    text = files(__package__ or "").joinpath("load.sql").read_text(encoding="utf-8")
    _, *pieces = _NAME.split(text)
    return {name: _bare(body) for name, body in zip(pieces[::2], pieces[1::2], strict=True)}


def _bare(body: str) -> str:
    return "\n".join(line for line in body.splitlines() if not line.startswith("--")).strip()
