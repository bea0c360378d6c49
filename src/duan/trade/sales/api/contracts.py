from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Status

from duan.core.kernel.http import REFUSALS, actor_of
from duan.trade.sales import commands
from duan.trade.sales.api import schemas as s
from duan.trade.sales.api.routing import router
from duan.trade.sales.queries import deals


@router.post("/contracts", response={201: s.SalesDealOut, **REFUSALS})
def draft_contract(request: HttpRequest, body: s.SalesContractIn) -> Any:
    actor = actor_of(request)
    contract_id = commands.draft_contract(
        actor,
        quote_id=body.quote_id,
        warranty_rule=body.warranty_rule,
        warranty_months=body.warranty_months,
        sla_class=body.sla_class,
        schedule=body.told(),
    )
    return Status(201, deals.deal_behind(actor, contract_id))


@router.post("/contracts/{contract_id}/revise", response={200: s.SalesDealOut, **REFUSALS})
def revise_contract(
    request: HttpRequest, contract_id: UUID, body: s.SalesReviseContractIn
) -> dict[str, Any]:
    actor = actor_of(request)
    commands.revise_contract(
        actor,
        contract_id=contract_id,
        seen_version=body.seen_version,
        warranty_rule=body.warranty_rule,
        warranty_months=body.warranty_months,
        sla_class=body.sla_class,
        schedule=body.told(),
    )
    return deals.deal_behind(actor, contract_id)


@router.post("/contracts/{contract_id}/submit", response={200: s.SalesDealOut, **REFUSALS})
def submit_contract(request: HttpRequest, contract_id: UUID, body: s.SalesSeenIn) -> dict[str, Any]:
    actor = actor_of(request)
    commands.submit_contract(actor, contract_id=contract_id, seen_version=body.seen_version)
    return deals.deal_behind(actor, contract_id)


@router.post("/contracts/{contract_id}/approve", response={200: s.SalesDealOut, **REFUSALS})
def approve_contract(
    request: HttpRequest, contract_id: UUID, body: s.SalesSeenIn
) -> dict[str, Any]:
    actor = actor_of(request)
    commands.approve_contract(actor, contract_id=contract_id, seen_version=body.seen_version)
    return deals.deal_behind(actor, contract_id)


@router.post("/contracts/{contract_id}/return", response={200: s.SalesDealOut, **REFUSALS})
def return_contract(
    request: HttpRequest, contract_id: UUID, body: s.SalesReasonIn
) -> dict[str, Any]:
    actor = actor_of(request)
    commands.return_contract(
        actor, contract_id=contract_id, seen_version=body.seen_version, reason=body.reason
    )
    return deals.deal_behind(actor, contract_id)


@router.post("/contracts/{contract_id}/sign", response={200: s.SalesDealOut, **REFUSALS})
def sign_contract(request: HttpRequest, contract_id: UUID, body: s.SalesSignIn) -> dict[str, Any]:
    actor = actor_of(request)
    commands.sign_contract(
        actor, contract_id=contract_id, seen_version=body.seen_version, signed_on=body.signed_on
    )
    return deals.deal_behind(actor, contract_id)


@router.post("/orders", response={201: s.SalesDealOut, **REFUSALS})
def confirm_order(request: HttpRequest, body: s.SalesOrderIn) -> Any:
    actor = actor_of(request)
    commands.confirm_order(actor, contract_id=body.contract_id, commit_on=body.commit_on)
    return Status(201, deals.deal_behind(actor, body.contract_id))
