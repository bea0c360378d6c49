"""Founding the demo company inside one transaction."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from duan.core.access import commands as access
from duan.core.access.queries import scopes_below
from duan.core.kernel.actor import Actor
from duan.core.kernel.context import acting
from duan.core.kernel.errors import Conflict, NotFound
from duan.core.people import commands as people
from duan.core.people.commands.proof import Opening, end_sessions, open_session
from duan.core.people.queries import find_account
from duan.core.people.types import SessionKind
from duan.edge.demo import attributes, meetings, partners, trading
from duan.edge.demo.hospitals import Builder, Hospital
from duan.edge.demo.names import Inventor
from duan.edge.demo.shapes import LARGE, MEDIUM, SMALL
from duan.edge.demo.staff import (
    ADMINISTRATOR,
    BIG_REGIONS,
    CITIES_WITH_A_TEAM,
    COLLEAGUES,
    COMPANY,
    STEWARD,
    Colleague,
)
from duan.lib import cn
from duan.trade.terminals import commands as terminals
from duan.trade.terminals.types import Status

SEED: Final = 20_261_124
ROOT = 1
_LASTS = timedelta(hours=1)


class CompanyIsThere(Conflict):
    code = "company_is_there"


class NoAdministrator(NotFound):
    code = "no_administrator"


@dataclass(slots=True)
class Office:
    """Who has signed in for the founding, and the scopes by name."""

    now: datetime
    dice: Random
    actors: dict[str, Actor] = field(default_factory=dict)
    scopes: dict[str, int] = field(default_factory=dict)

    def sign_in(self, login_name: str) -> Actor:
        """Open a session for an account without its password, once."""
        if login_name not in self.actors:
            account_id = find_account(login_name)
            if account_id is None:
                raise NoAdministrator(f"没有账号「{login_name}」，请先建立第一个管理员。")
            ends = self.now + _LASTS
            session_id, token = open_session(
                Opening(account_id=account_id, kind=SessionKind.BROWSER, expires_at=ends)
            )
            name = _NAMES.get(login_name, "系统管理员")
            self.actors[login_name] = Actor(account_id, session_id, token, name)
        return self.actors[login_name]

    def close(self) -> None:
        for actor in self.actors.values():
            end_sessions(actor.account_id, only=actor.session_id)


_NAMES = {one.login_name: one.name for one in (*COLLEAGUES, *trading.patrons())}


def found(password: str) -> list[dict[str, str]]:
    """Found the company; see `company.found_company`."""
    with transaction.atomic():
        office = Office(timezone.now(), Random(SEED))  # noqa: S311 - a story, not a secret
        admin = office.sign_in(ADMINISTRATOR)
        _refuse_a_second(admin)
        _lay_out(office, admin)
        for colleague in COLLEAGUES:
            _hire(office, admin, colleague, password)
        for wanted in attributes.SETS:
            terminals.define_attributes(
                admin,
                kind=wanted.kind,
                title=wanted.title,
                schema=wanted.schema,
                region_code=wanted.region_code,
                department_code=wanted.department_code,
            )
        hospitals = _fill(office)
        patrons = trading.trade(_founders(office, admin, password), hospitals)
        office.close()
    printed = [{"login_name": ADMINISTRATOR, "about": f"{COMPANY} 系统管理员"}]
    hired = [{"login_name": c.login_name, "about": c.about} for c in COLLEAGUES]
    return printed + hired + patrons


def _founders(office: Office, admin: Actor, password: str) -> trading.Founders:
    def hire(colleague: Colleague, scope_id: int) -> Actor:
        office.scopes[colleague.scope] = scope_id
        _hire(office, admin, colleague, password)
        return office.sign_in(colleague.login_name)

    today = timezone.localdate(office.now)
    return trading.Founders(today, office.scopes, office.sign_in, hire)


def _refuse_a_second(admin: Actor) -> None:
    with acting(admin):
        there = len(scopes_below(admin, "access.shape")) > 1
    if there or find_account(STEWARD) is not None:
        raise CompanyIsThere(
            "库里已有辖区或账号，演示公司只能装入空库。要重新生成，请先换一个空的数据目录。"
        )


def _lay_out(office: Office, admin: Actor) -> None:
    """Divide the company into big regions, these into provinces, some of these into cities."""
    office.scopes[COMPANY] = ROOT
    for big, provinces in BIG_REGIONS.items():
        office.scopes[big] = access.add_scope(admin, parent_id=ROOT, name=big)
        for code in provinces:
            _add_region(office, admin, code, under=office.scopes[big])
    for code in CITIES_WITH_A_TEAM:
        province = cn.full_name(code[:2] + "0000")
        _add_region(office, admin, code, under=office.scopes[province])


def _add_region(office: Office, admin: Actor, code: str, *, under: int) -> None:
    region = cn.check_region(code)
    office.scopes[region.name] = access.add_scope(
        admin, parent_id=under, name=region.name, region_code=code
    )


def _hire(office: Office, admin: Actor, colleague: Colleague, password: str) -> UUID:
    """Add an account with its one role; it has already chosen the demo's password."""
    first = secrets.token_urlsafe(16)
    account_id = people.add_account(
        admin, login_name=colleague.login_name, display_name=colleague.name, password=first
    )
    access.give_grant(
        admin,
        account_id=account_id,
        scope_id=office.scopes[colleague.scope],
        role_code=colleague.role,
        reason=colleague.reason,
    )
    people.change_password(office.sign_in(colleague.login_name), old=first, new=password)
    return account_id


def _fill(office: Office) -> list[Hospital]:
    inventor = Inventor(office.dice)
    steward = office.sign_in(STEWARD)
    partners.build(steward, inventor)
    hospitals = Builder(steward, inventor, office.now.date()).build_all()
    for hospital in hospitals:
        _move_along(office, hospital)
    meetings.log_all(hospitals, lambda at: _who_calls(office, at), office.dice, office.now)
    return hospitals


def _who_calls(office: Office, hospital: Hospital) -> Actor:
    """Return the province's own rep, or the manager of the big region."""
    province = hospital.site.province
    own = cn.full_name(province)
    big = next(name for name, provinces in BIG_REGIONS.items() if province in provinces)
    rep = next((c for c in COLLEAGUES if c.role == "sales" and c.scope == own), None)
    manager = next(c for c in COLLEAGUES if c.role == "sales_manager" and c.scope == big)
    return office.sign_in((rep or manager).login_name)


def _move_along(office: Office, hospital: Hospital) -> None:
    """Make most of the larger ones customers; let some fall asleep, and a private one close."""
    steps: list[tuple[Status, str]] = []
    luck = office.dice.random()
    if hospital.shape in (LARGE, MEDIUM) and luck < 0.75:  # noqa: PLR2004 - three in four buy
        steps.append((Status.ACTIVE, "首单合同已签"))
        if luck < 0.1:  # noqa: PLR2004 - one in ten has gone quiet
            steps.append((Status.DORMANT, "近一年无采购"))
    elif hospital.shape is SMALL and luck < 0.15:  # noqa: PLR2004 - some private ones give up
        steps.append((Status.CLOSED, "医院已停业"))
    for version, (status, reason) in enumerate(steps, start=1):
        terminals.change_status(
            _who_calls(office, hospital),
            terminal_id=hospital.id,
            seen_version=version,
            status=status,
            reason=reason,
        )
