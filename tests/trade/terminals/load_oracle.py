"""The slow and plain way to read one row of a terminal file, cell by cell: what columns must equal."""

from __future__ import annotations

from typing import Any

from duan.lib import cn
from duan.lib.match import read_name
from duan.trade.terminals.commands import load_values as values
from duan.trade.terminals.commands.load_places import REGION_FIELDS, read_region
from duan.trade.terminals.commands.load_values import Flaw

LONGEST = {"short_name": 60, "address": 200, "licence_no": 40, "external_no": 40}
READERS = {
    "kind": values.read_kind,
    "ownership": values.read_ownership,
    "beds": values.read_beds,
    "uscc": values.read_uscc,
    "licence_expires_on": values.read_day,
    "tags": values.read_words,
    "standard_codes": values.read_departments,
    "grade": values.read_grade,
}


def tidied(text: str) -> str:
    visible = "".join(c for c in text if c in "\t\n\r" or not (ord(c) < 32 or ord(c) == 127))
    return " ".join(visible.split())


class Oracle:
    """Reads one row: `stored` is what would be kept, `codes` what is wrong with it."""

    def __init__(self, row: dict[str, str], *, on: Any) -> None:
        self.cells = {name: text for name, cell in row.items() if (text := tidied(cell))}
        self.stored: dict[str, Any] = {}
        self.codes: set[str] = set()
        self.read_words()
        self.read_level()
        self.read_phones()
        place = {name: self.cells.get(name) for name in REGION_FIELDS}
        self.stored["region_code"] = self.noted(read_region(place, on=on))
        self.read_name()

    def noted(self, reading: tuple[Any, Flaw | None]) -> Any:
        value, flaw = reading
        if flaw is not None:
            self.codes.add(flaw.code)
        return value

    def read_words(self) -> None:
        for name, reader in READERS.items():
            if name in self.cells:
                self.stored[name] = self.noted(reader(self.cells[name]))
        for name, most in LONGEST.items():
            if name in self.cells:
                self.stored[name] = self.cells[name]
                if len(self.cells[name]) > most:
                    self.codes.add("TOO_LONG")

    def read_level(self) -> None:
        if "level" in self.cells:
            level, grade = self.noted(values.read_level(self.cells["level"]))
            self.stored["level"] = level
            self.stored["grade"] = self.stored.get("grade") or grade
        if self.stored.get("grade") == "SPECIAL" and self.stored.get("level") not in (None, "3"):
            self.codes.add("GRADE_NEEDS_LEVEL")

    def read_phones(self) -> None:
        if "phones" in self.cells:
            phones = self.noted(values.read_phones(self.cells["phones"]))
            self.stored["phones"], self.stored["phone_note"] = phones.phones, phones.note

    def read_name(self) -> None:
        if "name" not in self.cells:
            self.codes.add("NAME_MISSING")
            return
        name = read_name(self.cells["name"])
        self.stored["name"] = name.campus or name.name
        self.stored["institution"] = name.base if name.campus else None
        self.stored["pinyin_key"] = cn.pinyin_key(self.stored["name"])
        if name.remarks:
            self.codes.add("NAME_REMARK")
