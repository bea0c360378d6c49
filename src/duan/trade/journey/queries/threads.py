from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from duan.core.access.queries import roles, scopes_in_reach
from duan.core.kernel.actor import Actor
from duan.core.kernel.errors import NotFound
from duan.core.kernel.steps import Step
from duan.core.people.queries import names_of
from duan.trade.assets import queries as assets
from duan.trade.assets.types import UnitFacts
from duan.trade.care import queries as care
from duan.trade.catalog import queries as catalog
from duan.trade.delivery import queries as delivery
from duan.trade.field import queries as field
from duan.trade.journey.queries.line import current_of, line_of
from duan.trade.journey.types import Stage, StageFacts, Thread, UnitOfThread
from duan.trade.journey.workflow import BROUGHT_BY, SEEN_WITH
from duan.trade.money import queries as money
from duan.trade.sales import queries as sales
from duan.trade.sales.queries.threads import head_of
from duan.trade.terminals.queries import Spot, places_of

_TELLERS = (
    sales.steps_of,
    delivery.steps_of,
    field.steps_of,
    assets.steps_of,
    care.steps_of,
    money.steps_of,
)
_MACHINES = {"automaton"}


def thread_of(actor: Actor, deal_id: UUID, *, now: datetime) -> Thread:
    """Return all that the actor may see of a deal; raise `NotFound` if that is nothing."""
    steps = [step for tell in _TELLERS for step in tell(actor, deal_id)]
    units = assets.units_of_deal(deal_id)
    head = head_of(actor, deal_id) or _head_by_units(units)
    if head is None and not steps:
        raise NotFound
    line = _line(actor, steps, head, now)
    spots = places_of(_spots_named(head))
    terminal, department = _spots_of(head, spots)
    shown = _shown_units(units)
    return Thread(
        deal_id=deal_id,
        title=(head["title"] if head else "") or (shown[0].name if shown else ""),
        terminal_id=terminal.id if terminal else None,
        terminal_name=terminal.name if terminal else "",
        department_name=department.name if department else "",
        begun_at=head["begun_at"] if head else None,
        current=current_of(line),
        stages=line,
        names=names_of({facts.by for facts in line if facts.by}),
        units=shown,
    )


def find_thread_of_unit(actor: Actor, unit_id: UUID, *, now: datetime) -> Thread:
    """Return the deal that a unit was sold in; raise `NotFound` while it is in no deal."""
    deal_id = assets.get_unit(actor, unit_id).deal_id
    if deal_id is None:
        raise NotFound
    return thread_of(actor, deal_id, now=now)


def _line(
    actor: Actor, steps: Sequence[Step], head: dict[str, Any] | None, now: datetime
) -> tuple[StageFacts, ...]:
    here = head["scope_id"] if head else None
    may_see = {
        action
        for action in sorted(set(SEEN_WITH.values()))
        if here is not None and here in scopes_in_reach(actor, action)
    }
    seen = {stage for stage, action in SEEN_WITH.items() if action in may_see}
    return line_of(steps, seen=seen, now=now, brought_by=_names_of_roles())


def _names_of_roles() -> dict[Stage, tuple[str, ...]]:
    known = [role for role in roles() if role.code not in _MACHINES]
    return {
        stage: tuple(role.name for role in known if set(role.actions) & set(actions))
        for stage, actions in BROUGHT_BY.items()
    }


def _head_by_units(units: Sequence[UnitFacts]) -> dict[str, Any] | None:
    """Return where a deal is for somebody who sees its devices only."""
    if not units:
        return None
    first = units[0]
    return {
        "title": "",
        "scope_id": first.scope_id,
        "terminal_id": first.terminal_id,
        "department_id": first.department_id,
        "begun_at": None,
    }


def _spots_named(head: dict[str, Any] | None) -> set[UUID]:
    if head is None:
        return set()
    return {head[key] for key in ("terminal_id", "department_id") if head[key] is not None}


def _spots_of(
    head: dict[str, Any] | None, spots: dict[UUID, Spot]
) -> tuple[Spot | None, Spot | None]:
    if head is None:
        return None, None
    return spots.get(head["terminal_id"]), spots.get(head["department_id"])


def _shown_units(units: Sequence[UnitFacts]) -> tuple[UnitOfThread, ...]:
    models = catalog.models_named({unit.model_id for unit in units})
    shown = []
    for unit in units:
        model = models.get(unit.model_id)
        name = f"{model.product_name} {model.model_name}" if model else ""
        shown.append(
            UnitOfThread(
                id=unit.id,
                unit_no=unit.unit_no,
                serial_no=unit.serial_no,
                name=name,
                status=unit.status,
                place_name=unit.place_name,
            )
        )
    return tuple(shown)
