"""The catalogue over HTTP: everybody in the company looks, the data steward writes."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Field, Router, Schema
from ninja import Status as Answer
from pydantic import ConfigDict

from duan.core.kernel.http import REFUSALS, IdOut, actor_of
from duan.core.kernel.paging import DEFAULT_LIMIT, LARGEST_LIMIT
from duan.trade.catalog import commands, queries
from duan.trade.catalog.types import ManagementClass

Limit = Annotated[int, Field(ge=1, le=LARGEST_LIMIT)]
Cursor = Annotated[str, Field(max_length=1000)]
Search = Annotated[str, Field(max_length=120)]
_MOST_MODELS = 200

router = Router(tags=["catalog"])


class _In(Schema):
    model_config = ConfigDict(extra="forbid")


class CatalogProductRowOut(Schema):
    id: UUID
    product_no: str
    name: str
    registrant_name: str
    registrant_uscc: str
    management_class: ManagementClass
    category_code: str
    version: int
    created_at: datetime


class CatalogProductListedOut(CatalogProductRowOut):
    models_count: int
    certified_through: date | None


class CatalogProductsOut(Schema):
    items: list[CatalogProductListedOut]
    next: str | None


class CatalogIdentifierOut(Schema):
    id: UUID
    di: str
    agency: str
    has_lot: bool
    has_serial: bool
    has_produced: bool
    has_expiry: bool


class CatalogModelOut(Schema):
    id: UUID
    name: str
    unit_name: str
    identifiers: list[CatalogIdentifierOut]


class CatalogVersionOut(Schema):
    """What a certificate said from `starts_on` to `through_on`, both included."""

    id: UUID
    version_no: int
    starts_on: date
    through_on: date
    in_force: bool
    models: list[str]
    recorded_by_name: str
    recorded_at: datetime


class CatalogCertificateOut(Schema):
    id: UUID
    certificate_no: str
    versions: list[CatalogVersionOut]


class CatalogProductOut(CatalogProductRowOut):
    models: list[CatalogModelOut]
    certificates: list[CatalogCertificateOut]
    may: list[str]


class CatalogModelMatchOut(Schema):
    id: UUID
    product_id: UUID
    product_name: str
    model_name: str
    unit_name: str
    registrant_name: str


class CatalogModelMatchesOut(Schema):
    items: list[CatalogModelMatchOut]


class CatalogProductIn(_In):
    name: Annotated[str, Field(max_length=120)]
    registrant_name: Annotated[str, Field(max_length=120)]
    registrant_uscc: Annotated[str, Field(max_length=18)] = ""
    management_class: ManagementClass
    category_code: Annotated[str, Field(max_length=5)] = ""


class CatalogModelIn(_In):
    name: Annotated[str, Field(max_length=60)]
    unit_name: Annotated[str, Field(max_length=10)] = "台"


class CatalogCertificateIn(_In):
    certificate_no: Annotated[str, Field(max_length=40)]
    starts_on: date
    through_on: date
    model_ids: Annotated[list[UUID], Field(max_length=_MOST_MODELS)]


class CatalogIdentifierIn(_In):
    di: Annotated[str, Field(max_length=200)]
    has_lot: bool = False
    has_serial: bool = True
    has_produced: bool = True
    has_expiry: bool = False


@router.get("/products", response={200: CatalogProductsOut, **REFUSALS})
def list_products(
    request: HttpRequest,
    q: Search = "",
    management_class: ManagementClass | None = None,
    cursor: Cursor = "",
    limit: Limit = DEFAULT_LIMIT,
) -> Any:
    return queries.page_of_products(
        actor_of(request),
        q=q,
        management_class=management_class or "",
        cursor=cursor,
        limit=limit,
    )


@router.post("/products", response={201: CatalogProductOut, **REFUSALS})
def add_product(request: HttpRequest, body: CatalogProductIn) -> Any:
    actor = actor_of(request)
    product_id = commands.add_product(
        actor,
        name=body.name,
        registrant_name=body.registrant_name,
        registrant_uscc=body.registrant_uscc,
        management_class=body.management_class,
        category_code=body.category_code,
    )
    return Answer(201, queries.product_of(actor, product_id))


@router.get("/models", response={200: CatalogModelMatchesOut, **REFUSALS})
def search_models(request: HttpRequest, q: Search = "") -> Any:
    return {"items": queries.search_models(actor_of(request), q)}


@router.get("/products/{product_id}", response={200: CatalogProductOut, **REFUSALS})
def get_product(request: HttpRequest, product_id: UUID) -> Any:
    return queries.product_of(actor_of(request), product_id)


@router.post("/products/{product_id}/models", response={201: CatalogProductOut, **REFUSALS})
def add_model(request: HttpRequest, product_id: UUID, body: CatalogModelIn) -> Any:
    actor = actor_of(request)
    commands.add_model(actor, product_id=product_id, name=body.name, unit_name=body.unit_name)
    return Answer(201, queries.product_of(actor, product_id))


@router.post("/products/{product_id}/certificates", response={201: CatalogProductOut, **REFUSALS})
def record_certificate(request: HttpRequest, product_id: UUID, body: CatalogCertificateIn) -> Any:
    actor = actor_of(request)
    commands.record_certificate(
        actor,
        product_id=product_id,
        certificate_no=body.certificate_no,
        starts_on=body.starts_on,
        through_on=body.through_on,
        model_ids=body.model_ids,
    )
    return Answer(201, queries.product_of(actor, product_id))


@router.post("/models/{model_id}/identifiers", response={201: IdOut, **REFUSALS})
def add_identifier(request: HttpRequest, model_id: UUID, body: CatalogIdentifierIn) -> Any:
    pk = commands.add_identifier(
        actor_of(request),
        model_id=model_id,
        di=body.di,
        has_lot=body.has_lot,
        has_serial=body.has_serial,
        has_produced=body.has_produced,
        has_expiry=body.has_expiry,
    )
    return Answer(201, {"id": pk})
