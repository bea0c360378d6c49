from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duan.lib.cn import Phone, PhoneKind, PhoneText, find_phones
from tests.lib.shared_data import medical_institutions


def shown(text: str, area_code: str | None = None) -> list[str]:
    found = find_phones(text, area_code).phones
    return [f"{p.label} {p.normal}" if p.label else p.normal for p in found]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("027-87654321", ["027-87654321"]),
        ("02787654321", ["027-87654321"]),
        ("05967268042", ["0596-7268042"]),
        ("0596—8546913", ["0596-8546913"]),
        ("（027）８７６５４３２１", ["027-87654321"]),
        ("027-8765-4321", ["027-87654321"]),
        ("+86 27 87654321", ["027-87654321"]),
        ("0086-592-2137188", ["0592-2137188"]),
        ("13812345678", ["13812345678"]),
        ("+86 138 1234 5678", ["13812345678"]),
        ("013812345678", ["13812345678"]),
        ("13812345678.0", ["13812345678"]),
        ("400-810-1234", ["400-810-1234"]),
        ("4008101234", ["400-810-1234"]),
        ("95598", ["95598"]),
        ("12320", ["12320"]),
        ("120", ["120"]),
        ("027-87654321转8012", ["027-87654321-8012"]),
        ("027-87654321-8012", ["027-87654321-8012"]),
        ("027-87654321 分机8012", ["027-87654321-8012"]),
        ("027-87654321/2", ["027-87654321", "027-87654322"]),
        ("027-87654321/2/3", ["027-87654321", "027-87654322", "027-87654323"]),
        ("027-87654321、87654399", ["027-87654321", "027-87654399"]),
        ("0592-2137188 2137189", ["0592-2137188", "0592-2137189"]),
        ("0592-2137188，13812345678", ["0592-2137188", "13812345678"]),
        ("0592-2137188/0592-2137188", ["0592-2137188"]),
        ("急诊：027-87654321；总机 027-87654300", ["急诊 027-87654321", "总机 027-87654300"]),
        ("0592-2137188、0592 2137189", ["0592-2137188", "0592-2137189"]),
        ("027-87654321、120", ["027-87654321", "120"]),
        ("027-87654321（急诊）", ["急诊 027-87654321"]),
        ("电话0755-22345678 传真0755-22345679", ["0755-22345678", "传真 0755-22345679"]),
    ],
)
def test_numbers_are_read_out_of_a_field_with_nothing_left_over(text, numbers):
    assert shown(text) == numbers
    assert find_phones(text).note is None


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("3885120", ["3885120"]),
        ("87654321-8012", ["87654321-8012"]),
        ("010-6234567", ["010-6234567"]),
        ("027-87654321-2", ["027-87654321"]),
        ("请拨027-87654321找张主任", ["027-87654321"]),
        ("13812345678（张）", ["13812345678"]),
        ("1381234567", []),
        ("010-1234567", []),
        ("12345678901234", []),
        ("138****5678", []),
        ("见官网", []),
    ],
)
def test_what_is_doubtful_keeps_the_original_text(text, numbers):
    assert shown(text) == numbers
    assert find_phones(text).note == text


@pytest.mark.parametrize("text", ["", "  ", "无", "暂无", "-", "/", "N/A"])
def test_a_field_that_says_there_is_none_is_empty(text):
    assert find_phones(text) == PhoneText((), None)


def test_the_callers_area_code_goes_to_numbers_without_one():
    assert shown("3885120、0592-2137188", "0596") == ["0596-3885120", "0592-2137188"]
    assert find_phones("3885120", "0596").note is None


def test_seven_digits_in_a_city_of_eight_stay_doubtful():
    assert find_phones("7654321", "027").note == "7654321"


def test_a_number_has_a_kind_and_parts():
    assert find_phones("总机0592-2137188转8012、95598、13812345678").phones == (
        Phone(PhoneKind.LANDLINE, "2137188", "0592", "8012", "总机"),
        Phone(PhoneKind.HOTLINE, "95598"),
        Phone(PhoneKind.MOBILE, "13812345678"),
    )


@given(st.text())
def test_any_text_is_read_and_nothing_is_lost_silently(text):
    found = find_phones(text)

    assert found.note in (None, text)


@given(
    st.sampled_from(["010", "027", "0592", "0714"]),
    st.from_regex(r"[2-9][0-9]{7}", fullmatch=True),
    st.none() | st.from_regex(r"[0-9]{3,5}", fullmatch=True),
)
def test_what_is_written_is_read_back(area, number, extension):
    written = Phone(PhoneKind.LANDLINE, number, area, extension)

    assert find_phones(written.normal) == PhoneText((written,), None)


def test_every_phone_of_the_real_file_is_one_number():
    texts = [row["tel"] for row in medical_institutions() if row["tel"]]

    for text in texts:
        found = find_phones(text)
        assert len(found.phones) == 1
        lacks_area_code = found.phones[0].normal.isdigit() and len(found.phones[0].normal) < 11
        assert found.note == (text if lacks_area_code else None)
