"""How fast each class of care has to be. Plain data: the defaults a company begins with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType

from duan.lib import clock
from duan.lib.clock import Calendar
from duan.trade.assets.types import SlaClass

# A day of a class that counts working hours is a working day, 08:00-18:00.
_WORKING_DAY = timedelta(hours=10)


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a class promises: somebody answers, and it works again or a loaner stands there."""

    respond: timedelta
    fix: timedelta
    calendar: Calendar
    promise: str


TERMS = MappingProxyType(
    {
        SlaClass.A: Terms(
            respond=timedelta(minutes=30),
            fix=timedelta(hours=24),
            calendar=clock.round_the_clock(),
            promise="A 级：7×24 小时服务，30 分钟响应，24 小时修复或提供备用机",
        ),
        SlaClass.B: Terms(
            respond=timedelta(hours=1),
            fix=timedelta(hours=48),
            calendar=clock.round_the_clock(),
            promise="B 级：7×24 小时服务，1 小时响应，48 小时修复或提供备用机",
        ),
        SlaClass.C: Terms(
            respond=timedelta(hours=2),
            fix=3 * _WORKING_DAY,
            calendar=clock.working_days(),
            promise="C 级：工作日服务，2 小时响应，3 个工作日（30 个工作小时）修复或提供备用机",
        ),
        SlaClass.D: Terms(
            respond=timedelta(hours=4),
            fix=5 * _WORKING_DAY,
            calendar=clock.working_days(),
            promise="D 级：工作日服务，4 小时响应，5 个工作日（50 个工作小时）修复或提供备用机",
        ),
    }
)
# What a unit without any cover gets: care for money, in the slowest class.
CLASS_WITHOUT_COVER = SlaClass.D
