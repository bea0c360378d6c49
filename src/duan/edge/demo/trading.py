"""The demo company's trade: warehouses, goods, and deals at every point of their life."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from duan.core.kernel.actor import Actor
from duan.core.kernel.context import acting
from duan.edge.demo.deals import Story, Teller, Until
from duan.edge.demo.goods import (
    MONITOR,
    PUMP,
    ULTRASOUND,
    VENTILATOR,
    Article,
    fill_catalogue,
    fill_warehouse,
)
from duan.edge.demo.hospitals import Hospital
from duan.edge.demo.shapes import LARGE, MEDIUM
from duan.edge.demo.staff import ADMINISTRATOR, STEWARD, Colleague
from duan.edge.demo.works import Team
from duan.trade.stock import commands as stock
from duan.trade.terminals import commands as terminals
from duan.trade.terminals.models import Terminal
from duan.trade.terminals.types import Kind


@dataclass(frozen=True, slots=True)
class Plot:
    """A story before it has a hospital: the hospital's place among those of the city, and the rest."""

    hospital: int
    department: tuple[str, ...]
    title: str
    need: str
    article: Article
    numbers: range
    until: Until


@dataclass(frozen=True, slots=True)
class Region:
    """Where a team sells from which warehouse; a hospital of the first place has people of its own."""

    big: str
    city: str
    seller: str
    prefix: str
    patron: str
    code: str
    warehouse: str
    stock: dict[Article, range]
    plots: tuple[Plot, ...]


_ICU, _SCAN = ("重症医学科",), ("医学影像科", "放射科")
REGIONS: Final = (
    Region(
        "华中大区", "420100", "hubei.sales", "hz", "邓颖", "WH01", "武汉中心仓",
        {MONITOR: range(1, 21), VENTILATOR: range(1, 7), ULTRASOUND: range(1, 4), PUMP: range(1, 31)},
        (
            Plot(0, _ICU, "ICU 监护仪更新", "更换 3 台使用超过十年的监护仪", MONITOR, range(1, 4), Until.SERVED),
            Plot(0, _ICU, "ICU 呼吸机增配", "冬季床位满，增配 1 台", VENTILATOR, range(1, 2), Until.INSTALLED),
            Plot(0, _SCAN, "超声诊室扩建", "新诊室 1 台全身机", ULTRASOUND, range(1, 2), Until.ARRIVED),
            Plot(1, _ICU, "注射泵工作站", "一期 6 台", PUMP, range(1, 7), Until.SHIPPED),
            Plot(1, _ICU, "监护仪中央站", "4 台接入中央站", MONITOR, range(4, 8), Until.ORDERED),
            Plot(1, _SCAN, "超声以旧换新", "旧机折价", ULTRASOUND, range(2, 3), Until.SUBMITTED),
            Plot(2, _ICU, "转运呼吸机", "急诊转运用", VENTILATOR, range(2, 3), Until.QUOTED),
            Plot(2, _ICU, "输注设备普查", "了解现有泵的使用年限", PUMP, range(7, 9), Until.LEAD),
        ),
    ),
    Region(
        "华东大区", "320100", "js.sales", "hd", "夏晴", "NJ01", "南京仓",
        {MONITOR: range(101, 111), VENTILATOR: range(101, 105), PUMP: range(101, 111)},
        (
            Plot(0, _ICU, "呼吸治疗单元", "新建单元 2 台", VENTILATOR, range(101, 103), Until.ACCEPTED),
            Plot(0, _ICU, "监护仪补充", "2 台备用", MONITOR, range(101, 103), Until.CHECKED),
            Plot(1, _ICU, "泵的集中采购", "年度 8 台", PUMP, range(101, 109), Until.SUBMITTED),
        ),
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Founders:
    """What the founding lends: signing somebody in, and giving a hospital's own person an account."""

    today: date
    scopes: dict[str, int]
    sign_in: Callable[[str], Actor]
    hire: Callable[[Colleague, int], Actor]


def trade(founders: Founders, hospitals: list[Hospital]) -> list[dict[str, str]]:
    """Fill the catalogue and the warehouses, then tell every story.

    Returns the hospitals' own people, as `found_company` announces accounts.
    """
    announced = []
    steward = founders.sign_in(STEWARD)
    models = fill_catalogue(steward, founders.today)
    for region in REGIONS:
        team = _team(founders, region)
        warehouse_id = stock.add_warehouse(
            steward,
            scope_id=founders.scopes[region.big],
            code=region.code,
            name=region.warehouse,
        )
        fill_warehouse(team.keeper, warehouse_id, region.stock, founders.today)
        customers = sorted(
            (
                one
                for one in hospitals
                if one.site.region_code == region.city and one.shape in _BUYERS
            ),
            key=lambda one: _BUYERS.index(one.shape),
        )
        patron = _open(founders, customers[0], region)
        teller = Teller(team, models, founders.today)
        for plot in region.plots:
            teller.tell(_story(plot, customers, patron, steward))
        about = f"{customers[0].name} 设备科 {region.patron}"
        announced.append({"login_name": f"{region.prefix}.hospital", "about": about})
    return announced


_BUYERS = (LARGE, MEDIUM)


def patrons() -> Iterator[Colleague]:
    """Yield the hospitals' own people; their scope is named when their hospital is one."""
    for region in REGIONS:
        login_name = f"{region.prefix}.hospital"
        yield Colleague(
            login_name,
            region.patron,
            "设备科（院方）",
            "hospital_user",
            region.city,
            "院方验收与报修",
        )


def _team(founders: Founders, region: Region) -> Team:
    own = (founders.sign_in(f"{region.prefix}.{post}") for post in _POSTS)
    manager, keeper, checker, engineer, desk = own
    return Team(
        seller=founders.sign_in(region.seller),
        manager=manager,
        keeper=keeper,
        checker=checker,
        engineer=engineer,
        desk=desk,
        finance=founders.sign_in("hq.finance"),
    )


_POSTS = ("manager", "keeper", "checker", "engineer", "desk")


def _open(founders: Founders, hospital: Hospital, region: Region) -> Actor:
    """Make a hospital a scope of its own, and hire somebody there."""
    scope_id = terminals.open_scope(founders.sign_in(ADMINISTRATOR), terminal_id=hospital.id)
    patron = next(one for one in patrons() if one.scope == region.city)
    return founders.hire(patron, scope_id)


def _story(plot: Plot, customers: list[Hospital], patron: Actor, steward: Actor) -> Story:
    hospital = customers[plot.hospital]
    with acting(steward):
        department = Terminal.objects.get(
            root_id=hospital.id, kind=Kind.DEPARTMENT, name__in=plot.department
        )
    return Story(
        title=plot.title,
        need=plot.need,
        hospital_id=hospital.id,
        department_id=department.pk,
        hospital_user=patron if plot.hospital == 0 else None,
        article=plot.article,
        numbers=plot.numbers,
        until=plot.until,
    )
