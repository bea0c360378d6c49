from __future__ import annotations

from uuid import UUID

from duan.core.kernel.actor import Actor
from duan.trade.field import commands
from duan.trade.terminals.types import Kind
from tests import make
from tests.edge.api.leaks import Call
from tests.trade.catalog import make as catalog
from tests.trade.field import make as site
from tests.trade.sales import make as sales

SEEN = {"seen_version": 1}
NOBODY = "00000000-0000-7000-8000-000000000000"
DAY = "2099-01-01"
CALLS = {
    "GET /field/tasks": Call(query={"q": "绝密"}, outsider_gets=200),
    "GET /field/tasks/{task_id}": Call(),
    "GET /field/tasks/{task_id}/engineers": Call(),
    "POST /field/tasks/{task_id}/dispatch": Call(
        {**SEEN, "engineer_id": NOBODY, "planned_on": DAY}
    ),
    "POST /field/tasks/{task_id}/start": Call(SEEN),
    "POST /field/tasks/{task_id}/tick": Call({"key": "site", "done": True}),
    "POST /field/tasks/{task_id}/photos": Call({"file_id": NOBODY}),
    "POST /field/tasks/{task_id}/finish": Call(SEEN),
    "POST /field/tasks/{task_id}/accept": Call(
        {**SEEN, "signer_name": "王主任", "signature_file_id": NOBODY}
    ),
    "POST /field/tasks/{task_id}/trainings": Call({"topic": "操作", "planned_on": DAY}),
    "GET /field/trainings": Call(outsider_gets=200),
    "GET /field/trainings/{training_id}": Call(),
    "POST /field/trainings/{training_id}/hold": Call(
        {**SEEN, "attendance": [{"person_name": "李护士"}]}
    ),
}


def make_things(*, by: Actor, region: int, terminal_id: UUID) -> dict[str, UUID]:
    """Bring a unit to our terminal, install it, let it be accepted, and plan a training."""
    deals = sales.World(
        region,
        region,
        seller=by,
        manager=make.somebody("sales_manager", on=region, name="华中审批"),
        stranger=by,
        overseer=by,
        hospital=terminal_id,
        ward=make.terminal("绝密病房", by=by, kind=Kind.DEPARTMENT, under=terminal_id),
        goods=catalog.goods(),
    )
    world = site.world(deals)
    task_id = world.installed()
    site.accept(world, task_id, signer_name="绝密签字人")
    training_id = commands.plan_training(
        world.engineer, task_id=task_id, topic="绝密培训", planned_on=site.today()
    )
    return {"task_id": task_id, "training_id": training_id}
