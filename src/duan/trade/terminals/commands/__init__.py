"""What can be done to terminals, and with the people met there."""

from __future__ import annotations

from duan.core.kernel.schemas import UnusableSchema
from duan.trade.terminals.commands.attributes import (
    UnusableAttributes,
    define_attributes,
)
from duan.trade.terminals.commands.contacts import (
    MaskedValue,
    UnusableContact,
    add_contact,
    drop_contact,
    reveal_contact,
    revise_contact,
)
from duan.trade.terminals.commands.interactions import UnusableInteraction, log_interaction
from duan.trade.terminals.commands.load import RowsRefused, load_terminals
from duan.trade.terminals.commands.load_undo import UndoRefused, undo_load
from duan.trade.terminals.commands.scopes import NotAnInstitution, ScopeIsItsOwn, open_scope
from duan.trade.terminals.commands.terminals import (
    NameTaken,
    WrongTarget,
    add_terminal,
    change_status,
    merge_terminal,
    move_terminal,
    revise_terminal,
)
from duan.trade.terminals.commands.tree import BusinessStandsHere, WrongStatus

__all__ = [
    "BusinessStandsHere",
    "MaskedValue",
    "NameTaken",
    "NotAnInstitution",
    "RowsRefused",
    "ScopeIsItsOwn",
    "UndoRefused",
    "UnusableAttributes",
    "UnusableContact",
    "UnusableInteraction",
    "UnusableSchema",
    "WrongStatus",
    "WrongTarget",
    "add_contact",
    "add_terminal",
    "change_status",
    "define_attributes",
    "drop_contact",
    "load_terminals",
    "log_interaction",
    "merge_terminal",
    "move_terminal",
    "open_scope",
    "reveal_contact",
    "revise_contact",
    "revise_terminal",
    "undo_load",
]
