"""What can be done to accounts, sessions and saved views."""

from __future__ import annotations

from duan.core.people.commands.accounts import (
    LoginNameTaken,
    WeakPassword,
    WrongPassword,
    add_account,
    add_service,
    change_password,
    disable_account,
)
from duan.core.people.commands.automaton import automaton
from duan.core.people.commands.sessions import (
    end_other_sessions,
    end_session,
    issue_token,
    sign_in,
    sign_out,
)
from duan.core.people.commands.views import drop_view, save_view

__all__ = [
    "LoginNameTaken",
    "WeakPassword",
    "WrongPassword",
    "add_account",
    "add_service",
    "automaton",
    "change_password",
    "disable_account",
    "drop_view",
    "end_other_sessions",
    "end_session",
    "issue_token",
    "save_view",
    "sign_in",
    "sign_out",
]
