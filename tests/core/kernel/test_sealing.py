from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duan.core.kernel import sealing
from duan.core.kernel.sealing import BrokenSeal, blind, seal, unseal

PLACE = "terminals_contactsecret.phone:1"
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)


@given(text=texts, place=texts)
def test_what_is_sealed_for_a_place_opens_there(text, place):
    assert unseal(seal(text, place=place), place=place) == text


@given(text=texts, here=texts, there=texts)
def test_what_is_moved_to_another_place_does_not_open(text, here, there):
    if here == there:
        return
    with pytest.raises(BrokenSeal):
        unseal(seal(text, place=here), place=there)


@given(text=texts, data=st.data())
def test_a_flipped_bit_anywhere_behind_the_version_breaks_the_seal(text, data):
    sealed = bytearray(seal(text, place=PLACE))
    byte = data.draw(st.integers(1, len(sealed) - 1))
    sealed[byte] ^= 1 << data.draw(st.integers(0, 7))

    with pytest.raises(BrokenSeal):
        unseal(bytes(sealed), place=PLACE)


@pytest.mark.parametrize("sealed", [b"", b"\x01", b"\x01" + b"\0" * 12, b"\x01" + b"\0" * 27])
def test_what_is_too_short_to_be_a_seal_is_a_broken_one(sealed):
    with pytest.raises(BrokenSeal):
        unseal(sealed, place=PLACE)


def test_a_seal_of_an_unknown_version_is_a_broken_one():
    sealed = b"\x02" + seal("13812345678", place=PLACE)[1:]

    with pytest.raises(BrokenSeal):
        unseal(sealed, place=PLACE)


def test_the_same_text_sealed_twice_looks_different():
    assert len({seal("13812345678", place=PLACE) for _ in range(1_000)}) == 1_000


@given(text=texts)
def test_a_seal_shows_nothing_but_the_length(text):
    sealed = seal(text, place=PLACE)

    assert len(sealed) == 1 + 12 + len(text.encode()) + 16
    assert len(text) < 4 or text.encode() not in sealed


@given(first=texts, second=texts)
def test_blind_indexes_are_equal_for_equal_texts_only(first, second):
    assert (blind(first, field="phone") == blind(second, field="phone")) == (first == second)


@given(text=texts)
def test_a_blind_index_has_eight_bytes_and_belongs_to_its_field(text):
    assert len(blind(text, field="phone")) == 8
    assert blind(text, field="phone") != blind(text, field="email")


@pytest.fixture
def another_installation(settings):
    """The keys of somebody else, and ours back afterwards."""

    def forget() -> None:
        sealing._cipher.cache_clear()
        sealing._derived.cache_clear()

    def move_in() -> None:
        settings.INDEX_KEY = b"another key of 32 bytes, somehow"
        forget()

    yield move_in
    forget()


def test_another_installation_can_neither_open_nor_look_up(another_installation):
    sealed, index = seal("13812345678", place=PLACE), blind("13812345678", field="phone")

    another_installation()

    assert blind("13812345678", field="phone") != index
    with pytest.raises(BrokenSeal):
        unseal(sealed, place=PLACE)
