"""What a module tells of one deal, so that the whole can be shown as one line of stages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing done, to do now, or missing, in a stage that whoever shows the line knows.

    `at` is when it was done, `due_at` until when it should be; `missing` says in Chinese what it
    waits for; `link` names what to open, as (kind, id). Nothing here may hold a price.
    """

    stage: str
    state: Literal["DONE", "NOW", "MISSING"]
    title: str
    at: datetime | None = None
    by: UUID | None = None
    due_at: datetime | None = None
    missing: tuple[str, ...] = ()
    link: tuple[str, UUID] | None = None


@dataclass(frozen=True, slots=True)
class Reached:
    """That a deal got to a stage, and when: what a list says of it instead of the whole line."""

    deal_id: UUID
    stage: str
    at: datetime
