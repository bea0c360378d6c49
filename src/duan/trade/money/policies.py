"""Arithmetic of a contract's price: how it is shared, what is open, how late it is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import ROUND_DOWN, Decimal

_CENT = Decimal("0.01")


def shares(total: Decimal, percents: Sequence[Decimal]) -> list[Decimal]:
    """Share a price by percent, in whole cents that sum to the price.

    Each share is rounded down, and the last one takes the cents that remain: what is asked for
    before the end is never more than what was agreed.
    """
    cut = [(total * each / 100).quantize(_CENT, ROUND_DOWN) for each in percents]
    return [*cut[:-1], total - sum(cut[:-1], Decimal(0))]


def days_late(due_on: date | None, *, on: date) -> int:
    """Count the days since the due day; 0 when it is today, yet to come, or unknown."""
    return max(0, (on - due_on).days) if due_on else 0
