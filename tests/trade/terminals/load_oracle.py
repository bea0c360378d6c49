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


def read(row: dict[str, str], *, on: Any) -> tuple[dict[str, Any], set[str]]:
    """Return the stored values of a row and the codes of what is wrong with it."""
    cells = {name: text for name, cell in row.items() if (text := tidied(cell))}
    stored: dict[str, Any] = {}
    codes: set[str] = set()

    def note(flaw: Flaw | None) -> None:
        if flaw is not None:
            codes.add(flaw.code)

    for name, reader in READERS.items():
        if name in cells:
            stored[name], flaw = reader(cells[name])
            note(flaw)
    if "level" in cells:
        (stored["level"], grade), flaw = values.read_level(cells["level"])
        note(flaw)
        stored["grade"] = stored.get("grade") or grade
    if stored.get("grade") == "SPECIAL" and stored.get("level") not in (None, "3"):
        codes.add("GRADE_NEEDS_LEVEL")
    for name, most in LONGEST.items():
        if name in cells:
            stored[name] = cells[name]
            if len(cells[name]) > most:
                codes.add("TOO_LONG")
    if "phones" in cells:
        phones, flaw = values.read_phones(cells["phones"])
        note(flaw)
        stored["phones"], stored["phone_note"] = phones.phones, phones.note
    place = {name: cells.get(name) for name in REGION_FIELDS}
    stored["region_code"], flaw = read_region(place, on=on)
    note(flaw)
    if "name" not in cells:
        return stored, codes | {"NAME_MISSING"}
    name = read_name(cells["name"])
    stored["name"] = name.campus or name.name
    stored["institution"] = name.base if name.campus else None
    codes |= {"NAME_REMARK"} if name.remarks else set()
    stored["pinyin_key"] = cn.pinyin_key(stored["name"])
    return stored, codes
