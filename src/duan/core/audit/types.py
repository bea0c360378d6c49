from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that happened to one subject, told in a sentence."""

    id: UUID
    at: datetime
    actor_name: str
    command: str
    sentence: str
    kind: str
    subject_id: UUID
    subject_name: str
    details: dict[str, Any]
