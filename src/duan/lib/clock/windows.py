from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta


@dataclass(frozen=True, slots=True, order=True)
class Window:
    """A half-open stretch of time: its start belongs to it, its end doesn't. Both are aware."""

    starts_at: datetime
    ends_at: datetime

    def __post_init__(self) -> None:
        if elapsed(self.starts_at, self.ends_at) <= timedelta(0):
            message = f"a window ends after it starts: {self.starts_at} to {self.ends_at}"
            raise ValueError(message)

    def __contains__(self, moment: datetime) -> bool:
        return self.starts_at <= moment < self.ends_at

    @property
    def length(self) -> timedelta:
        return elapsed(self.starts_at, self.ends_at)

    def overlap(self, other: Window) -> Window | None:
        """The time that both have; windows that only touch have none."""
        starts_at = max(self.starts_at, other.starts_at)
        ends_at = min(self.ends_at, other.ends_at)
        return Window(starts_at, ends_at) if starts_at < ends_at else None


def elapsed(starts_at: datetime, ends_at: datetime) -> timedelta:
    """Real time between two moments: within one zone, Python would subtract what the wall clocks show."""
    return in_utc(ends_at) - in_utc(starts_at)


def later(moment: datetime, amount: timedelta) -> datetime:
    """The moment after a real amount of time, in the zone of the first."""
    return (in_utc(moment) + amount).astimezone(moment.tzinfo)


def in_utc(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        message = f"a moment without a zone can't be compared: {moment}"
        raise ValueError(message)
    return moment.astimezone(UTC)
