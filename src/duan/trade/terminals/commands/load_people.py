"""Reading the contacts that stand in a terminal's row."""

from __future__ import annotations

import polars as pl

from duan.trade.terminals.commands import load_values as values
from duan.trade.terminals.commands.load_columns import PLAIN_PHONE, ColumnReader, nothing
from duan.trade.terminals.commands.load_fields import CONTACTS
from duan.trade.terminals.commands.load_values import WARNING, Flaw


def read_contacts(reader: ColumnReader, frame: pl.DataFrame, staged: pl.DataFrame) -> pl.DataFrame:
    found = [_contact(reader, frame, staged, n) for n in range(1, CONTACTS + 1)]
    everyone = pl.concat(found)
    return reader.kept(everyone)


def _contact(
    reader: ColumnReader, frame: pl.DataFrame, staged: pl.DataFrame, number: int
) -> pl.DataFrame:
    name, position, phone = (f"contact{number}_{part}" for part in ("name", "position", "phone"))
    if phone in frame.columns:
        plain = frame[phone].str.contains(PLAIN_PHONE)
        rest = frame.with_columns(pl.when(~plain).then(phone).alias(phone))
        read = reader.each(rest, phone, values.read_contact_phone)
        numbers = pl.select(pl.when(plain).then(frame[phone]).otherwise(read)).to_series()
    else:
        numbers = nothing(phone, frame.height)
    people = pl.DataFrame(
        {
            "row": frame["row"],
            "terminal_id": staged["id"],
            "name": staged[name],
            "position": staged[position],
            "phone": numbers,
        }
    )
    nameless = people.filter(pl.col("name").is_null() & pl.col("phone").is_not_null())
    flaw = Flaw(
        "CONTACT_WITHOUT_NAME",
        "有电话但没有联系人姓名，没有导入这位联系人",
        "请填写联系人姓名",
        WARNING,
    )
    for row, text in nameless.select("row", "phone").iter_rows():
        reader.flag([row], phone, text, flaw)
    return people.filter(pl.col("name").is_not_null())
