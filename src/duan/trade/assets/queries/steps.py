from __future__ import annotations

from uuid import UUID

from duan.core.access.queries import scopes_in_reach
from duan.core.kernel.actor import Actor
from duan.core.kernel.steps import Step
from duan.trade.assets.models import Cover, Unit
from duan.trade.assets.policies import last_day
from duan.trade.assets.types import CoverKind, UnitStatus

_STAGE = "WARRANTY"


def steps_of(actor: Actor, deal_id: UUID) -> list[Step]:
    """Return how far the warranties of a deal's units are: one step, however many units."""
    reach = scopes_in_reach(actor, "assets.see")
    if not reach:
        return []
    units = dict(
        Unit.objects.filter(deal_id=deal_id, scope_id__in=reach)
        .exclude(status=UnitStatus.IN_TRANSIT)
        .order_by("unit_no")
        .values_list("pk", "unit_no")
    )
    if not units:
        return []
    covers = list(
        Cover.objects.filter(unit_id__in=units, kind=CoverKind.WARRANTY).order_by("started_at")
    )
    covered = {cover.unit_id for cover in covers}
    waiting = [number for pk, number in units.items() if pk not in covered]
    link = ("unit", next(iter(units))) if len(units) == 1 else None
    if waiting:
        return [
            Step(
                stage=_STAGE,
                state="NOW",
                title=f"{len(waiting)} 台设备的质保尚未开始",
                missing=tuple(f"{number} 等待验收" for number in waiting[:3]),
                link=link,
            )
        ]
    ends = sorted({last_day(cover.ends_on) for cover in covers})
    through = f"{ends[0]}" if len(ends) == 1 else f"{ends[0]} 起陆续到期，最晚 {ends[-1]}"
    return [
        Step(
            stage=_STAGE,
            state="DONE",
            title=f"{len(units)} 台设备在质保内，至 {through}",
            at=covers[-1].started_at,
            by=covers[-1].started_by,
            link=link,
        )
    ]
