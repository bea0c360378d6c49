from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils.timezone import localdate

from duan.core.access.queries import database_now, scopes_in_reach, within_reach
from duan.core.kernel.actor import Actor
from duan.core.kernel.errors import NotFound
from duan.core.kernel.paging import Page, after, cut, read_order
from duan.core.people.queries import names_of
from duan.trade.catalog.queries import models_named
from duan.trade.delivery.models import Scan, Shipment, ShipmentLine, ShipmentUnit
from duan.trade.delivery.types import ShipmentFilter, ShipmentStatus
from duan.trade.stock.queries import warehouse_names
from duan.trade.terminals.queries import places_of

_SEE = "delivery.see"
_SORTABLE = {"planned_at": "planned_at", "commit_on": "commit_on"}
_MOST_SCANS = 100
_ROW = (
    "id", "scope_id", "shipment_no", "order_id", "order_no", "deal_id", "terminal_id",
    "department_id", "warehouse_id", "status", "commit_on", "planned_at", "shipped_at",
    "arrived_at", "version", "quantity", "checked",
)  # fmt: skip
_CARD = (
    *_ROW, "warranty_rule", "warranty_months", "sla_class", "checked_by", "checked_at", "carrier",
    "waybill_no", "shipped_by", "receiver_name", "arrived_by",
)  # fmt: skip
_LINE = ("id", "position", "model_id", "quantity")
_UNIT = (
    "unit_id", "line_id", "unit_no", "serial_no", "lot_no", "expires_on", "certificate_no",
    "checked_by", "checked_at",
)  # fmt: skip
_SCAN = ("id", "text", "unit_id", "verdict", "code", "message", "scanned_by", "scanned_at")
_DOERS = ("checked_by", "shipped_by", "arrived_by")


def page_of_shipments(
    actor: Actor, wanted: ShipmentFilter, *, sort: str = "", cursor: str = "", limit: int
) -> Page:
    """Page through the shipments in reach; `q` finds numbers, waybills and names of terminals."""
    sort, order = read_order(sort, _SORTABLE, default="-planned_at")
    rows = within_reach(_counted(_kept(wanted)), actor, action=_SEE)
    paged = after(rows, order, sort=sort, cursor=cursor)
    found = list(paged.values(*_ROW)[: limit + 1])
    page = cut(found, limit, sort=sort, key=(order.column, "id"))
    _name(page.items)
    return page


def detail_of_shipment(actor: Actor, shipment_id: UUID) -> dict[str, Any]:
    """Return a shipment with its lines, what was checked onto them, and the newest scans."""
    rows = within_reach(Shipment.objects.filter(pk=shipment_id), actor, action=_SEE)
    card = _counted(rows).values(*_CARD).first()
    if card is None:
        raise NotFound
    units: list[dict[str, Any]] = list(
        ShipmentUnit.objects.filter(shipment_id=shipment_id)
        .order_by("-checked_at", "-pk")
        .values(*_UNIT)
    )
    scans = list(
        Scan.objects.filter(shipment_id=shipment_id)
        .order_by("-scanned_at", "-pk")
        .values(*_SCAN)[:_MOST_SCANS]
    )
    names = names_of(
        {card[doer] for doer in _DOERS if card[doer]}
        | {unit["checked_by"] for unit in units}
        | {scan["scanned_by"] for scan in scans}
    )
    _name([card])
    for doer in _DOERS:
        card[f"{doer}_name"] = names.get(card[doer], "")
    for unit in units:
        unit["checked_by_name"] = names.get(unit.pop("checked_by"), "")
    for scan in scans:
        scan["scanned_by_name"] = names.get(scan.pop("scanned_by"), "")
    return {
        **card,
        "lines": _lines(shipment_id, units),
        "scans": scans,
        "may": _doings(actor, card),
    }


def _kept(wanted: ShipmentFilter) -> QuerySet[Shipment]:
    rows = Shipment.objects.all()
    if wanted.status:
        rows = rows.filter(status=wanted.status)
    if wanted.terminal_id:
        rows = rows.filter(Q(terminal_id=wanted.terminal_id) | Q(department_id=wanted.terminal_id))
    if text := wanted.q.strip():
        rows = rows.filter(
            Q(shipment_no__istartswith=text)
            | Q(order_no__istartswith=text)
            | Q(waybill_no__istartswith=text)
            | Q(terminal__name__icontains=text)
        )
    return rows


def _counted(rows: QuerySet[Shipment]) -> QuerySet[Shipment]:
    """Put beside each shipment how many units it wants and how many are checked."""
    lines = ShipmentLine.objects.filter(shipment=OuterRef("pk")).order_by().values("shipment")
    units = ShipmentUnit.objects.filter(shipment=OuterRef("pk")).order_by().values("shipment")
    return rows.annotate(
        quantity=Coalesce(
            Subquery(lines.annotate(n=Sum("quantity")).values("n"), IntegerField()), 0
        ),
        checked=Coalesce(Subquery(units.annotate(n=Count("pk")).values("n"), IntegerField()), 0),
    )


def _name(rows: list[dict[str, Any]]) -> None:
    """Put the names that people know beside the ids; two queries, whatever the number of rows."""
    spots = places_of(
        {pk for row in rows for pk in (row["terminal_id"], row["department_id"]) if pk}
    )
    houses = warehouse_names({row["warehouse_id"] for row in rows if row["warehouse_id"]})
    today = localdate(database_now())
    for row in rows:
        for kind in ("terminal", "department"):
            spot = spots.get(row[f"{kind}_id"])
            row[f"{kind}_name"] = spot.name if spot else ""
        row["warehouse_name"] = houses.get(row["warehouse_id"], "")
        row["late"] = _is_late(row, today)


def _is_late(row: dict[str, Any], today: date) -> bool:
    arrived_on = localdate(row["arrived_at"]) if row["arrived_at"] else today
    return bool(row["commit_on"] < arrived_on)


def _lines(shipment_id: UUID, units: list[dict[str, Any]]) -> list[dict[str, Any]]:
    rows = ShipmentLine.objects.filter(shipment_id=shipment_id).order_by("position", "pk")
    lines: list[dict[str, Any]] = list(rows.values(*_LINE))
    models = models_named({line["model_id"] for line in lines})
    for line in lines:
        model = models[line["model_id"]]
        line["product_name"], line["model_name"] = model.product_name, model.model_name
        line["unit_name"] = model.unit_name
        line["units"] = [unit for unit in units if unit["line_id"] == line["id"]]
        line["checked"] = len(line["units"])
    return lines


def _doings(actor: Actor, card: dict[str, Any]) -> list[str]:
    """Return what the actor may do with a shipment as it is now."""
    checks, ships, confirms = (
        card["scope_id"] in scopes_in_reach(actor, f"delivery.{action}")
        for action in ("check", "ship", "confirm")
    )
    full = card["checked"] == card["quantity"]
    status = card["status"]
    return [
        doing
        for doing, can in (
            ("check", checks and status == ShipmentStatus.WAITING),
            ("finish", checks and status == ShipmentStatus.WAITING and full),
            ("drop", checks and status in (ShipmentStatus.WAITING, ShipmentStatus.CHECKED)),
            ("ship", ships and status == ShipmentStatus.CHECKED),
            ("confirm", confirms and status == ShipmentStatus.IN_TRANSIT),
        )
        if can
    ]
