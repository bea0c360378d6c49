"""The demo company's distributors and agents, and its own crews."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from duan.core.kernel.actor import Actor
from duan.edge.demo.names import Inventor
from duan.trade.terminals import commands
from duan.trade.terminals.types import Kind, Ownership, Person, Profile


@dataclass(frozen=True, slots=True)
class Firm:
    """A distributor at home in a city, with the agents below it: (name, home)."""

    name: str
    home: str
    area_code: str
    agents: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Crew:
    kind: Kind
    name: str
    home: str


FIRMS = (
    Firm("恒昀医疗器械有限公司", "110100", "010", (("恒昀医疗河北办事处", "130100"),)),
    Firm("博砚医疗科技有限公司", "320100", "025", (("博砚医疗苏州代理", "320500"),)),
    Firm("康霁医疗供应链有限公司", "330100", "0571"),
    Firm("启翎医疗设备有限公司", "420100", "027", (("启翎医疗鄂西代理", "420500"),)),
    Firm("瑞漪医疗器械有限公司", "440100", "020", (("瑞漪医疗广西代理", "450100"),)),
    Firm("安旻医疗科技有限公司", "510100", "028"),
)
CREWS = (
    Crew(Kind.SERVICE_CREW, "华中服务一队", "420100"),
    Crew(Kind.SERVICE_CREW, "华东服务一队", "320100"),
    Crew(Kind.SERVICE_CREW, "华北服务一队", "110100"),
    Crew(Kind.TRAINING_CREW, "临床应用培训队", "420100"),
    Crew(Kind.TRAINING_CREW, "华东培训队", "330100"),
    Crew(Kind.INSTALLATION_CREW, "大型影像安装队", "420100"),
    Crew(Kind.INSTALLATION_CREW, "华南安装队", "440100"),
)


def build(steward: Actor, inventor: Inventor) -> None:
    """Add every firm with its agents, and every crew."""
    for firm in FIRMS:
        firm_id = _add(steward, inventor, Kind.DISTRIBUTOR, firm.name, firm.home)
        commands.add_contact(
            steward,
            terminal_id=firm_id,
            person=Person(name=inventor.person(), position="渠道经理", phone=inventor.mobile()),
        )
        for name, home in firm.agents:
            _add(steward, inventor, Kind.REGIONAL_AGENT, name, home, under=firm_id)
    for crew in CREWS:
        _add(steward, inventor, crew.kind, crew.name, crew.home)


def _add(
    steward: Actor,
    inventor: Inventor,
    kind: Kind,
    name: str,
    home: str,
    *,
    under: UUID | None = None,
) -> UUID:
    firm = kind == Kind.DISTRIBUTOR
    return commands.add_terminal(
        steward,
        kind=kind,
        name=name,
        parent_id=under,
        profile=Profile(
            region_code=home,
            ownership=Ownership.PRIVATE if firm else Ownership.OTHER,
            uscc=inventor.uscc(home, public=False) if firm else "",
            tags=("授权经销",) if firm else (),
        ),
    )
