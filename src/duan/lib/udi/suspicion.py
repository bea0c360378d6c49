"""A scanner that swallows separators makes codes that read well and say something else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from duan.lib.udi.codes import Udi
from duan.lib.udi.reading import parse
from duan.lib.udi.refusals import UnreadableUdi
from duan.lib.udi.texts import GS, clean


@dataclass(frozen=True, slots=True)
class Expected:
    """What the registry of the maker says about a di: which elements every carrier of it has."""

    lot: bool = False
    serial: bool = False
    produced: bool = False
    expiry: bool = False


def missing_elements(
    udi: Udi, *, has_lot: bool, has_serial: bool, has_produced: bool, has_expiry: bool
) -> tuple[str, ...]:
    """What should be on the carrier and isn't, by the names of the fields of `Udi`.

    Anything missing makes the reading suspect: show it to the person with a proposal, don't keep it as it is.
    """
    wanted = (
        ("lot", has_lot, udi.lot),
        ("serial", has_serial, udi.serial),
        ("produced_on", has_produced, udi.produced_on),
        ("expires_on", has_expiry, udi.expires_on),
    )
    return tuple(name for name, expected, value in wanted if expected and not value)


def proposed_repairs(text: str, *, on: date, expected: Expected) -> tuple[Udi, ...]:
    """All complete readings that one separator put back would give; none when nothing is missing."""
    body = clean(text)
    if _is_complete(body, on=on, expected=expected):
        return ()
    found = dict.fromkeys(_readings(body, on=on))
    return tuple(udi for udi in found if not _missing(udi, expected))


def _readings(body: str, *, on: date) -> Iterator[Udi]:
    for place in range(1, len(body)):
        try:
            yield parse(f"{body[:place]}{GS}{body[place:]}", on=on)
        except UnreadableUdi:
            continue


def _is_complete(body: str, *, on: date, expected: Expected) -> bool:
    try:
        return not _missing(parse(body, on=on), expected)
    except UnreadableUdi:
        return False


def _missing(udi: Udi, expected: Expected) -> tuple[str, ...]:
    return missing_elements(
        udi,
        has_lot=expected.lot,
        has_serial=expected.serial,
        has_produced=expected.produced,
        has_expiry=expected.expiry,
    )
