"""Counting wrong passwords, wherever one may be tried, and locking the account after too many."""

from __future__ import annotations

from datetime import datetime

from duan.core.people import policies
from duan.core.people.models import Account


def is_locked(account: Account, *, now: datetime) -> bool:
    return account.locked_until is not None and now < account.locked_until


def count_failure(account: Account, *, now: datetime) -> None:
    account.failures += 1
    if account.failures >= policies.FAILURES_UNTIL_LOCK:
        account.locked_until = now + policies.LOCK_LASTS
        account.failures = 0
    account.save(update_fields=["failures", "locked_until"])


def forget_failures(account: Account) -> None:
    account.failures, account.locked_until = 0, None
    account.save(update_fields=["failures", "locked_until"])
