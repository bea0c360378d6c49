from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from django.utils.timezone import localdate

from duan.core.access.queries import database_now, scopes_in_reach, within_reach
from duan.core.kernel.actor import Actor
from duan.core.kernel.paging import Order, Page, after, cut
from duan.core.people.queries import names_of
from duan.lib import udi
from duan.trade.assets.models import Cover, Stay, Unit
from duan.trade.assets.policies import last_day
from duan.trade.assets.queries.facts import get_unit
from duan.trade.assets.types import UnitFilter, UnitStatus
from duan.trade.catalog.queries import certificate_of, models_named
from duan.trade.terminals.queries.spots import places_of

_SEE = "assets.see"
_NEWEST = Order("created_at", descending=True)
_SOONEST = Order("ends_on")
_UNIT = (
    "id", "unit_no", "model_id", "di", "serial_no", "status", "place_name", "terminal_id",
    "department_id", "deal_id", "created_at",
)  # fmt: skip
_STAY = ("id", "place_kind", "place_id", "place_name", "since_at", "until_at", "moved_by")
_COVER = ("id", "kind", "sla_class", "starts_on", "ends_on", "started_by", "started_at")
_CARD = (
    "id", "unit_no", "model_id", "di", "serial_no", "lot_no", "produced_on", "expires_on", "status",
    "place_kind", "place_name", "terminal_id", "department_id", "deal_id", "version", "created_at",
)  # fmt: skip
_DOINGS = {"report": "care.report"}
_ENDING = (
    "id", "unit_id", "unit__unit_no", "unit__serial_no", "unit__model_id", "unit__department_id",
    "unit__deal_id", "scope_id", "terminal_id", "kind", "sla_class", "starts_on", "ends_on",
)  # fmt: skip


def page_of_units(actor: Actor, wanted: UnitFilter, *, cursor: str, limit: int) -> Page:
    """Page through the units in reach, the newest first."""
    rows = within_reach(_kept(wanted), actor, action=_SEE)
    paged = after(rows, _NEWEST, sort="-created_at", cursor=cursor)
    found: list[dict[str, Any]] = list(paged.values(*_UNIT)[: limit + 1])
    for row in found:
        row["sort_at"] = row["created_at"].isoformat()
    page = cut(found, limit, sort="-created_at", key=("sort_at", "id"))
    _name(page.items)
    ends = _covered_until({row["id"] for row in page.items}, on=_today())
    for row in page.items:
        row["covered_through"] = ends.get(row["id"])
    return page


def detail_of_unit(actor: Actor, unit_id: UUID) -> dict[str, Any]:
    """Return a unit's card: what it is, where it stood when, and what covers it."""
    unit = get_unit(actor, unit_id)
    stays = list(Stay.objects.filter(unit_id=unit_id).order_by("-since_at", "-pk").values(*_STAY))
    covers = list(Cover.objects.filter(unit_id=unit_id).order_by("-starts_on").values(*_COVER))
    names = names_of(
        {stay["moved_by"] for stay in stays} | {cover["started_by"] for cover in covers}
    )
    today = _today()
    for stay in stays:
        stay["moved_by_name"] = names.get(stay.pop("moved_by"), "")
    for cover in covers:
        cover["started_by_name"] = names.get(cover.pop("started_by"), "")
        cover["in_force"] = cover["starts_on"] <= today < cover["ends_on"]
        cover["through_on"] = last_day(cover.pop("ends_on"))
    row = {name: getattr(unit, name) for name in _CARD}
    _name([row])
    made_on = unit.produced_on or today
    return {
        **row,
        "udi_text": udi.printed(
            di=unit.di,
            lot=unit.lot_no,
            serial=unit.serial_no,
            produced_on=unit.produced_on,
            expires_on=unit.expires_on,
        ),
        "certificate_no": certificate_of(unit.model_id, on=made_on) or "",
        "stays": stays,
        "covers": covers,
        "may": [
            doing
            for doing, action in _DOINGS.items()
            if unit.scope_id in scopes_in_reach(actor, action)
        ],
    }


def covers_ending(
    actor: Actor,
    *,
    through: date,
    since: date | None = None,
    q: str = "",
    cursor: str = "",
    limit: int,
) -> Page:
    """Page through the covers in reach whose last day lies between two days, the soonest first.

    Left out are those that another cover of the unit outlasts, and units no longer in service.
    """
    outlasted = Cover.objects.filter(unit=OuterRef("unit"), ends_on__gt=OuterRef("ends_on"))
    rows = within_reach(Cover.objects.all(), actor, action=_SEE)
    rows = rows.filter(
        ~Exists(outlasted),
        ends_on__gt=since or _today(),
        ends_on__lte=through + timedelta(days=1),  # it is the day after the last
        unit__status=UnitStatus.IN_SERVICE,
    )
    for word in _words(q):
        rows = rows.filter(
            Q(unit__unit_no=word.upper())
            | Q(unit__serial_no__startswith=word)
            | Q(terminal__name__icontains=word)
        )
    paged = after(rows, _SOONEST, sort="ends_on", cursor=cursor)
    found: list[dict[str, Any]] = list(paged.values(*_ENDING)[: limit + 1])
    for row in found:
        row["sort_on"] = row["ends_on"].isoformat()
    page = cut(found, limit, sort="ends_on", key=("sort_on", "id"))
    for row in page.items:
        for name in ("unit_no", "serial_no", "model_id", "department_id", "deal_id"):
            row[name] = row.pop(f"unit__{name}")
    _name(page.items)
    return page


def _kept(wanted: UnitFilter) -> QuerySet[Unit]:
    rows = Unit.objects.all()
    for column, value in (
        ("status", wanted.status),
        ("model_id", wanted.model_id),
        ("deal_id", wanted.deal_id),
    ):
        if value:
            rows = rows.filter(Q((column, value)))
    if wanted.terminal_id:
        rows = rows.filter(Q(terminal_id=wanted.terminal_id) | Q(department_id=wanted.terminal_id))
    for word in _words(wanted.q):
        rows = rows.filter(Q(unit_no=word.upper()) | Q(serial_no__startswith=word) | _scanned(word))
    return rows


def _words(q: str) -> list[str]:
    """Return the words of a text that the database can read."""
    return q.encode(errors="ignore").decode().replace("\0", "").split()


def _scanned(word: str) -> Q:
    """Keep the unit whose code a word is, or all under an identifier alone."""
    try:
        read = udi.parse(word, on=_today())
    except udi.UnreadableUdi:
        return Q(pk__in=[])
    return Q(di=read.di, serial_no=read.serial) if read.serial else Q(di=read.di)


def _name(rows: list[dict[str, Any]]) -> None:
    """Put the names that people know beside the ids; two queries, whatever the number of rows."""
    models = models_named({row["model_id"] for row in rows})
    spots = places_of(
        {pk for row in rows for pk in (row["terminal_id"], row["department_id"]) if pk}
    )
    for row in rows:
        model = models[row["model_id"]]
        row["product_name"], row["model_name"] = model.product_name, model.model_name
        for kind in ("terminal", "department"):
            spot = spots.get(row[f"{kind}_id"])
            row[f"{kind}_name"] = spot.name if spot else ""


def _covered_until(ids: set[UUID], *, on: date) -> dict[UUID, date]:
    """Return the last day of what covers each unit now."""
    rows = Cover.objects.filter(unit_id__in=ids, starts_on__lte=on, ends_on__gt=on)
    ends = rows.values_list("unit_id").annotate(end=Max("ends_on")).order_by()
    return {pk: last_day(end) for pk, end in ends}


def _today() -> date:
    return localdate(database_now())
