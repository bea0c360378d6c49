from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from duan.lib.udi.elements import CONTENT, GTIN, find_element


class Agency(StrEnum):
    """Who issues the code: GS1, 中关村工信二维码技术研究院 (MA, IDcode), 阿里健康 (AHM)."""

    GS1 = "GS1"
    MA = "MA"
    AHM = "AHM"


@dataclass(frozen=True, slots=True)
class Udi:
    """A device identification as read from its carrier.

    `di`: 14 digits for GS1, five dotted parts for MA. `elements`: identifier and value in the order of the
    carrier, for MA without the di. `additional`: all values that have no field of their own.
    `symbology`: the scanner's prefix, when it sent one. `expires_on` is the last day of use.
    """

    agency: Agency
    di: str
    serial: str = ""
    lot: str = ""
    produced_on: date | None = None
    expires_on: date | None = None
    additional: Mapping[str, str] = field(default_factory=dict, hash=False)
    elements: tuple[tuple[str, str], ...] = ()
    symbology: str | None = None

    @property
    def indicator(self) -> str:
        """First character of the item: GS1 0 = sales unit, 1-8 = package level, 9 = variable measure."""
        return {Agency.GS1: self.di[:1], Agency.MA: self.di.rpartition(".")[2][:1]}.get(
            self.agency, ""
        )

    @property
    def package_level(self) -> int:
        """The indicator as a number; 0 where there is none."""
        return int(self.indicator or 0)

    def hri(self) -> str:
        """The canonical text under a carrier: di, then what has a fixed length, then the rest.

        A value may hold brackets itself, so this text is for eyes; `compose` writes what machines read.
        """
        if self.agency is not Agency.GS1:
            return "".join([self.di, *(f".{key}{value}" for key, value in self.elements)])
        return "".join(f"({ai}){value}" for ai, value in sorted(self.elements, key=_canonical))


def _canonical(item: tuple[str, str]) -> tuple[bool, bool, str]:
    element = find_element(item[0])
    fixed = element is not None and element.without_separator
    return (item[0] not in (GTIN, CONTENT), not fixed, item[0])
