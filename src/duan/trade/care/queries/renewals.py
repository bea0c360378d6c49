from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.timezone import localdate

from duan.core.access.queries import database_now, refuse_without, scopes_in_reach, within_reach
from duan.core.kernel.actor import Actor
from duan.core.kernel.errors import NotFound
from duan.core.kernel.paging import Order, Page, after, cut
from duan.core.people.queries import names_of
from duan.trade.assets.queries import covers_ending
from duan.trade.assets.queries.covers import last_day
from duan.trade.care.models import Renewal
from duan.trade.care.queries.naming import name_units_and_places
from duan.trade.care.types import RenewalStatus

_RENEW = "care.renew"
# How long after its end a cover that nobody renewed is still worth a call (DOMAIN, K16).
_LATE = timedelta(days=60)
_NEWEST = Order("signed_at", descending=True)
_RENEWAL = (
    "id", "renewal_no", "after_cover_id", "status", "starts_on", "ends_on", "months", "amount",
    "sla_class", "proposed_by", "proposed_at", "signed_by", "signed_at", "version",
)  # fmt: skip
_ROW = (*_RENEWAL, "scope_id", "terminal_id", "unit_id", "deal_id")
_ENDING = (
    "unit_id", "unit_no", "serial_no", "product_name", "model_name", "terminal_id", "terminal_name",
    "department_name", "deal_id", "kind", "sla_class", "starts_on",
)  # fmt: skip


def covers_to_renew(
    actor: Actor, *, within_days: int, q: str = "", cursor: str, limit: int
) -> Page:
    """Page through the covers that end within so many days, each with what was offered after it.

    Those that ended lately and that nothing followed come first.
    """
    refuse_without(actor, _RENEW)
    today = localdate(database_now())
    page = covers_ending(
        actor,
        since=today - _LATE,
        through=today + timedelta(days=within_days),
        q=q,
        cursor=cursor,
        limit=limit,
    )
    offers = _offers({row["id"] for row in page.items})
    mine = set(scopes_in_reach(actor, _RENEW))
    return Page([_ending(row, offers, mine, today) for row in page.items], page.next)


def signed_renewals(actor: Actor, *, q: str = "", cursor: str, limit: int) -> Page:
    """Page through the signed renewals in reach, the newest first."""
    refuse_without(actor, _RENEW)
    rows = within_reach(Renewal.objects.filter(status=RenewalStatus.SIGNED), actor, action=_RENEW)
    for word in q.encode(errors="ignore").decode().replace("\0", "").split():
        rows = rows.filter(
            Q(renewal_no=word.upper())
            | Q(unit__unit_no=word.upper())
            | Q(unit__serial_no__startswith=word)
            | Q(terminal__name__icontains=word)
        )
    paged = after(rows, _NEWEST, sort="-signed_at", cursor=cursor)
    found: list[dict[str, Any]] = list(paged.values(*_ROW)[: limit + 1])
    for row in found:
        row["sort_at"] = row["signed_at"].isoformat()
    page = cut(found, limit, sort="-signed_at", key=("sort_at", "id"))
    name_units_and_places(page.items)
    _tell(page.items)
    return page


def renewal_of(actor: Actor, renewal_id: UUID) -> dict[str, Any]:
    """Return one renewal; raise `NotFound`."""
    rows = within_reach(Renewal.objects.filter(pk=renewal_id), actor, action=_RENEW)
    row: dict[str, Any] | None = rows.values(*_ROW).first()
    if row is None:
        raise NotFound
    name_units_and_places([row])
    _tell([row])
    return {**row, "may": _doings(row["status"])}


def _offers(cover_ids: set[UUID]) -> dict[UUID, dict[str, Any]]:
    rows = list(Renewal.objects.filter(after_cover_id__in=cover_ids).values(*_RENEWAL))
    _tell(rows)
    return {row["after_cover_id"]: row for row in rows}


def _tell(rows: list[dict[str, Any]]) -> None:
    people = names_of({row[by] for row in rows for by in ("proposed_by", "signed_by") if row[by]})
    for row in rows:
        row["through_on"] = last_day(row.pop("ends_on"))
        for by in ("proposed_by", "signed_by"):
            row[f"{by}_name"] = people.get(row.pop(by), "")


def _ending(
    row: dict[str, Any], offers: dict[UUID, dict[str, Any]], mine: set[int], today: date
) -> dict[str, Any]:
    offer = offers.get(row["id"])
    may = _doings(offer["status"] if offer else "") if row["scope_id"] in mine else []
    return {name: row[name] for name in _ENDING} | {
        "cover_id": row["id"],
        "through_on": last_day(row["ends_on"]),
        "days_left": (row["ends_on"] - today).days,
        "renewal": offer,
        "may": may,
    }


def _doings(status: str) -> list[str]:
    """Return what may be done about a cover whose renewal stands so, or that has none."""
    if not status:
        return ["propose"]
    return ["revise", "sign"] if status == RenewalStatus.PROPOSED else []
