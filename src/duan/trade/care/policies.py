from __future__ import annotations

import re
from datetime import datetime
from decimal import Decimal

from duan.core.kernel.errors import Invalid, Place
from duan.lib import clock
from duan.trade.assets.types import SlaClass
from duan.trade.care.types import ClockState, Deadlines
from duan.trade.care.workflow import TERMS

LONGEST_MONTHS = 120
LARGEST_AMOUNT = Decimal("999999999999.99")
MOST_STARS = 5
_CENT = Decimal("0.01")
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


class UnusableText(Invalid):
    code = "care_text_unusable"


class UnusableRenewal(Invalid):
    code = "renewal_unusable"


class UnusableFollowUp(Invalid):
    code = "follow_up_unusable"


def deadlines(sla_class: SlaClass, reported_at: datetime) -> Deadlines:
    """Count from the minute of the report how long a class of care may take."""
    terms = TERMS[sla_class]
    start = reported_at.replace(second=0, microsecond=0)
    respond = clock.deadline(start, terms.respond, terms.calendar)
    fix = clock.deadline(start, terms.fix, terms.calendar)
    return Deadlines(
        respond_at=respond.at,
        fix_at=fix.at,
        explanation=(f"{terms.promise}\n响应\n{respond.explanation}\n修复\n{fix.explanation}"),
        provisional=respond.provisional or fix.provisional,
    )


def checked_text(text: str, field: str, label: str, *, most: int, needed: bool = True) -> str:
    """Return a text without blanks around it. Raises `UnusableText`."""
    clean = _UNSEEN.sub("", text).strip()
    if needed and not clean:
        raise UnusableText(f"请填写{label}。", where=[Place(field, "必填")])
    if len(clean) > most:
        raise UnusableText(
            f"{label}有 {len(clean)} 个字，最多 {most} 个，请缩短。",
            where=[Place(field, f"最多 {most} 个字")],
        )
    return clean


def checked_stars(satisfaction: int) -> int:
    if not 1 <= satisfaction <= MOST_STARS:
        raise UnusableFollowUp(
            "满意度请选 1 到 5 星。", where=[Place("satisfaction", "1 到 5 之间")]
        )
    return satisfaction


def checked_offer(months: int, amount: Decimal) -> Decimal:
    """Return the price in whole cents of an offer for so many months. Raises `UnusableRenewal`."""
    if not 1 <= months <= LONGEST_MONTHS:
        raise UnusableRenewal(
            f"续保时长请填 1 到 {LONGEST_MONTHS} 个月。",
            where=[Place("months", f"1 到 {LONGEST_MONTHS} 个月")],
        )
    if not amount.is_finite() or not 0 <= amount <= LARGEST_AMOUNT:
        raise UnusableRenewal(
            "续保金额不能为负，也不能超过 9999 亿元，请修改。",
            where=[Place("amount", "请检查金额")],
        )
    if amount != amount.quantize(_CENT):
        raise UnusableRenewal("续保金额最多两位小数。", where=[Place("amount", "最多两位小数")])
    return amount.quantize(_CENT)


def clock_state(due_at: datetime, done_at: datetime | None, *, now: datetime) -> ClockState:
    """Say how a deadline stands; what is done at the very moment is in time."""
    if done_at is not None:
        return ClockState.MET if done_at <= due_at else ClockState.MISSED
    return ClockState.LATE if now > due_at else ClockState.RUNNING
