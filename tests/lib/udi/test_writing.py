from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duan.lib.udi import (
    Expected,
    UnreadableUdi,
    check_digit,
    compose,
    keep_raw,
    missing_elements,
    normal_di,
    parse,
    printed,
    proposed_repairs,
)

TODAY = date(2026, 11, 22)
DI = "06901234567892"
SET_82 = "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"

values = st.text(SET_82, max_size=20)
days = st.none() | st.dates(date(1977, 1, 1), date(2076, 12, 31))
dis = st.text("0123456789", min_size=13, max_size=13).map(lambda body: body + check_digit(body))


@pytest.mark.parametrize(
    ("body", "digit"),
    [
        ("690123456789", "2"),
        ("0690123456789", "2"),
        ("1690123456789", "9"),
        ("2690123456789", "6"),
        ("694222170507", "1"),
    ],
)
def test_check_digits(body, digit):
    assert check_digit(body) == digit


def test_a_check_digit_of_anything_but_digits_is_a_mistake_of_the_caller():
    with pytest.raises(ValueError, match="digits"):
        check_digit("69０")


def test_a_label_holds_fixed_lengths_first_and_few_separators():
    assert (
        compose(
            di="6901234567892",
            lot="B26D01",
            serial="SN1",
            produced_on=date(2026, 4, 1),
            expires_on=date(2029, 3, 31),
            additional={"240": "REF"},
        )
        == f"01{DI}112604011729033110B26D01\x1d21SN1\x1d240REF"
    )


def test_what_is_known_of_a_device_is_printed_for_eyes():
    known = {
        "lot": "B26D01",
        "serial": "SN1",
        "produced_on": date(2026, 4, 1),
        "expires_on": date(2029, 3, 31),
    }

    assert printed(di=DI, **known) == f"(01){DI}(11)260401(17)290331(10)B26D01(21)SN1"
    assert (
        printed(di="MA.156.M0.100204.13351764", **known)
        == "MA.156.M0.100204.13351764.M260401.E290331.LB26D01.SSN1"
    )


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"di": "06901234567893"}, "CHECK_DIGIT"),
        ({"di": DI, "lot": "批"}, "CHARSET"),
        ({"di": DI, "serial": "1" * 21}, "LENGTH"),
        (
            {"di": DI, "produced_on": TODAY, "expires_on": TODAY - timedelta(days=1)},
            "DATE_ORDER",
        ),
        ({"di": DI, "additional": {"77": "1"}}, "UNKNOWN_AI"),
        ({"di": DI, "additional": {"37": "1"}}, "EXCLUSIVE"),
        ({"di": "MA.156.M0.100204.13351764"}, "LENGTH"),
    ],
)
def test_a_label_that_nobody_could_read_is_never_written(values, code):
    with pytest.raises(UnreadableUdi) as refusal:
        compose(**values)

    assert refusal.value.code == code


@given(dis, values, values, days, days)
def test_what_is_written_is_read_back(di, lot, serial, one, other):
    produced_on, expires_on = sorted((one, other)) if one and other else (one, other)

    read = parse(
        compose(di=di, lot=lot, serial=serial, produced_on=produced_on, expires_on=expires_on),
        on=TODAY,
    )

    assert (read.di, read.lot, read.serial) == (di, lot, serial)
    assert (read.produced_on, read.expires_on) == (produced_on, expires_on)
    assert read.additional == {}


@given(dis, values.filter(lambda v: "(" not in v), days)
def test_the_printed_text_without_brackets_in_its_values_is_read_back(di, lot, expires_on):
    read = parse(compose(di=di, lot=lot, expires_on=expires_on), on=TODAY)

    again = parse(read.hri(), on=TODAY)

    assert (again.di, again.lot, again.expires_on) == (di, lot, expires_on)
    assert again.hri() == read.hri()


PIECES = [
    *"0123456789()（）].|~\x1d MASLE批²Ａ８",
    *("]d2", "]E0", "(01)", "01", DI, "10", "(10)", "17", "290200", "00", "(8006)"),
    *("MA.156.M0.", "100204.", "13351764", ".S1", ".E", "290230"),
]
noise = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)


def code_or_none(read) -> str | None:
    try:
        read()
    except UnreadableUdi as refusal:
        return refusal.code
    return None


@given(st.text() | noise, st.dates())
def test_any_text_is_read_or_refused(text, on):
    codes = {
        *(None, "EMPTY", "NOT_GS1", "UNKNOWN_AI", "LENGTH", "CHARSET", "CHECK_DIGIT", "NO_DI"),
        *("DATE_INVALID", "DATE_ORDER", "EXCLUSIVE", "REQUIRES", "DUPLICATE_AI"),
        *("MA_SYNTAX", "MA_PI"),
    }

    assert code_or_none(lambda: parse(text, on=on).hri()) in codes
    assert code_or_none(lambda: normal_di(text)) in codes


@pytest.mark.parametrize(
    ("text", "di"),
    [
        (" 6 901234 567892 ", DI),
        ("690-1234-567892", DI),
        (f"(01){DI}", DI),
        (f"（01）{DI}", DI),
        (f"01{DI}", DI),
        ("ma.156.m0.100204.13351764", "MA.156.M0.100204.13351764"),
    ],
)
def test_a_di_has_one_written_form(text, di):
    assert normal_di(text) == di
    assert normal_di(di) == di


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "EMPTY"),
        ("690123456789", "CHECK_DIGIT"),
        ("69012345678", "LENGTH"),
        ("69O1234567892", "CHARSET"),
        ("MA.156.M0.100204.13351764.S1", "MA_SYNTAX"),
    ],
)
def test_a_text_that_is_no_di_is_refused(text, code):
    with pytest.raises(UnreadableUdi) as refusal:
        normal_di(text)

    assert refusal.value.code == code


def test_a_lost_separator_shows_by_what_is_missing():
    read = parse(f"01{DI}10B26D0117290331", on=TODAY)

    assert read.lot == "B26D0117290331"
    assert missing_elements(
        read, has_lot=True, has_serial=True, has_produced=False, has_expiry=True
    ) == ("serial", "expires_on")
    assert (
        missing_elements(read, has_lot=True, has_serial=False, has_produced=False, has_expiry=False)
        == ()
    )


@pytest.mark.parametrize(
    ("text", "expected", "proposals"),
    [
        (
            f"01{DI}10B26D0117290331",
            Expected(lot=True, expiry=True),
            [f"(01){DI}(17)290331(10)B26D01"],
        ),
        (
            f"01{DI}10B26D0117290331211234567890ABC",
            Expected(lot=True, serial=True, expiry=True),
            [f"(01){DI}(17)290331(10)B26D01(21)1234567890ABC"],
        ),
        (
            f"01{DI}10A2132144",
            Expected(lot=True, serial=True),
            [f"(01){DI}(10)A(21)32144", f"(01){DI}(10)A213(21)44"],
        ),
        (f"01{DI}10B26D0117290331", Expected(lot=True), []),
        (f"01{DI}10B26D01", Expected(lot=True, expiry=True), []),
    ],
)
def test_putting_one_separator_back_is_proposed_and_never_decided(text, expected, proposals):
    found = proposed_repairs(text, on=TODAY, expected=expected)

    assert [udi.hri() for udi in found] == proposals


def test_a_code_without_a_published_layout_is_kept_whole():
    kept = keep_raw(" 81234567890123456789 ", di="A-1")

    assert (kept.agency, kept.di, kept.additional) == (
        "AHM",
        "A-1",
        {"raw": "81234567890123456789"},
    )
    assert (kept.indicator, kept.package_level) == ("", 0)
