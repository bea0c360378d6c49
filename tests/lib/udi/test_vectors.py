"""The shared list of codes with the result that a parser owes."""

from __future__ import annotations

from datetime import date

import pytest

from duan.lib.udi import Expected, UnreadableUdi, parse, proposed_repairs
from tests.lib.shared_data import shared_json

FIELDS = {
    "lot": lambda udi: udi.lot,
    "serial": lambda udi: udi.serial,
    "mfg_date": lambda udi: str(udi.produced_on),
    "exp_date": lambda udi: str(udi.expires_on),
    "additional_id": lambda udi: udi.additional["240"],
    "content_count": lambda udi: udi.additional["37"],
    "check": lambda udi: udi.additional["C"],
}


def vectors(kind: str):
    shared = shared_json("udi_vectors.json")
    return date.fromisoformat(shared["as_of"]), shared[kind]


def assert_reads(udi, wanted, note):
    assert (udi.agency, udi.di) == (wanted["agency"], wanted["di"]), note
    assert {name: FIELDS[name](udi) for name in wanted["pi"]} == wanted["pi"], note
    assert [bool(v) for v in (udi.lot, udi.serial, udi.produced_on, udi.expires_on)] == [
        name in wanted["pi"] for name in ("lot", "serial", "mfg_date", "exp_date")
    ], note
    if "elements" in wanted:
        assert [list(e) for e in udi.elements] == wanted["elements"], note
        assert udi.symbology == wanted["symbology"], note


def assert_refused(vector, on):
    with pytest.raises(UnreadableUdi) as refusal:
        parse(vector["input"], on=on)
    code, _, element = vector["error"].partition(":")
    assert refusal.value.code == code, vector["note"]
    if element:
        assert refusal.value.element == element, vector["note"]


def test_good_codes_are_read():
    on, good = vectors("good")
    for vector in good:
        assert_reads(parse(vector["input"], on=on), vector["expect"], vector["note"])


def test_bad_codes_are_refused():
    on, bad = vectors("bad")
    for vector in bad:
        assert_refused(vector, on)


def test_ambiguous_codes_fail_closed_or_are_repaired():
    on, ambiguous = vectors("ambiguous")
    for vector in ambiguous:
        if "error" in vector:
            assert_refused(vector, on)
            continue
        assert_reads(parse(vector["input"], on=on), vector["expect_naive"], vector["note"])
        [repaired] = proposed_repairs(
            vector["input"], on=on, expected=Expected(lot=True, expiry=True)
        )
        assert {name: FIELDS[name](repaired) for name in vector["repaired"]} == vector["repaired"]
