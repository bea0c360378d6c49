from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.utils import timezone

from duan.core.access.queries import scopes_in_reach
from duan.core.kernel.actor import Actor
from duan.core.kernel.steps import Step
from duan.trade.money.models import Milestone, Receipt
from duan.trade.money.policies import days_late
from duan.trade.money.types import MilestoneStatus
from duan.trade.sales.types import MilestoneKind

_SEE = "money.see"
_STAGE = "PAY"
_WAITS_FOR = {
    MilestoneKind.DEPOSIT: "合同签订",
    MilestoneKind.ARRIVAL: "全部到货",
    MilestoneKind.ACCEPTANCE: "全部验收",
    MilestoneKind.RETENTION: "全部验收",
}
_COLUMNS = ("id", "kind", "status", "reached_at", "due_on", "closed_at")


def steps_of(actor: Actor, deal_id: UUID) -> list[Step]:
    """Tell how the money of a deal stands: one step a milestone, in the order of the schedule.

    Paid is done, due is to do now, overdue is missing. What waits for something else is told as
    the next to do, without a day.
    """
    scopes = scopes_in_reach(actor, _SEE)
    rows: list[dict[str, Any]] = list(
        Milestone.objects.filter(deal_id=deal_id, scope_id__in=scopes).values(*_COLUMNS)
    )
    if not rows:
        return []
    order = list(MilestoneKind)
    rows.sort(key=lambda row: order.index(MilestoneKind(row["kind"])))
    recorders = _last_recorders([row["id"] for row in rows])
    today = timezone.localdate()
    return [_step(row, by=recorders.get(row["id"]), today=today) for row in rows]


def waits_for(deal_id: UUID, kinds: Sequence[MilestoneKind]) -> bool:
    """Tell whether a milestone of the deal still waits for this to happen."""
    rows = Milestone.objects.filter(deal_id=deal_id, status=MilestoneStatus.PLANNED)
    return rows.filter(kind__in=kinds).exists()


def _step(row: dict[str, Any], *, by: UUID | None, today: date) -> Step:
    kind = MilestoneKind(row["kind"])
    link = ("milestone", row["id"])
    if row["status"] == MilestoneStatus.PAID:
        return Step(
            stage=_STAGE, state="DONE", title=f"{kind.label}已结清", at=row["closed_at"], by=by,
            due_at=_end_of(row["due_on"]), link=link,
        )  # fmt: skip
    if row["status"] == MilestoneStatus.PLANNED:
        return Step(
            stage=_STAGE, state="NOW", title=f"{kind.label}未到条件",
            missing=(f"等待{_WAITS_FOR[kind]}",), link=link,
        )  # fmt: skip
    late = days_late(row["due_on"], on=today)
    said = f"{kind.label}已逾期 {late} 天" if late else f"{kind.label}待收款"
    return Step(
        stage=_STAGE, state="MISSING" if late else "NOW", title=said,
        due_at=_end_of(row["due_on"]), missing=(f"登记{kind.label}的回款",), link=link,
    )  # fmt: skip


def _last_recorders(milestone_ids: Sequence[UUID]) -> dict[UUID, UUID]:
    rows = Receipt.objects.filter(milestone_id__in=milestone_ids).order_by("recorded_at", "pk")
    return dict(rows.values_list("milestone_id", "recorded_by"))


def _end_of(day: date) -> datetime:
    """Return the last moment of a day, as clocks are shown in moments."""
    return timezone.make_aware(datetime.combine(day, time.max))
