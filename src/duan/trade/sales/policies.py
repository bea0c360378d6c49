"""What the figures and texts of a deal must satisfy, whoever writes them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from duan.core.kernel.errors import Conflict, Invalid, MissingReason, Place
from duan.lib import cn
from duan.trade.sales.types import Line, MilestoneKind, ScheduleLine

MOST_LINES: Final = 100
LARGEST_QUANTITY: Final = 9_999
LARGEST_SUM: Final = Decimal("999999999999.99")
LONGEST_WAIT: Final = 3_650
LONGEST_WARRANTY: Final = 240
_LONGEST_TITLE, _LONGEST_REASON = 120, 200
_WHOLE = Decimal(100)
_CENT = Decimal("0.01")


class UnusableLead(Invalid):
    code = "unusable_lead"


class UnusableOpportunity(Invalid):
    code = "unusable_opportunity"


class UnusableQuote(Invalid):
    code = "unusable_quote"


class UnusableContract(Invalid):
    code = "unusable_contract"


class UnusableSchedule(Invalid):
    code = "unusable_schedule"


class WrongStep(Conflict):
    """The deal does not stand where this step begins."""

    code = "wrong_step"


def checked_title(title: str, need: str) -> str:
    """Return a lead's title without outer blanks; raise `UnusableLead`."""
    clean = " ".join(title.split())
    if not clean:
        raise UnusableLead("请填写线索名称，例如「监护仪更新」。", where=[Place("title", "必填")])
    if len(clean) > _LONGEST_TITLE:
        raise UnusableLead(
            f"线索名称最多 {_LONGEST_TITLE} 个字，现在有 {len(clean)} 个，请缩短。",
            where=[Place("title", f"最多 {_LONGEST_TITLE} 个字")],
        )
    for field, name, text in (("title", "线索名称", clean), ("need", "需求", need)):
        if any(phone.kind == "MOBILE" for phone in cn.find_phones(text).phones):
            raise UnusableLead(
                f"「{name}」里有手机号码，会被所有人看到，请改填到终端的联系人里。",
                where=[Place(field, "不能有手机号码")],
            )
    return clean


def checked_reason(text: str) -> str:
    """Return why something ends or goes back; raise `MissingReason` when nothing is said."""
    clean = " ".join(text.split())
    if not clean:
        raise MissingReason("请写明原因，让同事知道为什么。", where=[Place("reason", "必填")])
    if len(clean) > _LONGEST_REASON:
        raise MissingReason(
            f"原因最多 {_LONGEST_REASON} 个字，现在有 {len(clean)} 个，请缩短。",
            where=[Place("reason", f"最多 {_LONGEST_REASON} 个字")],
        )
    return clean


def refuse_prospect(budget: Decimal | None, expected_on: date | None, *, today: date) -> None:
    """Refuse what an opportunity cannot expect. Raises `UnusableOpportunity`."""
    if budget is not None and not _is_price(budget):
        raise UnusableOpportunity(
            "预算应为正数，最多两位小数，单位元。请修改，或留空。",
            where=[Place("budget", "大于 0，最多两位小数")],
        )
    if expected_on is not None and expected_on < today:
        raise UnusableOpportunity(
            f"预计签约日期 {expected_on} 已经过去，请选择今天或以后的日期，或留空。",
            where=[Place("expected_on", "不能早于今天")],
        )


def total_of(lines: Sequence[Line]) -> Decimal:
    """Return what the lines come to, in yuan; raise `UnusableQuote` naming the lines that can't be."""
    places = []
    if not 1 <= len(lines) <= MOST_LINES:
        places.append(Place("lines", f"应有 1 到 {MOST_LINES} 行"))
    models = [line.model_id for line in lines]
    for index, line in enumerate(lines):
        if models.index(line.model_id) != index:
            places.append(_at(index, "model_id", "型号与前面的行相同，请合并成一行"))
        if not 1 <= line.quantity <= LARGEST_QUANTITY:
            places.append(_at(index, "quantity", f"数量应为 1 到 {LARGEST_QUANTITY}"))
        if line.unit_price != 0 and not _is_price(line.unit_price):
            places.append(_at(index, "unit_price", "单价不能为负，最多两位小数"))
    if not places:
        total = sum((line.quantity * line.unit_price for line in lines), Decimal(0))
        if total <= LARGEST_SUM:
            return total.quantize(_CENT)
        places.append(Place("lines", "合计超出可以记录的金额"))
    raise UnusableQuote(f"报价明细有误，请修改：{_listed(places)}。", where=places)


def refuse_terms(warranty_months: int, schedule: Sequence[ScheduleLine]) -> None:
    """Refuse a warranty or a schedule that cannot be. Raises `UnusableContract`, `UnusableSchedule`."""
    if not 1 <= warranty_months <= LONGEST_WARRANTY:
        raise UnusableContract(
            f"质保期应为 1 到 {LONGEST_WARRANTY} 个月，请修改。",
            where=[Place("warranty_months", f"1 到 {LONGEST_WARRANTY}")],
        )
    places = []
    kinds = [line.kind for line in schedule]
    for index, line in enumerate(schedule):
        if kinds.index(line.kind) != index:
            label = MilestoneKind(line.kind).label
            places.append(Place(f"schedule.{index}.kind", f"「{label}」只能有一期"))
        if not 0 < line.percent <= _WHOLE or line.percent != line.percent.quantize(_CENT):
            places.append(
                Place(f"schedule.{index}.percent", "比例应大于 0、不超过 100，最多两位小数")
            )
        if not 0 <= line.days <= LONGEST_WAIT:
            places.append(Place(f"schedule.{index}.days", f"天数应为 0 到 {LONGEST_WAIT}"))
    if not places:
        whole = sum((line.percent for line in schedule), Decimal(0))
        if whole == _WHOLE:
            return
        places.append(Place("schedule", f"各期合计 {whole:f}%，必须正好是 100%"))
    raise UnusableSchedule(f"付款计划有误，请修改：{_listed(places)}。", where=places)


def _is_price(amount: Decimal) -> bool:
    return 0 < amount <= LARGEST_SUM and amount == amount.quantize(_CENT)


def _at(index: int, field: str, message: str) -> Place:
    return Place(f"lines.{index}.{field}", f"第 {index + 1} 行{message}")


def _listed(places: Sequence[Place]) -> str:
    return "；".join(place.message for place in places)
