"""The element identifiers of GS1 that devices, boxes and pallets carry, and what a value may look like.

Source: GS1 General Specifications. Identifiers whose first two digits stand in `_WITHOUT_SEPARATOR` have
a fixed length; all others end with a separator or with the data.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from duan.lib.udi.days import day_of
from duan.lib.udi.digits import all_digits, check_digit
from duan.lib.udi.refusals import UnreadableUdi
from duan.lib.udi.texts import shown

GTIN, CONTENT, LOT, PRODUCED, EXPIRES, SERIAL, COUNT = "01", "02", "10", "11", "17", "21", "37"
DATES = ("11", "12", "13", "15", "16", "17")

_SET_82 = frozenset(
    "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"
)
_WITHOUT_SEPARATOR = frozenset(
    [*(f"{n:02}" for n in range(5)), *(str(n) for n in (*range(11, 21), *range(31, 37), 41))]
)

# identifiers, shortest and longest value, digits only, name; `n` stands for any digit
_TABLE = (
    ("00", 18, 18, True, "物流单元代码"),
    ("01", 14, 14, True, "产品标识"),
    ("02", 14, 14, True, "内含产品标识"),
    ("10", 1, 20, False, "批号"),
    ("11", 6, 6, True, "生产日期"),
    ("12", 6, 6, True, "付款日期"),
    ("13", 6, 6, True, "包装日期"),
    ("15", 6, 6, True, "保质期"),
    ("16", 6, 6, True, "停售日期"),
    ("17", 6, 6, True, "失效日期"),
    ("20", 2, 2, True, "产品变体"),
    ("21", 1, 20, False, "序列号"),
    ("22", 1, 20, False, "消费产品变体"),
    ("235", 1, 28, False, "第三方序列号"),
    ("240", 1, 30, False, "附加产品标识"),
    ("241", 1, 30, False, "客户零件号"),
    ("242", 1, 6, True, "定制变体号"),
    ("243", 1, 20, False, "包装部件号"),
    ("250", 1, 30, False, "第二序列号"),
    ("251", 1, 30, False, "源实体参考号"),
    ("253", 13, 30, False, "单证标识"),
    ("254", 1, 20, False, "扩展位置码"),
    ("255", 13, 25, True, "优惠券代码"),
    ("30", 1, 8, True, "数量"),
    ("31nn", 6, 6, True, "计量值"),
    ("32nn", 6, 6, True, "计量值"),
    ("33nn", 6, 6, True, "物流计量值"),
    ("34nn", 6, 6, True, "物流计量值"),
    ("35nn", 6, 6, True, "计量值"),
    ("36nn", 6, 6, True, "物流计量值"),
    ("37", 1, 8, True, "内含数量"),
    ("390n", 1, 15, True, "金额"),
    ("392n", 1, 15, True, "单价"),
    ("400", 1, 30, False, "订单号"),
    ("401", 1, 30, False, "托运代码"),
    ("402", 17, 17, True, "装运标识"),
    ("403", 1, 30, False, "路由代码"),
    ("410", 13, 13, True, "收货方位置码"),
    ("411", 13, 13, True, "受票方位置码"),
    ("412", 13, 13, True, "供货方位置码"),
    ("413", 13, 13, True, "最终收货方位置码"),
    ("414", 13, 13, True, "物理位置码"),
    ("415", 13, 13, True, "开票方位置码"),
    ("416", 13, 13, True, "生产服务位置码"),
    ("417", 13, 13, True, "参与方位置码"),
    ("420", 1, 20, False, "收货方邮编"),
    ("421", 4, 12, False, "收货方邮编与国别"),
    ("422", 3, 3, True, "原产国"),
    ("425", 3, 15, True, "加工国"),
    ("426", 3, 3, True, "全程加工国"),
    ("7001", 13, 13, True, "北约物资代码"),
    ("7003", 10, 10, True, "失效日期和时间"),
    ("7006", 6, 6, True, "首次冷冻日期"),
    ("7020", 1, 20, False, "翻新批号"),
    ("7021", 1, 20, False, "功能状态"),
    ("7022", 1, 20, False, "修订状态"),
    ("7023", 1, 30, False, "组件资产标识"),
    ("710", 1, 20, False, "国家医保代码（德国）"),
    ("711", 1, 20, False, "国家医保代码（法国）"),
    ("712", 1, 20, False, "国家医保代码（西班牙）"),
    ("713", 1, 20, False, "国家医保代码（巴西）"),
    ("714", 1, 20, False, "国家医保代码（葡萄牙）"),
    ("715", 1, 20, False, "国家医保代码（美国）"),
    ("8003", 14, 30, False, "可回收资产标识"),
    ("8004", 1, 30, False, "单个资产标识"),
    ("8006", 18, 18, True, "组件标识"),
    ("8008", 8, 12, True, "生产日期和时间"),
    ("8012", 1, 20, False, "软件版本"),
    ("8013", 1, 25, False, "型号标识"),
    ("8017", 18, 18, True, "服务提供方关系号"),
    ("8018", 18, 18, True, "服务接受方关系号"),
    ("8020", 1, 25, False, "付款单号"),
    ("90", 1, 30, False, "双方约定信息"),
    *((str(n), 1, 90, False, "公司内部信息") for n in range(91, 100)),
)


@dataclass(frozen=True, slots=True)
class Element:
    """What may stand behind one identifier."""

    ai: str
    shortest: int
    longest: int
    digits: bool
    name: str

    @property
    def without_separator(self) -> bool:
        return self.ai[:2] in _WITHOUT_SEPARATOR

    @property
    def place(self) -> str:
        """How a message points at it: （10）批号."""
        return f"（{self.ai}）{self.name}"


def find_element(ai: str) -> Element | None:
    return _elements().get(ai)


def leading_element(text: str) -> Element | None:
    """The element whose identifier the text begins with; no identifier is the beginning of another."""
    return next((e for n in (2, 3, 4) if (e := _elements().get(text[:n]))), None)


def check_value(element: Element, value: str) -> None:
    """LENGTH, CHARSET, DATE_INVALID, CHECK_DIGIT."""
    if not element.shortest <= len(value) <= element.longest:
        raise _wrong_length(element, value)
    allowed = all_digits(value) if element.digits else set(value) <= _SET_82
    if not allowed:
        raise _wrong_character(element, value)
    if element.ai in DATES:
        _check_day(element, value)
    if element.ai in ("00", GTIN, CONTENT) and check_digit(value[:-1]) != value[-1]:
        raise UnreadableUdi(
            "CHECK_DIGIT",
            f"{element.place}“{shown(value)}”末位校验不符，应为 {check_digit(value[:-1])}：请重新扫码，手工录入的请逐位核对。",
            element=element.ai,
        )


def _check_day(element: Element, value: str) -> None:
    try:
        day_of(value, century=2000)
    except ValueError:
        raise no_such_day(element.ai, element.place, value) from None


def no_such_day(identifier: str, place: str, value: str) -> UnreadableUdi:
    return UnreadableUdi(
        "DATE_INVALID",
        f"{place}“{shown(value)}”不是有效日期，应为年月日六位（如 290331）：请重新扫码或核对标签。",
        element=identifier,
    )


def _wrong_length(element: Element, value: str) -> UnreadableUdi:
    wanted = (
        f"{element.longest}"
        if element.shortest == element.longest
        else f"{element.shortest} 至 {element.longest}"
    )
    advice = (
        "扫描枪可能丢失了分隔符，请重新扫码或改用摄像头扫码"
        if len(value) > element.longest and not element.without_separator
        else "请重新扫码，手工录入的请对照标签补全或删去多余字符"
    )
    return UnreadableUdi(
        "LENGTH",
        f"{element.place}应为 {wanted} 位，“{shown(value)}”是 {len(value)} 位：{advice}。",
        element=element.ai,
    )


def _wrong_character(element: Element, value: str) -> UnreadableUdi:
    wrong = next(c for c in value if not (all_digits(c) if element.digits else c in _SET_82))
    wanted = "只能是数字" if element.digits else "只能用英文字母、数字和半角符号"
    return UnreadableUdi(
        "CHARSET",
        f"{element.place}“{shown(value)}”含有不可用的字符“{wrong}”，{wanted}：请关闭中文输入法后重新扫码。",
        element=element.ai,
    )


@cache
def _elements() -> dict[str, Element]:
    return {
        ai: Element(ai, shortest, longest, digits, name)
        for pattern, shortest, longest, digits, name in _TABLE
        for ai in _spelled_out(pattern)
    }


def _spelled_out(pattern: str) -> Iterator[str]:
    if "n" not in pattern:
        yield pattern
        return
    for digit in "0123456789":
        yield from _spelled_out(pattern.replace("n", digit, 1))
