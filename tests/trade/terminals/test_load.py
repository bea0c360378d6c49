"""Loading many terminals in one transaction: what is added, changed, left alone and refused."""

from __future__ import annotations

from uuid import UUID

import polars as pl
import pytest

from duan.core.kernel.context import act_under
from duan.core.kernel.ids import new_id
from duan.trade.terminals import commands
from duan.trade.terminals.commands.load_stage import LoadPlan, stage
from duan.trade.terminals.models import Contact, ContactSecret, Terminal
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def wuhan():
    return make.scope("武汉", region_code="420100")


@pytest.fixture
def manager(wuhan):
    return make.somebody("sales_manager", on=wuhan, name="武汉经理")


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


def test_a_row_becomes_a_terminal_with_everything_in_its_place(manager, wuhan):
    loaded = load(manager, [UNION])

    kept = Terminal.objects.get(name="武汉协和医院")
    assert loaded.told == []
    assert (loaded.counts.new, loaded.counts.changed, loaded.counts.same) == (1, 0, 0)
    assert {
        name: getattr(kept, name)
        for name in (
            "kind", "aliases", "region_code", "address", "level", "grade", "ownership", "beds",
            "phones", "phone_note", "tags", "status", "version", "scope_id", "initials",
            "parent_id", "attributes",
        )
    } == {
        "kind": "HOSPITAL",
        "aliases": ["华中科技大学同济医学院附属协和医院"],
        "region_code": "420100",
        "address": "解放大道1277号",
        "level": "3",
        "grade": "A",
        "ownership": "PUBLIC",
        "beds": 5000,
        "phones": ["027-85726114"],
        "phone_note": "",
        "tags": ["重点", "心血管"],
        "status": "PROSPECT",
        "version": 1,
        "scope_id": wuhan,
        "initials": "whxhyy",
        "parent_id": None,
        "attributes": {},
    }  # fmt: skip
    assert kept.root_id == kept.pk


def test_a_contact_is_sealed_for_its_own_row(manager):
    load(manager, [UNION])

    contact = Contact.objects.get()
    told = commands.reveal_contact(manager, contact_id=contact.pk, purpose="送货")
    assert (contact.name, contact.position, contact.phone_masked) == (
        "王主任",
        "设备科主任",
        "138****5678",
    )
    assert told == {"phone": "13812345678", "email": ""}
    assert ContactSecret.objects.count() == 1
