from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duan.lib.cn import (
    looks_masked,
    mask_address,
    mask_bank_card,
    mask_email,
    mask_id_card,
    mask_landline,
    mask_mobile,
    mask_name,
    mask_phone,
)

CASES = [
    (mask_mobile, "13812345678", "138****5678"),
    (mask_mobile, "+86 138-1234-5678", "138****5678"),
    (mask_landline, "027-87654321", "027-******21"),
    (mask_landline, "02787654321", "027-******21"),
    (mask_landline, "（0592）2137188转8012", "0592-*****88-****"),
    (mask_landline, "3885120", "*****20"),
    (mask_phone, "13812345678", "138****5678"),
    (mask_phone, "027-87654321", "027-******21"),
    (mask_id_card, "11010519491231002X", "1****************X"),
    (mask_name, "张三", "张*"),
    (mask_name, "李建国", "李**"),
    (mask_name, "欧阳娜娜", "欧阳**"),
    (mask_name, "司马光", "司马*"),
    (mask_name, "欧阳", "欧*"),
    (mask_name, "John Smith", "J***"),
    (mask_email, "zhangsan@163.com", "z***@163.com"),
    (mask_bank_card, "6222 0212 3456 1234", "**** **** **** 1234"),
    (mask_address, "湖北省武汉市洪山区珞喻路1037号", "湖北省武汉市洪山区***"),
    (mask_address, "天津市 西青区杨柳青镇西青道403号", "天津市西青区***"),
    (mask_address, "朝阳区朝阳路7号", "朝阳区***"),
    (mask_address, "中山路12号", "***"),
]
MASKS = sorted({mask for mask, _, _ in CASES}, key=lambda mask: mask.__name__)


@pytest.mark.parametrize(("mask", "text", "shown"), CASES)
def test_a_mask_shows_what_its_rule_allows(mask, text, shown):
    assert mask(text) == shown


@pytest.mark.parametrize(("mask", "text", "shown"), CASES)
def test_masking_twice_changes_nothing_and_is_seen_on_the_way_back(mask, text, shown):
    assert mask(shown) == shown
    assert looks_masked(shown)
    assert not looks_masked(text)


def test_staff_see_six_and_four_of_an_id_card():
    assert mask_id_card("11010519491231002X", "staff") == "110105********002X"


@pytest.mark.parametrize(
    ("mask", "text", "shown"),
    [
        (mask_mobile, "1381234567", "**********"),
        (mask_landline, "12", "**"),
        (mask_id_card, "123456", "******"),
        (mask_email, "no address", "***"),
        (mask_bank_card, "1234", "**** **** **** ****"),
    ],
)
def test_a_value_of_another_kind_is_hidden_whole(mask, text, shown):
    assert mask(text) == shown


@pytest.mark.parametrize("mask", MASKS)
def test_nothing_masks_to_nothing(mask):
    assert mask("") == ""


@pytest.mark.parametrize("text", ["张*", "138****5678", "138xxxx5678", "z***@163.com", "●●●"])
def test_traces_of_a_mask_are_noticed(text):
    assert looks_masked(text)


@pytest.mark.parametrize("text", ["阿卜杜拉·买买提", "027-87654321", "MAX-2000", "3x4"])
def test_plain_values_are_not_taken_for_masked(text):
    assert not looks_masked(text)


@given(st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True))
def test_a_mobile_keeps_seven_of_eleven_digits(mobile):
    assert mask_phone(mobile) == f"{mobile[:3]}****{mobile[7:]}"


@given(st.text(min_size=1, max_size=40), st.sampled_from(MASKS))
def test_any_text_can_be_masked_and_masked_again(text, mask):
    once = mask(text)

    assert mask(once) == once
