"""Numbers on device certificates and trade licences, as printed, read into their parts.

Sources: 医疗器械注册与备案管理办法 (order 47) articles 115 and 116; older forms as found in archives.
The classification inside a number follows the catalogue of its year; never derive today's from it.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from duan.lib.cn.masks import looks_masked
from duan.lib.cn.refusals import UnreadableNumber

PROVINCE_SHORT_NAMES = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新"
_PROVINCES = f"{PROVINCE_SHORT_NAMES}黔滇"  # 贵州 and 云南 also sign with their old names

_REGISTRATION = re.compile(
    rf"(?P<authority>国|[{_PROVINCES}])械注(?P<form>[准进许])"
    r"(?P<year>20\d{2})(?P<device_class>[23])(?P<category>\d{2})(?P<serial>\d{4,5})"
)
_FILING = re.compile(
    rf"(?P<authority>国|[{_PROVINCES}][一-龥]{{0,3}})械备(?P<year>20\d{{2}})(?P<serial>\d{{4,5}})号?"
)
_PRE_2014 = re.compile(
    rf"(?P<authority>国|[{_PROVINCES}][一-龥]{{0,3}}?)食?药监械\(?(?P<form>[准进许试])\)?字"
    r"(?P<year>(?:19|20)\d{2})第(?P<device_class>[123])(?P<category>\d{2})(?P<serial>\d{3,5})号?(?:更)?"
)
_BUSINESS_LICENCE = re.compile(
    rf"(?P<province>[{_PROVINCES}])(?P<city>[一-龥]{{0,3}}?)食?药监械经营(?P<form>[许备])"
    r"(?P<year>20\d{2})(?P<serial>\d{4,6})号?"
)


class CertificateKind(StrEnum):
    REGISTRATION = "REGISTRATION"
    REGISTRATION_PRE2014 = "REGISTRATION_PRE2014"
    FILING = "FILING"


@dataclass(frozen=True, slots=True)
class CertificateNo:
    """A 注册证编号 or 备案编号 in its parts; `text` is the one written form.

    `authority`: 国 or the province (filings: with the city). `form`: 准 home, 进 import, 许 HK/MO/TW;
    empty for filings. `device_class`: 1-3. `category`: two digits, empty for filings.
    """

    kind: CertificateKind
    text: str
    authority: str
    form: str
    year: int
    device_class: int
    category: str
    serial: str


@dataclass(frozen=True, slots=True)
class BusinessLicenceNo:
    """经营许可证 (`form` 许) or 第二类经营备案 (备) in its parts."""

    text: str
    province: str
    city: str
    form: str
    year: int
    serial: str


@dataclass(frozen=True, slots=True)
class NumberWarning:
    """Something to look at that never stops anybody."""

    code: str
    message_zh: str


def check_certificate_no(text: str) -> CertificateNo:
    """Read a registration (new or before 2014) or a filing. REG_FORMAT, REG_CLASS_AUTHORITY, FILING_FORMAT."""
    return check_filing_no(text) if "械备" in text else check_registration_no(text)


def check_registration_no(text: str) -> CertificateNo:
    """医疗器械注册证编号 of any year. REG_FORMAT; REG_CLASS_AUTHORITY when class and authority clash.

    Home class III comes from 国, home class II from a province; 进 and 许 always come from 国.
    """
    number = _squeezed(text, "注册证编号")
    found = _REGISTRATION.fullmatch(number)
    if found is None:
        old = _PRE_2014.fullmatch(number)
        if old is not None:
            return _certificate(CertificateKind.REGISTRATION_PRE2014, number, old)
        raise UnreadableNumber(
            "REG_FORMAT",
            f"注册证编号“{number}”格式不符，应如“国械注准20213130001”（机关、械注、准/进/许、四位年份、类别 2 或 3、两位分类编码、四至五位流水号）：请对照注册证填写，第一类产品请填备案编号。",
        )
    _check_class_and_authority(number, found)
    return _certificate(CertificateKind.REGISTRATION, number, found)


def check_filing_no(text: str) -> CertificateNo:
    """第一类医疗器械备案编号. FILING_FORMAT."""
    number = _squeezed(text, "备案编号")
    found = _FILING.fullmatch(number)
    if found is None:
        raise UnreadableNumber(
            "FILING_FORMAT",
            f"备案编号“{number}”格式不符，应如“粤潮械备20140023”（国，或省和市的简称，械备、四位年份、四至五位流水号）：请对照备案凭证填写。",
        )
    return _certificate(CertificateKind.FILING, number, found)


def read_business_licence_no(text: str) -> BusinessLicenceNo | None:
    """Read a 经营许可证 or 备案 number in the usual form, else None. Never refuses."""
    number = _squeeze(text)
    found = _BUSINESS_LICENCE.fullmatch(number)
    if found is None:
        return None
    return BusinessLicenceNo(
        text=number,
        province=found["province"],
        city=found["city"],
        form=found["form"],
        year=int(found["year"]),
        serial=found["serial"],
    )


def check_business_licence_no(text: str) -> tuple[NumberWarning, ...]:
    """Warnings about a 经营许可证 or 备案 number; order 54 fixes no format, so nothing is refused."""
    if looks_masked(text):
        return (NumberWarning("MASKED_VALUE", "许可证编号是脱敏后的值：请填写完整编号。"),)
    if read_business_licence_no(text) is not None:
        return ()
    return (
        NumberWarning(
            "LICENCE_FORMAT",
            f"经营许可证或备案编号“{_squeeze(text)}”不是常见格式（如“苏锡食药监械经营许20210089号”），各地格式不一，仍可保存：请对照证件核对一遍。",
        ),
    )


def _check_class_and_authority(number: str, found: re.Match[str]) -> None:
    national = found["authority"] == "国"
    third = found["device_class"] == "3"
    if found["form"] != "准" and not national:
        reason = f"“{found['form']}”字号（进口或港澳台）只由国家药监局核发，应以“国”开头"
    elif found["form"] == "准" and third and not national:
        reason = "境内第三类产品由国家药监局注册，应以“国”开头"
    elif found["form"] == "准" and not third and national:
        reason = "境内第二类产品由省级药监局注册，应以省份简称开头"
    else:
        return
    raise UnreadableNumber(
        "REG_CLASS_AUTHORITY",
        f"注册证编号“{number}”的审批机关与管理类别矛盾：{reason}。请对照注册证核对。",
    )


def _certificate(kind: CertificateKind, number: str, found: re.Match[str]) -> CertificateNo:
    parts = found.groupdict()
    return CertificateNo(
        kind=kind,
        text=number,
        authority=parts["authority"],
        form=parts.get("form", ""),
        year=int(parts["year"]),
        device_class=int(parts.get("device_class", "1")),
        category=parts.get("category", ""),
        serial=parts["serial"],
    )


def _squeeze(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def _squeezed(text: str, what: str) -> str:
    if looks_masked(text):
        raise UnreadableNumber("MASKED_VALUE", f"{what}是脱敏后的值，不能保存：请填写完整编号。")
    return _squeeze(text)
