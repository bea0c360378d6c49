"""Loading rows as a file would bring them, and looking at what became of them."""

from __future__ import annotations

from uuid import UUID

import polars as pl

from duan.core.kernel.context import act_under
from duan.core.kernel.ids import new_id
from duan.trade.terminals import commands
from duan.trade.terminals.commands.load_stage import LoadPlan, stage
from duan.trade.terminals.models import Terminal
from tests import make


class Loaded:
    """What one load answered, and what it complained of."""

    def __init__(self, counts, problems):
        self.counts, self.problems = counts, problems

    @property
    def told(self):
        return [(p.row, p.field, p.code, p.severity) for p in self.problems]


def frame(rows: list[dict[str, str]]) -> pl.DataFrame:
    fields = list(dict.fromkeys(name for row in rows for name in row))
    data = {name: [row.get(name, "") for row in rows] for name in fields}
    return pl.DataFrame({"row": list(range(2, len(rows) + 2)), **data})


def load(actor, rows, *, import_id: UUID | None = None, skip_refused=True, **plan) -> Loaded:
    problems: list = []
    counts = commands.load_terminals(
        actor,
        batches=[frame(rows)],
        plan=LoadPlan(import_id=import_id or new_id(), on=make.database_now().date(), **plan),
        report=problems.extend,
        tell=lambda _stage, _done: None,
        skip_refused=skip_refused,
    )
    act_under(actor.token)
    return Loaded(counts, problems)


def check(actor, rows, **plan) -> Loaded:
    problems: list = []
    act_under(actor.token)
    counts = stage(
        actor,
        [frame(rows)],
        LoadPlan(import_id=new_id(), on=make.database_now().date(), **plan),
        report=problems.extend,
        tell=lambda _stage, _done: None,
    )
    return Loaded(counts, problems)


USCC = "91420100MA4KM0X29X"  # made up, with right check digits
UNION = {
    "name": "武汉协和医院（华中科技大学同济医学院附属协和医院）",
    "city_code": "420100",
    "city": "武汉市",
    "address": "解放大道1277号",
    "level": "三级甲等",
    "ownership": "公立",
    "beds": "5000",
    "phones": "027-85726114",
    "tags": "重点、心血管",
    "contact1_name": "王主任",
    "contact1_position": "设备科主任",
    "contact1_phone": "13812345678",
}


def named(name: str) -> Terminal:
    return Terminal.objects.get(name=name)


def counted(loaded: Loaded) -> dict[str, int]:
    counts = {name: getattr(loaded.counts, name) for name in loaded.counts.__slots__}
    return {name: count for name, count in counts.items() if count}
