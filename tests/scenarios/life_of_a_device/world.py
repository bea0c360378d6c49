"""The people and the hospital that a story needs."""

from __future__ import annotations

from pathlib import Path

from duan.core.access.queries import scopes_by_region
from duan.core.kernel.actor import Actor
from duan.edge.demo.company import found_company
from duan.trade.terminals import commands as terminals
from duan.trade.terminals.models import Terminal
from duan.trade.terminals.types import Kind
from tests import make
from tests.edge.exchange.importing import loaded
from tests.scenarios.life_of_a_device.story import Story

ROLES = {
    "steward": "data_steward",
    "manager": "sales_manager",
    "sales": "sales",
    "keeper": "warehouse_keeper",
    "checker": "outbound_checker",
    "engineer": "engineer",
    "desk": "service_desk",
    "finance": "finance",
}
_REAL_FILE = Path(__file__).resolve().parents[4] / "shared" / "data" / "medical_institutions.csv"
_HUBEI = "420000"


def a_story(number: int = 0) -> Story:
    """Bring hospitals in, make one of them a scope of its own, and sign everybody in.

    The real list of institutions is imported where it lies beside the checkout; elsewhere the demo
    company is founded. Later stories in the same database have a region and a hospital of their own.
    """
    if number == 0 and not _REAL_FILE.is_file():
        found_company("spring-river-cedar-42")
    region = _region(number)
    actors = {
        name: make.somebody(role, on=_where(name, region), name=name)
        for name, role in ROLES.items()
    }
    steward = actors["steward"]
    hospital = _another(steward, region) if number else _hospital(steward, region)
    department = make.terminal("呼吸重症科", by=steward, kind=Kind.DEPARTMENT, under=hospital.pk)
    scope_id = terminals.open_scope(make.admin(), terminal_id=hospital.pk)
    actors["hospital"] = make.somebody("hospital_user", on=scope_id, name="邓颖")
    actors["stranger"] = make.somebody("sales_manager", on=make.scope(f"别处{number}"), name="外人")
    story = Story(
        people={name: make.client(actor) for name, actor in actors.items()},
        hospital_id=str(hospital.pk),
        department_id=str(department),
        scope_id=scope_id,
        engineer_id=str(actors["engineer"].account_id),
        number=number,
    )
    story.ids["region"] = region
    return story


def _region(number: int) -> int:
    """Return the province's scope, or for later stories a scope of their own."""
    if number:
        return make.scope(f"辖区{number}")
    make.as_(make.admin())
    return scopes_by_region().get(_HUBEI) or make.scope("湖北省", region_code=_HUBEI)


def _where(name: str, region: int) -> int:
    """The catalogue is the company's; everybody else works in the province."""
    return make.ROOT if name == "steward" else region


def _another(steward: Actor, region: int) -> Terminal:
    return make.stored(make.terminal(by=steward, on=region), seen_by=steward)


def _hospital(steward: Actor, region: int) -> Terminal:
    """Return the first hospital that the province itself answers for."""
    if _REAL_FILE.is_file():
        loaded(make.client(steward), _REAL_FILE.read_bytes(), name="医疗机构.csv")
    with make.acting(steward):
        found = Terminal.objects.filter(kind=Kind.HOSPITAL, parent=None, scope_id=region)
        return found.order_by("terminal_no")[0]
