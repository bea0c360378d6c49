"""What each module tells the table of `test_leaks`: how its operations are called."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Call:
    """How to call one operation on our things; what an outsider gets."""

    body: dict[str, Any] | None = None
    upload: bytes = b""
    query: dict[str, Any] = field(default_factory=dict)
    outsider_gets: int = 404
