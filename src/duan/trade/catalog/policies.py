"""What the fields of the catalogue must satisfy, whoever writes them."""

from __future__ import annotations

import re
from datetime import date

from duan.core.kernel.errors import Invalid, Place
from duan.lib import cn, udi
from duan.trade.catalog.types import ManagementClass

_LONGEST_NAME, _LONGEST_MODEL, _LONGEST_UNIT = 120, 60, 10
# 22 sub-catalogues since 2017, with or without the second level; before that the 68xx list
_CATEGORY = re.compile(r"(?:0[1-9]|1\d|2[0-2])(?:-\d{2})?|68\d{2}", re.ASCII)


class UnusableProduct(Invalid):
    code = "unusable_product"


class UnusableModel(Invalid):
    code = "unusable_model"


class UnusableCertificate(Invalid):
    code = "unusable_certificate"


class UnusableIdentifier(Invalid):
    code = "unusable_identifier"


def checked_product(
    name: str, registrant_name: str, uscc: str, category_code: str
) -> tuple[str, str, str, str]:
    """Return the four in their stored form; raise `UnusableProduct` naming every bad one."""
    places: list[Place] = []
    name = _named(name, "name", _LONGEST_NAME, places)
    registrant_name = _named(registrant_name, "registrant_name", _LONGEST_NAME, places)
    category_code = category_code.strip()
    if category_code and not _CATEGORY.fullmatch(category_code):
        places.append(Place("category_code", "分类编码应如 06、06-07 或 6823"))
    if uscc:
        try:
            uscc = cn.check_uscc(uscc)
        except cn.UnreadableNumber as problem:
            places.append(Place("registrant_uscc", problem.message_zh))
    if places:
        raise UnusableProduct(f"产品内容有误，请修改：{_listed(places)}。", where=places)
    return name, registrant_name, uscc, category_code


def checked_model(name: str, unit_name: str) -> tuple[str, str]:
    """Return the model's name and unit in their stored form; raise `UnusableModel`."""
    places: list[Place] = []
    name = _named(name, "name", _LONGEST_MODEL, places)
    unit_name = _named(unit_name, "unit_name", _LONGEST_UNIT, places)
    if places:
        raise UnusableModel(f"型号内容有误，请修改：{_listed(places)}。", where=places)
    return name, unit_name


def checked_certificate(
    text: str, wanted: ManagementClass, starts_on: date, through_on: date
) -> str:
    """Return the certificate's number as printed; raise `UnusableCertificate` naming what is wrong."""
    places: list[Place] = []
    number = text
    try:
        certificate = cn.check_certificate_no(text)
    except cn.UnreadableNumber as problem:
        places.append(Place("certificate_no", problem.message_zh))
    else:
        number = certificate.text
        if str(certificate.device_class) != wanted:
            stated = ManagementClass(str(certificate.device_class)).label
            places.append(
                Place("certificate_no", f"证号属于{stated}，产品登记为{wanted.label}，请核对两者")
            )
    if through_on < starts_on:
        places.append(Place("through_on", "有效期至不能早于生效日期"))
    if through_on == date.max:  # its window has no day after
        places.append(Place("through_on", f"有效期至应早于 {date.max}"))
    if places:
        raise UnusableCertificate(f"注册证内容有误，请修改：{_listed(places)}。", where=places)
    return number


def checked_di(text: str, *, on: date) -> tuple[str, str]:
    """Return (di in its one written form, issuing agency); raise `UnusableIdentifier`.

    Somebody who registers an identifier holds the label in his hand and may scan the whole of it.
    """
    try:
        di = udi.normal_di(text)
    except udi.UnreadableUdi as problem:
        di = _di_of_a_scan(text, on=on)
        if not di:
            raise UnusableIdentifier(
                problem.message_zh, where=[Place("di", problem.message_zh)]
            ) from problem
    return di, udi.Agency.MA if di.startswith("MA.") else udi.Agency.GS1


def _di_of_a_scan(text: str, *, on: date) -> str:
    try:
        return udi.parse(text, on=on).di
    except udi.UnreadableUdi:
        return ""


def _named(text: str, field: str, longest: int, places: list[Place]) -> str:
    clean = " ".join(text.split())
    if not clean:
        places.append(Place(field, "必填"))
    elif len(clean) > longest:
        places.append(Place(field, f"最多 {longest} 个字，现在有 {len(clean)} 个"))
    return clean


def _listed(places: list[Place]) -> str:
    return "；".join(place.message.rstrip("。") for place in places)
