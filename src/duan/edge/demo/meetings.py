"""Half a year of interactions: every hospital is followed some way along a deal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from django.utils import timezone

from duan.core.kernel.actor import Actor
from duan.edge.demo.hospitals import Hospital, Known
from duan.edge.demo.talk import RIVALS, SEES_TO, TALKS, WANTS, WAY, Device, Talk
from duan.trade.terminals import commands
from duan.trade.terminals.types import Meeting, Purpose

HOW_MANY = 150
_FIRST_DAY, _LAST_START = 178, 25
_SATURDAY = 5
_HOURS = (9, 10, 11, 14, 15, 16)
_COLLEAGUES = ("应用专家 程璐", "产品经理 魏然", "售后主管 邵军")


@dataclass(frozen=True, slots=True)
class Planned:
    """A meeting that will be told to have happened, and where."""

    hospital: Hospital
    known: Known
    purpose: Purpose
    met_at: datetime
    device: Device


def log_all(
    hospitals: list[Hospital], caller: Callable[[Hospital], Actor], dice: Random, now: datetime
) -> None:
    """Log `HOW_MANY` interactions in the order of time, each by whoever calls on the hospital."""
    plans = [plan for hospital in hospitals for plan in _follow(hospital, dice, now)]
    chosen = sorted(dice.sample(plans, HOW_MANY), key=lambda plan: plan.met_at)
    for plan in chosen:
        commands.log_interaction(
            caller(plan.hospital),
            terminal_id=plan.known.terminal_id,
            meeting=_told(plan, dice),
        )


def _follow(hospital: Hospital, dice: Random, now: datetime) -> Iterator[Planned]:
    """Walk along the way of a deal, one to three weeks a step, until today."""
    users = [known for known in hospital.known if known.place in WANTS]
    if not users:
        return
    user = dice.choice(users)
    device = dice.choice(WANTS[user.place])
    met_at = _at_work(now - timedelta(days=dice.randrange(_LAST_START, _FIRST_DAY)), dice)
    for purpose in WAY[dice.choice((0, 0, 0, 2, 4)) :]:
        if met_at > now - timedelta(days=1):
            return
        yield Planned(hospital, _met(hospital, user, purpose), purpose, met_at, device)
        met_at = _at_work(met_at + timedelta(days=dice.randrange(7, 24)), dice)


def _met(hospital: Hospital, user: Known, purpose: Purpose) -> Known:
    """Return who at the hospital sees to this: an office where there is one, else the user."""
    office = SEES_TO.get(purpose)
    return next((known for known in hospital.known if known.place == office), user)


def _at_work(moment: datetime, dice: Random) -> datetime:
    """Move a moment to office hours, China time, of a working day."""
    day = timezone.localtime(moment)
    if day.weekday() >= _SATURDAY:
        day += timedelta(days=7 - day.weekday())
    return day.replace(
        hour=dice.choice(_HOURS), minute=dice.choice((0, 15, 30, 45)), second=0, microsecond=0
    )


def _told(plan: Planned, dice: Random) -> Meeting:
    talk = dice.choice(_fitting(plan))
    rival = dice.choice(RIVALS)
    title = f"{plan.known.name[0]}{_title(plan.known.position)}"
    words = {
        "person": title,
        "place": plan.known.place,
        "device": plan.device.name,
        "rival": rival,
    }
    next_on = (plan.met_at + timedelta(days=dice.randrange(5, 20))).date()
    return Meeting(
        met_at=plan.met_at,
        channel=talk.channel,
        purpose=plan.purpose,
        summary=talk.summary.format_map(words),
        result=talk.result.format_map(words),
        next_step=talk.next_step.format_map(words),
        next_on=next_on,
        competitor=rival if talk.rival else "",
        contact_ids=(plan.known.contact_id,),
        companions=(dice.choice(_COLLEAGUES),) if plan.purpose == Purpose.DEMONSTRATION else (),
    )


def _fitting(plan: Planned) -> list[Talk]:
    traits = {"", *plan.device.traits}
    return [talk for talk in TALKS[plan.purpose] if talk.needs in traits]


def _title(position: str) -> str:
    """主任 for 影像科主任, 科长 for 医学工程科科长: how one addresses somebody."""
    known = ("护士长", "副院长", "院长助理", "科长", "主任")
    return next((title for title in known if position.endswith(title)), position)
