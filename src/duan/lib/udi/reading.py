from __future__ import annotations

import re
from datetime import date

from duan.lib.udi.codes import Agency, Udi
from duan.lib.udi.digits import all_digits, check_digit
from duan.lib.udi.elements import GTIN
from duan.lib.udi.gs1 import read_gs1
from duan.lib.udi.ma import check_ma_di, read_ma
from duan.lib.udi.refusals import UnreadableUdi
from duan.lib.udi.texts import clean, is_ma, shown, split_prefix

_KEY_LENGTHS = (8, 12, 13, 14)
_LABELLED_DI = re.compile(r"(?:\(01\)|01)(\d{14})", re.ASCII)


def parse(text: str, *, on: date) -> Udi:
    """Read what a scanner sent or somebody typed; `on` decides the century of two-digit years.

    Understood: GS1 element strings with GS or one of its stand-ins, the text with brackets in either width,
    a bare GTIN, MA codes; each with or without the scanner's symbology prefix. Anything else is refused:
    EMPTY, NOT_GS1, UNKNOWN_AI, LENGTH, CHARSET, CHECK_DIGIT, DATE_INVALID, DATE_ORDER, NO_DI, EXCLUSIVE,
    REQUIRES, DUPLICATE_AI, MA_SYNTAX, MA_PI.
    """
    symbology, body = split_prefix(clean(text))
    if not body:
        raise UnreadableUdi("EMPTY", "没有读到内容：请重新扫码，或输入产品标识。")
    if is_ma(body):
        return read_ma(body, on=on, symbology=symbology)
    if len(body) in _KEY_LENGTHS and all_digits(body):
        di = _check_key(body)
        return Udi(Agency.GS1, di, elements=((GTIN, di),), symbology=symbology)
    return read_gs1(body, on=on, symbology=symbology)


def keep_raw(text: str, *, di: str) -> Udi:
    """阿里健康 publishes no layout: the scanned text is kept whole and a person names the di."""
    return Udi(Agency.AHM, di, additional={"raw": text.strip()})


def normal_di(text: str) -> str:
    """A product identifier in its one written form: 14 digits, or the five parts of an MA code.

    Takes GTINs of 8, 12, 13 and 14 digits, printed with blanks or hyphens, and (01) in front.
    LENGTH, CHARSET, CHECK_DIGIT, MA_SYNTAX, EMPTY.
    """
    di = re.sub(r"\s", "", clean(text))
    if not di:
        raise UnreadableUdi("EMPTY", "没有填写产品标识：请扫码，或对照标签输入。")
    if is_ma(di):
        return check_ma_di(di)
    labelled = _LABELLED_DI.fullmatch(di)
    return _check_key(labelled[1] if labelled else di.replace("-", ""))


def _check_key(key: str) -> str:
    if not all_digits(key):
        raise UnreadableUdi(
            "CHARSET",
            f"产品标识“{shown(key)}”应全部是数字，或是 MA 开头的五段编码：请对照标签填写。",
        )
    if len(key) not in _KEY_LENGTHS:
        raise UnreadableUdi(
            "LENGTH",
            f"产品标识应为 14 位（也接受 8、12、13 位），“{shown(key)}”是 {len(key)} 位：请对照标签补全或删去多余数字。",
        )
    wanted = check_digit(key[:-1])
    if key[-1] != wanted:
        raise UnreadableUdi(
            "CHECK_DIGIT",
            f"产品标识“{key}”末位校验不符，应为 {wanted}：请重新扫码，手工录入的请逐位核对。",
        )
    return key.zfill(14)
