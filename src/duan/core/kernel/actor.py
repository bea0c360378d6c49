"""Who is acting."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Actor:
    """A signed-in account, proved to the database by the secret token of its session."""

    account_id: UUID
    session_id: UUID
    token: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Nobody:
    """Whoever stands before the door: may sign in, may do nothing else."""

    address: str = ""
    agent: str = ""
