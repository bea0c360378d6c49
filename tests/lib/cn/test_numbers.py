from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duan.lib.cn import (
    UnreadableNumber,
    check_id_card,
    check_institution_licence_no,
    check_mobile,
    check_uscc,
    id_card_check_digit,
    organisation_check_digit,
    uscc_check_digit,
)
from duan.lib.cn.numbers import USCC_ALPHABET

VALID_USCC = [
    "91350100M000100Y43",
    "91330100799655058B",
    "9144030071526726XG",
    "124201001234567888",
    "91420100MA4KABCDX1",
]

organisations = st.text("0123456789ABCDEFGHJKLMNPQRTUWXY", min_size=8, max_size=8)


def code_of(check, text: str) -> str:
    with pytest.raises(UnreadableNumber) as refused:
        check(text)
    assert refused.value.message_zh.endswith("。")
    return refused.value.code


@pytest.mark.parametrize("uscc", VALID_USCC)
def test_a_printed_credit_code_is_taken(uscc):
    assert check_uscc(uscc) == uscc


def test_width_case_and_blanks_of_a_credit_code_do_not_matter():
    assert check_uscc(" ９１３５０１００m000100 y43 ") == "91350100M000100Y43"


@given(st.sampled_from(VALID_USCC), st.integers(0, 17), st.sampled_from(USCC_ALPHABET))
def test_one_changed_character_never_passes(uscc, place, char):
    changed = uscc[:place] + char + uscc[place + 1 :]
    if changed == uscc:
        return

    assert code_of(check_uscc, changed) in {"USCC_CHECK_DIGIT", "USCC_ORGANISATION_CHECK_DIGIT"}


@given(organisations)
def test_a_made_credit_code_is_taken(organisation):
    first = f"12420100{organisation}{organisation_check_digit(organisation)}"

    assert check_uscc(first + uscc_check_digit(first)) == first + uscc_check_digit(first)


@pytest.mark.parametrize("letter", "IOSVZ")
def test_letters_that_look_like_digits_are_named_with_their_place(letter):
    with pytest.raises(UnreadableNumber) as refused:
        check_uscc("9135010" + letter + "M000100Y43")

    assert refused.value.code == "USCC_ALPHABET"
    assert f"第 8 位“{letter}”" in refused.value.message_zh


def test_a_short_credit_code_tells_its_length():
    with pytest.raises(UnreadableNumber) as refused:
        check_uscc("91350100M000100Y4")

    assert refused.value.code == "USCC_LENGTH"
    assert refused.value.message_zh == (
        "统一社会信用代码应为 18 位，“91350100M000100Y4”是 17 位：请对照营业执照补全或删去多余字符。"
    )


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("PDY00001X42010019A1001", "PDY00001X42010019A1001"),
        ("pdy00001x420100 19a1001", "PDY00001X42010019A1001"),
        ("124201001234567888", "124201001234567888"),
        ("1242010012345678881101", "1242010012345678881101"),
    ],
)
def test_a_practice_licence_is_read_leniently(text, number):
    assert check_institution_licence_no(text) == number


def test_a_practice_licence_of_the_wrong_length_is_refused():
    assert code_of(check_institution_licence_no, "PDY00001X4201") == "INSTITUTION_LICENCE_FORMAT"


@pytest.mark.parametrize(
    "text", ["13812345678", "138 1234 5678", "+86 138-1234-5678", "１３８１２３４５６７８"]
)
def test_a_mobile_is_taken_as_eleven_digits(text):
    assert check_mobile(text) == "13812345678"


@pytest.mark.parametrize("text", ["12812345678", "1381234567", "138123456789", "027-87654321", ""])
def test_what_is_no_mobile_is_refused(text):
    assert code_of(check_mobile, text) == "MOBILE_FORMAT"


def test_a_valid_id_card_is_taken():
    assert check_id_card("11010519491231002x") == "11010519491231002X"


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("110105194912310021", "ID_CHECK_DIGIT"),
        ("110105194902310027", "ID_BIRTH_DATE"),
        ("11010518491231002X", "ID_BIRTH_DATE"),
        ("1101051949123100", "ID_FORMAT"),
        ("A1010519491231002X", "ID_FORMAT"),
    ],
)
def test_a_doubtful_id_card_is_refused_without_repeating_it(number, code):
    with pytest.raises(UnreadableNumber) as refused:
        check_id_card(number)

    assert refused.value.code == code
    assert number not in refused.value.message_zh


@given(st.dates().filter(lambda d: d.year >= 1900), st.integers(0, 999))
def test_a_made_id_card_is_taken(born, serial):
    first = f"420111{born:%Y%m%d}{serial:03}"

    assert check_id_card(first + id_card_check_digit(first)) == first + id_card_check_digit(first)


@pytest.mark.parametrize(
    ("check", "masked"),
    [
        (check_mobile, "138****5678"),
        (check_id_card, "1****************X"),
        (check_uscc, "9135****"),
        (check_institution_licence_no, "PDY****"),
    ],
)
def test_a_masked_value_never_comes_back(check, masked):
    assert code_of(check, masked) == "MASKED_VALUE"


@given(st.text())
def test_any_text_is_read_or_refused(text):
    for check in (check_uscc, check_mobile, check_id_card, check_institution_licence_no):
        with contextlib.suppress(UnreadableNumber):
            assert check(text)
