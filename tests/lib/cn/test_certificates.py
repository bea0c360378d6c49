from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duan.lib.cn import (
    BusinessLicenceNo,
    CertificateKind,
    CertificateNo,
    UnreadableNumber,
    check_business_licence_no,
    check_certificate_no,
    check_filing_no,
    check_registration_no,
    read_business_licence_no,
)
from tests.lib.shared_data import shared_json


def code_of(check, text: str) -> str:
    with pytest.raises(UnreadableNumber) as refused:
        check(text)
    return refused.value.code


def code_or_none(text: str) -> str | None:
    try:
        check_certificate_no(text)
    except UnreadableNumber as refused:
        return refused.code
    return None


def test_a_national_registration_is_read_into_its_parts():
    assert check_registration_no(" 国械注准 20213130001 ") == CertificateNo(
        kind=CertificateKind.REGISTRATION,
        text="国械注准20213130001",
        authority="国",
        form="准",
        year=2021,
        device_class=3,
        category="13",
        serial="0001",
    )


@pytest.mark.parametrize(
    ("text", "authority", "year", "serial"),
    [
        ("国械备20150001号", "国", 2015, "0001"),
        ("粤潮械备20140023", "粤潮", 2014, "0023"),
        ("京械备20210001", "京", 2021, "0001"),
    ],
)
def test_a_filing_is_class_one(text, authority, year, serial):
    found = check_filing_no(text)

    assert (found.authority, found.year, found.serial) == (authority, year, serial)
    assert (found.kind, found.device_class, found.category) == (CertificateKind.FILING, 1, "")


def test_a_number_from_before_2014_is_read_for_the_archive():
    found = check_registration_no("国食药监械(进)字2009第2221234号")

    assert found.kind is CertificateKind.REGISTRATION_PRE2014
    assert (found.form, found.device_class, found.category, found.serial) == ("进", 2, "22", "1234")


@pytest.mark.parametrize("authority", ["黔", "滇", "贵", "云"])
def test_guizhou_and_yunnan_sign_with_either_name(authority):
    assert check_registration_no(f"{authority}械注准20222060345").authority == authority


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("京械注准20223060345", "境内第三类产品由国家药监局注册"),
        ("国械注准20212060345", "境内第二类产品由省级药监局注册"),
        ("粤械注进20202060001", "只由国家药监局核发"),
        ("粤械注许20203060001", "只由国家药监局核发"),
    ],
)
def test_class_and_authority_must_agree(text, reason):
    with pytest.raises(UnreadableNumber) as refused:
        check_registration_no(text)

    assert refused.value.code == "REG_CLASS_AUTHORITY"
    assert reason in refused.value.message_zh


@pytest.mark.parametrize("text", ["国械注准2021313001", "国械注准20214130001", "国械注准", "12345"])
def test_a_registration_in_another_form_is_refused(text):
    assert code_of(check_certificate_no, text) == "REG_FORMAT"


def test_a_filing_in_another_form_is_refused():
    assert code_of(check_certificate_no, "国械备2015") == "FILING_FORMAT"


def test_a_masked_certificate_never_comes_back():
    assert code_of(check_registration_no, "国械注准2021****001") == "MASKED_VALUE"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("苏锡食药监械经营许20210089号", ("苏", "锡", "许", 2021, "0089")),
        ("沪嘉食药监械经营许20187006号", ("沪", "嘉", "许", 2018, "7006")),
        ("京丰食药监械经营许20150100号", ("京", "丰", "许", 2015, "0100")),
        ("鄂汉药监械经营备20220123号", ("鄂", "汉", "备", 2022, "0123")),
        ("京食药监械经营许20230001", ("京", "", "许", 2023, "0001")),
    ],
)
def test_a_usual_business_licence_is_read_without_a_warning(text, parts):
    province, city, form, year, serial = parts

    assert read_business_licence_no(text) == BusinessLicenceNo(
        text, province, city, form, year, serial
    )
    assert check_business_licence_no(text) == ()


def test_an_unusual_business_licence_is_warned_about_and_never_refused():
    warnings = check_business_licence_no("沪械经营许2021号")

    assert [w.code for w in warnings] == ["LICENCE_FORMAT"]
    assert warnings[0].message_zh.startswith("经营许可证或备案编号“沪械经营许2021号”不是常见格式")


@given(st.text())
def test_any_text_is_read_or_refused(text):
    codes = {None, "REG_FORMAT", "FILING_FORMAT", "REG_CLASS_AUTHORITY", "MASKED_VALUE"}

    assert len(check_business_licence_no(text)) <= 1
    assert code_or_none(text) in codes


def test_the_shared_vectors_of_certificates_hold():
    for vector in shared_json("cert_vectors.json")["registration"]:
        if "error" in vector:
            assert code_of(check_certificate_no, vector["input"]) == vector["error"]
            continue
        found = check_certificate_no(vector["input"])
        wanted = vector["expect"]
        assert found.kind == wanted["kind"].upper()
        assert (found.authority, str(found.year), str(found.device_class), found.serial) == (
            wanted["auth"],
            wanted["year"],
            wanted["cls"],
            wanted["seq"],
        )
        assert (found.form, found.category) == (wanted.get("form", ""), wanted.get("cat", ""))


def test_the_shared_vectors_of_business_licences_hold():
    for vector in shared_json("cert_vectors.json")["licence"]:
        found = read_business_licence_no(vector["input"])
        wanted = vector["expect"]
        assert (found is None) == (wanted is None)
        if found is not None:
            assert (found.province, found.city, found.form, str(found.year), found.serial) == (
                wanted["prov"],
                wanted["city"],
                wanted["kind"],
                wanted["year"],
                wanted["seq"],
            )
