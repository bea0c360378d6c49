"""The account under which the product reacts to its own events.

A handler has nobody behind it, and row security answers nobody. So it acts as an account of the
product's own, with a role like any other, and the log says that it did.
"""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from duan.core.kernel.actor import Actor
from duan.core.kernel.context import act_under, current_token
from duan.core.people.commands.proof import Opening, open_session
from duan.core.people.models import Account
from duan.core.people.queries import enter
from duan.core.people.types import AUTOMATON, SessionKind

_LASTS = timedelta(hours=1)
_kept: list[Actor] = []


def automaton() -> Actor:
    """Return the product's own account, signed in; one session serves this process for an hour."""
    if _kept and _is_open(_kept[0]):
        return _kept[0]
    account = Account.objects.get(login_name=AUTOMATON)
    session_id, token = open_session(
        Opening(
            account_id=account.pk,
            kind=SessionKind.TOKEN,
            name=account.display_name,
            expires_at=timezone.now() + _LASTS,
        )
    )
    _kept[:] = [Actor(account.pk, session_id, token, account.display_name)]
    return _kept[0]


def _is_open(actor: Actor) -> bool:
    before = current_token()
    found = enter(actor.token)
    act_under(before)
    return found is not None
