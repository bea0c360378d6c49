from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from duan.core.kernel.events import event


@event("terminals.TerminalAdded")
@dataclass(frozen=True, slots=True, kw_only=True)
class TerminalAdded:
    terminal_id: UUID
    kind: str
    at: datetime


@event("terminals.TerminalMoved")
@dataclass(frozen=True, slots=True, kw_only=True)
class TerminalMoved:
    terminal_id: UUID
    parent_id: UUID
    at: datetime


@event("terminals.TerminalStatusChanged")
@dataclass(frozen=True, slots=True, kw_only=True)
class TerminalStatusChanged:
    terminal_id: UUID
    status: str
    at: datetime


@event("terminals.TerminalMerged")
@dataclass(frozen=True, slots=True, kw_only=True)
class TerminalMerged:
    terminal_id: UUID
    into_id: UUID
    at: datetime


@event("terminals.InteractionLogged")
@dataclass(frozen=True, slots=True, kw_only=True)
class InteractionLogged:
    interaction_id: UUID
    terminal_id: UUID
    at: datetime


@event("terminals.TerminalsLoaded")
@dataclass(frozen=True, slots=True, kw_only=True)
class TerminalsLoaded:
    """A bulk load wrote terminals; which ones is on their rows, as `import_id`."""

    import_id: UUID
    added: int
    changed: int
    at: datetime


@event("terminals.LoadUndone")
@dataclass(frozen=True, slots=True, kw_only=True)
class LoadUndone:
    import_id: UUID
    at: datetime
