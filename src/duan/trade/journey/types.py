from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from duan.trade.assets.types import UnitStatus


class Stage(TextChoices):
    """The stages of a deal, in their order."""

    LEAD = "LEAD", _("线索")
    OPPORTUNITY = "OPPORTUNITY", _("商机")
    QUOTE = "QUOTE", _("报价")
    CONTRACT = "CONTRACT", _("合同")
    ORDER = "ORDER", _("订单")
    CHECK = "CHECK", _("出库复核")
    SHIP = "SHIP", _("发货")
    ARRIVE = "ARRIVE", _("到货")
    DISPATCH = "DISPATCH", _("派工")
    INSTALL = "INSTALL", _("安装")
    ACCEPT = "ACCEPT", _("验收")
    TRAIN = "TRAIN", _("培训")
    WARRANTY = "WARRANTY", _("质保")
    CARE = "CARE", _("售后")
    RENEWAL = "RENEWAL", _("续保")
    PAY = "PAY", _("回款")


class StageState(TextChoices):
    DONE = "DONE", _("已完成")
    NOW = "NOW", _("进行中")
    MISSING = "MISSING", _("缺少")
    AHEAD = "AHEAD", _("未开始")


@dataclass(frozen=True, slots=True, kw_only=True)
class StageFacts:
    """One stage of a line: `done` of `total` steps; `seconds` is how long it took, or has lasted.

    `by` did the last step, or has the open one; `who` names the roles that can bring what is missing.
    """

    stage: Stage
    state: StageState
    title: str = ""
    by: UUID | None = None
    at: datetime | None = None
    seconds: int | None = None
    due_at: datetime | None = None
    is_late: bool = False
    missing: tuple[str, ...] = ()
    who: tuple[str, ...] = ()
    link: tuple[str, UUID] | None = None
    done: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitOfThread:
    id: UUID
    unit_no: str
    serial_no: str
    name: str
    status: UnitStatus
    place_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """One deal as one line: what it is about, its stages and its units."""

    deal_id: UUID
    title: str
    terminal_id: UUID | None
    terminal_name: str
    department_name: str
    begun_at: datetime | None
    current: Stage | None
    stages: tuple[StageFacts, ...]
    names: dict[UUID, str]
    units: tuple[UnitOfThread, ...]
