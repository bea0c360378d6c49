"""Adding the demo hospitals with all that is inside them and the people met there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from duan.core.kernel.actor import Actor
from duan.edge.demo import attributes, names
from duan.edge.demo.names import Inventor
from duan.edge.demo.shapes import COMMUNITY, LARGE, MEDIUM, SMALL, Shape, Unit
from duan.edge.demo.staff import SITES, Site
from duan.trade.terminals import commands
from duan.trade.terminals.types import Kind, Person, Profile

_ORDER = (LARGE, MEDIUM, SMALL, MEDIUM, COMMUNITY)
_IMAGING = "32"
_LEADERS = ("副院长", "院长助理", "医务部主任")
_KNOWN = 0.6
_RENAMED = 0.3


@dataclass(frozen=True, slots=True)
class Known:
    """A contact at a unit of a hospital."""

    contact_id: UUID
    terminal_id: UUID
    place: str
    name: str
    position: str


@dataclass(slots=True)
class Hospital:
    """A hospital of the demo company, once it is in the archive."""

    id: UUID
    name: str
    site: Site
    shape: Shape
    known: list[Known] = field(default_factory=list)


@dataclass(slots=True)
class Builder:
    """Adds hospitals in the name of the data steward."""

    steward: Actor
    inventor: Inventor
    today: date

    def build_all(self) -> list[Hospital]:
        """Add every hospital, in the order of the sites."""
        sites = (site for site in SITES for _ in range(site.hospitals))
        return [self._add(site, number) for number, site in enumerate(sites)]

    def _add(self, site: Site, number: int) -> Hospital:
        shape = _ORDER[number % len(_ORDER)]
        word = names.place(number)
        suffix, short = self.inventor.dice.choice(shape.names)
        name = f"{word}{suffix}"
        hospital_id = commands.add_terminal(
            self.steward,
            kind=Kind.HOSPITAL,
            name=name,
            profile=self._profile(site, shape, word, short),
        )
        hospital = Hospital(hospital_id, name, site, shape)
        for unit in shape.units:
            self._add_unit(hospital, unit, under=hospital_id)
        if shape is LARGE:
            leader = Unit(Kind.HOSPITAL, "院部", head=self.inventor.dice.choice(_LEADERS))
            self._add_head(hospital, hospital_id, leader)
        return hospital

    def _profile(self, site: Site, shape: Shape, word: str, short: str) -> Profile:
        dice, invent = self.inventor.dice, self.inventor
        district = invent.district(site.region_code)
        beds = dice.randrange(*shape.beds) // 10 * 10
        renamed = shape is MEDIUM and dice.random() < _RENAMED
        return Profile(
            short_name=f"{word}{short}",
            aliases=(f"{word}市民医院",) if renamed else (),
            region_code=district,
            address=invent.address(district),
            level=shape.level,
            grade=dice.choice(shape.grades),
            ownership=shape.ownership,
            beds=beds,
            uscc=invent.uscc(district, public=shape is not SMALL),
            licence_no=invent.licence_no(district),
            licence_expires_on=self.today + timedelta(days=dice.randrange(-20, 1500)),
            phones=(invent.landline(site.area_code),),
            standard_codes=_codes(shape),
            tags=tuple(sorted(dice.sample(shape.tags, k=dice.randrange(len(shape.tags) + 1)))),
            attributes=attributes.of_hospital(
                dice, region_code=district, beds=beds, ally=word if shape is LARGE else ""
            ),
        )

    def _add_unit(self, hospital: Hospital, unit: Unit, *, under: UUID) -> None:
        terminal_id = commands.add_terminal(
            self.steward,
            kind=unit.kind,
            name=unit.name,
            parent_id=under,
            profile=Profile(standard_codes=unit.codes, attributes=self._values(hospital, unit)),
        )
        if unit.head and self.inventor.dice.random() < _KNOWN:
            self._add_head(hospital, terminal_id, unit)
        for inner in unit.inside:
            self._add_unit(hospital, inner, under=terminal_id)

    def _values(self, hospital: Hospital, unit: Unit) -> dict[str, Any] | None:
        if unit.codes != (_IMAGING,):
            return None
        large = hospital.shape is LARGE
        return attributes.of_imaging(self.inventor.dice, year=self.today.year, large=large)

    def _add_head(self, hospital: Hospital, terminal_id: UUID, unit: Unit) -> None:
        """Add the contact who leads a unit."""
        name = self.inventor.person()
        person = Person(
            name=name, position=unit.head, department=unit.name, phone=self.inventor.mobile()
        )
        contact_id = commands.add_contact(self.steward, terminal_id=terminal_id, person=person)
        hospital.known.append(Known(contact_id, terminal_id, unit.name, name, unit.head))


def _codes(shape: Shape) -> tuple[str, ...]:
    return tuple(sorted({code for unit in _all(shape.units) for code in unit.codes}))


def _all(units: tuple[Unit, ...]) -> Iterator[Unit]:
    for unit in units:
        yield unit
        yield from _all(unit.inside)
