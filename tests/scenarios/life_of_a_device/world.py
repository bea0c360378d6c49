"""The people and the hospital that a story needs."""

from __future__ import annotations

from pathlib import Path

from duan.core.kernel.actor import Actor
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
_MADE_UP = (
    "name,province,city,address,tel\n丹徽第一人民医院,湖北省,武汉市,江岸路 1 号,027-82345678\n"
)


def a_story(number: int = 0) -> Story:
    """Import the hospitals, make one of them a scope of its own, and sign everybody in.

    Later stories in the same database have a region and a hospital of their own.
    """
    region = make.scope(
        f"辖区{number}" if number else "湖北省", region_code="" if number else "420000"
    )
    actors = {
        name: make.somebody(role, on=_where(name, region), name=name)
        for name, role in ROLES.items()
    }
    hospital = _another(actors["steward"], region) if number else _hospital(actors["steward"])
    department = make.terminal(
        "重症医学科", by=actors["steward"], kind=Kind.DEPARTMENT, under=hospital.pk
    )
    scope_id = terminals.open_scope(make.admin(), terminal_id=hospital.pk)
    actors["hospital"] = make.somebody("hospital_user", on=scope_id, name="邓颖")
    actors["stranger"] = make.somebody("sales_manager", on=make.scope(f"华东{number}"), name="外人")
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


def _another(steward: Actor, region: int) -> Terminal:
    return make.stored(make.terminal(by=steward, on=region), seen_by=steward)


def _where(name: str, region: int) -> int:
    """The catalogue is the company's; everybody else works in the province."""
    return make.ROOT if name == "steward" else region


def _hospital(steward: Actor) -> Terminal:
    """Load the real list of institutions where it lies beside the checkout, else a made-up one."""
    text = _REAL_FILE.read_bytes() if _REAL_FILE.is_file() else _MADE_UP.encode()
    loaded(make.client(steward), text, name="医疗机构.csv")
    with make.acting(steward):
        found = Terminal.objects.filter(
            kind=Kind.HOSPITAL, parent=None, region_code__startswith="42"
        )
        return found.order_by("terminal_no")[0]
