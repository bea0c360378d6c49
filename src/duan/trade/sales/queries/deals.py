"""Deals for people: the list, and one deal with all that grew from its lead."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils.timezone import localdate

from duan.core.access.queries import database_now, scopes_in_reach, within_reach
from duan.core.kernel.actor import Actor
from duan.core.kernel.errors import NotFound
from duan.core.kernel.paging import Page, after, cut, read_order
from duan.core.people.queries import names_of
from duan.trade.catalog.queries import models_named
from duan.trade.catalog.types import ModelName
from duan.trade.sales.models import Contract, Lead, Opportunity, Quote, QuoteLine
from duan.trade.sales.queries import doings
from duan.trade.sales.queries.doings import ContractState, DealState, Doer, QuoteState
from duan.trade.sales.queries.facts import SEE, schedule_of
from duan.trade.sales.queries.states import Parts, parts_of
from duan.trade.sales.types import ContractStatus, DealFilter, DealStage

SORTABLE = {"updated_at": "updated_at", "created_at": "created_at", "lead_no": "lead_no"}
_LEAD = (
    "id", "lead_no", "title", "need", "status", "dropped_reason", "stage", "version", "owner_id",
    "scope_id", "terminal_id", "terminal__name", "department_id", "department__name", "created_at",
    "updated_at",
)  # fmt: skip
_LINE = ("id", "quote_id", "position", "model_id", "quantity", "unit_price")


def page_of_deals(actor: Actor, wanted: DealFilter, *, sort: str, cursor: str, limit: int) -> Page:
    """Return one page of the deals in reach, with what each is worth and what comes next."""
    sort, order = read_order(sort, SORTABLE, default="-updated_at")
    rows = after(_kept(actor, wanted), order, sort=sort, cursor=cursor)
    found = [dict(row) for row in rows.values(*_LEAD)[: limit + 1]]
    page = cut(found, limit, sort=sort, key=(order.column, "id"))
    parts = parts_of([row["id"] for row in page.items])
    names = names_of({row["owner_id"] for row in page.items})
    today = localdate(database_now())
    for row in page.items:
        state = parts.state(row["id"], row["status"], today=today)
        coming = doings.next_doing(state)
        row["amount"] = parts.amount(state)
        row["next"] = coming[0] if coming else None
        _name(row, names)
    return page


def stages_of_deals(actor: Actor, wanted: DealFilter) -> dict[str, int]:
    """Count the deals in reach that the filter keeps, by stage; stages without any are told too."""
    rows = _kept(actor, wanted).order_by().values_list("stage").annotate(count=Count("pk"))
    counts = dict(rows)
    return {stage.value: counts.get(stage.value, 0) for stage in DealStage}


def deal_of(actor: Actor, deal_id: UUID) -> dict[str, Any]:
    """Return a deal with its quotes, contract and order, and what the actor may do now."""
    found = within_reach(Lead.objects.filter(pk=deal_id), actor, action=SEE).values(*_LEAD).first()
    if found is None:
        raise NotFound
    deal: dict[str, Any] = dict(found)
    parts = parts_of([deal_id])
    state = parts.state(deal_id, deal["status"], today=localdate(database_now()))
    doer = _doer(actor, deal["scope_id"])
    contract = parts.contracts.get(deal_id)
    order = parts.orders.get(deal_id)
    quotes = parts.quotes.get(deal_id, [])
    names = names_of(_people(deal, parts))
    _name(deal, names)
    deal["amount"] = parts.amount(state)
    deal["opportunity"] = parts.opportunities.get(deal_id)
    deal["quotes"] = _quotes(quotes, state, doer, names)
    deal["contract"] = _contract(contract, state, doer, names) if contract else None
    deal["order"] = (
        {**order, "confirmed_by_name": names.get(order["confirmed_by"], "")} if order else None
    )
    deal["may"] = doings.doings_of_deal(state, doer)
    deal["next"] = _next(deal, state)
    return deal


def deal_behind(actor: Actor, row_id: UUID) -> dict[str, Any]:
    """Return the deal that an opportunity, a quote or a contract belongs to."""
    kinds = (Opportunity, Quote, Contract)
    found = [kind.objects.filter(pk=row_id).values_list("deal_id", flat=True) for kind in kinds]
    deal_ids = list(found[0].union(*found[1:]))
    if not deal_ids:
        raise NotFound
    return deal_of(actor, deal_ids[0])


def _kept(actor: Actor, wanted: DealFilter) -> QuerySet[Lead]:
    rows = within_reach(Lead.objects.all(), actor, action=SEE)
    if wanted.stage:
        rows = rows.filter(stage=wanted.stage)
    if wanted.owner_id is not None:
        rows = rows.filter(owner_id=wanted.owner_id)
    if wanted.terminal_id is not None:
        rows = rows.filter(Q(terminal_id=wanted.terminal_id) | Q(department_id=wanted.terminal_id))
    if wanted.waiting:
        submitted = Contract.objects.filter(status=ContractStatus.SUBMITTED)
        rows = rows.filter(pk__in=submitted.values("deal_id")).exclude(stage=DealStage.CLOSED)
    for word in wanted.q.split():
        rows = rows.filter(
            Q(title__icontains=word)
            | Q(lead_no__istartswith=word)
            | Q(terminal__name__icontains=word)
        )
    return rows


def _doer(actor: Actor, scope_id: int) -> Doer:
    return Doer(
        actor.account_id,
        works=scope_id in scopes_in_reach(actor, "sales.work"),
        approves=scope_id in scopes_in_reach(actor, "sales.approve"),
    )


def _name(row: dict[str, Any], names: dict[UUID, str]) -> None:
    row["terminal_name"] = row.pop("terminal__name")
    row["department_name"] = row.pop("department__name")
    row["owner_name"] = names.get(row["owner_id"], "")


def _people(deal: dict[str, Any], parts: Parts) -> set[UUID]:
    told = {deal["owner_id"]}
    told |= {row["created_by"] for row in parts.quotes.get(deal["id"], [])}
    for row in (*parts.contracts.values(), *parts.orders.values()):
        told |= {who for key, who in row.items() if key.endswith("_by") and who is not None}
    return told


def _quotes(
    rows: list[dict[str, Any]], state: DealState, doer: Doer, names: dict[UUID, str]
) -> list[dict[str, Any]]:
    lines = _lines([row["id"] for row in rows])
    known = {quote.id: quote for quote in state.quotes}
    return [
        {
            **row,
            "created_by_name": names.get(row["created_by"], ""),
            "expired": _expired(known[row["id"]], state),
            "lines": lines.get(row["id"], []),
            "may": doings.doings_of_quote(state, known[row["id"]], doer),
        }
        for row in rows
    ]


def _expired(quote: QuoteState, state: DealState) -> bool:
    return quote.status != "ACCEPTED" and quote.valid_through < state.today


def _lines(quote_ids: Collection[UUID]) -> dict[UUID, list[dict[str, Any]]]:
    rows = list(
        QuoteLine.objects.filter(quote_id__in=quote_ids).order_by("position").values(*_LINE)
    )
    models = models_named({row["model_id"] for row in rows})
    found: dict[UUID, list[dict[str, Any]]] = {}
    for row in rows:
        found.setdefault(row["quote_id"], []).append(
            {
                **row,
                **_called(models.get(row["model_id"])),
                "amount": row["quantity"] * row["unit_price"],
            }
        )
    return found


def _called(model: ModelName | None) -> dict[str, str]:
    if model is None:
        return {"product_name": "", "model_name": "", "unit_name": ""}
    return {
        "product_name": model.product_name,
        "model_name": model.model_name,
        "unit_name": model.unit_name,
    }


def _contract(
    row: dict[str, Any], state: DealState, doer: Doer, names: dict[UUID, str]
) -> dict[str, Any]:
    contract: ContractState | None = state.contract
    return {
        **row,
        "drafted_by_name": names.get(row["drafted_by"], ""),
        "submitted_by_name": names.get(row["submitted_by"]),
        "approved_by_name": names.get(row["approved_by"]),
        "signed_by_name": names.get(row["signed_by"]),
        "schedule": [
            {"kind": line.kind, "percent": line.percent, "days": line.days}
            for line in schedule_of(row["id"])
        ],
        "may": doings.doings_of_contract(state, contract, doer) if contract else [],
    }


def _next(deal: dict[str, Any], state: DealState) -> dict[str, Any] | None:
    """Return the doing that brings the deal forward, and whether the actor may do it."""
    coming = doings.next_doing(state)
    if coming is None:
        return None
    doing, target = coming
    allowed = [*deal["may"], *(deal["contract"] or {"may": []})["may"]]
    for quote in deal["quotes"]:
        allowed += quote["may"] if quote["id"] == target else []
    return {"doing": doing, "id": target, "allowed": doing in allowed}
