"""cn: how China writes numbers, places, phones and departments. Pure knowledge, no database.

Owns: certificate and licence numbers, 统一社会信用代码, region codes with validity, masks, phone fields, pinyin.
Doors: `check_*` returns the one written form or raises `UnreadableNumber(code, message_zh)`; `mask_*`
shows what 6.3 of the domain notes allows; `find_*`, `guess_*`, `leading_place` read free text.

Words: uscc 统一社会信用代码 · registration no 注册证编号 · filing no 备案编号
Words: business licence 经营许可证 · institution licence no 执业许可证登记号 · area code 区号
Words: extension 分机 · mask 脱敏 · initials 首字母
"""

from __future__ import annotations

from duan.lib.cn.certificates import (
    PROVINCE_SHORT_NAMES,
    BusinessLicenceNo,
    CertificateKind,
    CertificateNo,
    NumberWarning,
    check_business_licence_no,
    check_certificate_no,
    check_filing_no,
    check_registration_no,
    read_business_licence_no,
)
from duan.lib.cn.departments import (
    Department,
    all_departments,
    department,
    guess_departments,
)
from duan.lib.cn.masks import (
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
from duan.lib.cn.numbers import (
    check_id_card,
    check_institution_licence_no,
    check_mobile,
    check_uscc,
    id_card_check_digit,
    organisation_check_digit,
    uscc_check_digit,
)
from duan.lib.cn.phones import Phone, PhoneKind, PhoneText, find_phones
from duan.lib.cn.pinyin import initials, pinyin_key
from duan.lib.cn.places import LeadingPlace, leading_place
from duan.lib.cn.refusals import UnreadableNumber, UnreadableRegion
from duan.lib.cn.regions import (
    Region,
    RegionLevel,
    check_region,
    child_regions,
    find_regions,
    full_name,
    parent,
    region,
    short_name,
)

__all__ = [
    "PROVINCE_SHORT_NAMES",
    "BusinessLicenceNo",
    "CertificateKind",
    "CertificateNo",
    "Department",
    "LeadingPlace",
    "NumberWarning",
    "Phone",
    "PhoneKind",
    "PhoneText",
    "Region",
    "RegionLevel",
    "UnreadableNumber",
    "UnreadableRegion",
    "all_departments",
    "check_business_licence_no",
    "check_certificate_no",
    "check_filing_no",
    "check_id_card",
    "check_institution_licence_no",
    "check_mobile",
    "check_region",
    "check_registration_no",
    "check_uscc",
    "child_regions",
    "department",
    "find_phones",
    "find_regions",
    "full_name",
    "guess_departments",
    "id_card_check_digit",
    "initials",
    "leading_place",
    "looks_masked",
    "mask_address",
    "mask_bank_card",
    "mask_email",
    "mask_id_card",
    "mask_landline",
    "mask_mobile",
    "mask_name",
    "mask_phone",
    "organisation_check_digit",
    "parent",
    "pinyin_key",
    "read_business_licence_no",
    "region",
    "short_name",
    "uscc_check_digit",
]
