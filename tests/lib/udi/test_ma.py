from __future__ import annotations

from datetime import date

import pytest

from duan.lib.udi import Agency, Udi, UnreadableUdi, parse

TODAY = date(2026, 11, 22)
DI = "MA.156.M0.100761.21234561"


def test_an_ma_code_is_read_into_its_parts():
    text = f"]Q1{DI}.Sx00008.M220117.L20220117.D20220118.E220130.V220129.C3"

    read = parse(text, on=TODAY)

    assert read == Udi(
        agency=Agency.MA,
        di=DI,
        serial="x00008",
        lot="20220117",
        produced_on=date(2022, 1, 17),
        expires_on=date(2022, 1, 30),
        additional={"D": "20220118", "V": "220129", "C": "3"},
        elements=(
            ("S", "x00008"),
            ("M", "220117"),
            ("L", "20220117"),
            ("D", "20220118"),
            ("E", "220130"),
            ("V", "220129"),
            ("C", "3"),
        ),
        symbology="]Q1",
    )
    assert read.hri() == text.removeprefix("]Q1")


def test_the_old_letter_of_the_production_date_is_read():
    assert parse(f"{DI}.P190101", on=TODAY).produced_on == date(2019, 1, 1)


def test_valid_until_stands_in_for_a_missing_expiry():
    assert parse(f"{DI}.V290331", on=TODAY).expires_on == date(2029, 3, 31)


def test_the_di_alone_is_enough():
    read = parse(DI.lower(), on=TODAY)

    assert (read.di, read.elements, read.indicator) == (DI, (), "2")


@pytest.mark.parametrize(
    ("text", "code", "element"),
    [
        ("MA.156.M0.100204", "MA_SYNTAX", ""),
        ("MA.156.M0.100204.1335176", "MA_SYNTAX", ""),
        ("MA.", "MA_SYNTAX", ""),
        (f"{DI}.Q123", "MA_PI", "Q123"),
        (f"{DI}.", "MA_PI", ""),
        (f"{DI}.S", "MA_PI", "S"),
        (f"{DI}.L批号", "MA_PI", "L批号"),
        (f"{DI}.M20220117", "DATE_INVALID", "M"),
        (f"{DI}.E221301", "DATE_INVALID", "E"),
        (f"{DI}.M220202.E220201", "DATE_ORDER", ""),
        (f"{DI}.LA.LB", "DUPLICATE_AI", "L"),
        (f"{DI}.M220101.P220101", "DUPLICATE_AI", "P"),
    ],
)
def test_what_contradicts_the_rules_is_refused(text, code, element):
    with pytest.raises(UnreadableUdi) as refusal:
        parse(text, on=TODAY)

    assert (refusal.value.code, refusal.value.element) == (code, element)
