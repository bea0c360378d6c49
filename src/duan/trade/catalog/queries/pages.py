from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, Q, QuerySet
from django.utils.timezone import localdate

from duan.core.access.queries import database_now, refuse_without, scopes_in_reach
from duan.core.kernel.actor import Actor
from duan.core.kernel.commands import WHOLE_COMPANY
from duan.core.kernel.errors import NotFound
from duan.core.kernel.paging import Order, Page, after, cut
from duan.core.people.queries import names_of
from duan.lib import udi
from duan.trade.catalog.models import (
    CertificateCover,
    CertificateVersion,
    DeviceIdentifier,
    Model,
    Product,
)

_SEE, _EDIT = "catalog.see", "catalog.edit"
_MOST_MATCHES = 20
_NEWEST = Order("product_no", descending=True)
_PRODUCT = (
    "id", "product_no", "name", "registrant__name", "registrant__uscc", "management_class",
    "category_code", "version", "created_at",
)  # fmt: skip
_VERSION = (
    "id", "certificate_id", "certificate__certificate_no", "version_no", "starts_on", "ends_on",
    "recorded_by", "recorded_at",
)  # fmt: skip
_DAY = timedelta(days=1)
_MODEL = ("id", "product_id", "name", "unit_name", "product__name", "product__registrant__name")


def page_of_products(
    actor: Actor, *, q: str = "", management_class: str = "", cursor: str = "", limit: int
) -> Page:
    """Page through the catalogue, the newest first; a text finds names, models and identifiers."""
    refuse_without(actor, _SEE)
    rows = Product.objects.all()
    if management_class:
        rows = rows.filter(management_class=management_class)
    for word in _words(q):
        rows = rows.filter(
            Q(name__icontains=word)
            | Q(product_no=word.upper())
            | Q(registrant__name__icontains=word)
            | Q(pk__in=Model.objects.filter(name__icontains=word).values("product_id"))
            | Q(pk__in=_identified(word).values("model__product_id"))
        )
    paged = after(rows, _NEWEST, sort="-product_no", cursor=cursor)
    found: list[dict[str, Any]] = list(paged.values(*_PRODUCT)[: limit + 1])
    page = cut(found, limit, sort="-product_no", key=("product_no", "id"))
    ids = [row["id"] for row in page.items]
    counts = dict(
        Model.objects.filter(product_id__in=ids)
        .values_list("product_id")
        .annotate(count=Count("pk"))
        .order_by()
    )
    ends = _last_ends(ids)
    return Page([_listed(row, counts, ends) for row in page.items], page.next)


def product_of(actor: Actor, product_id: UUID) -> dict[str, Any]:
    """Return everything the catalogue knows of one product."""
    refuse_without(actor, _SEE)
    row = Product.objects.filter(pk=product_id).values(*_PRODUCT).first()
    if row is None:
        raise NotFound
    rows = Model.objects.filter(product_id=product_id).order_by("name", "pk")
    models: list[dict[str, Any]] = [dict(found) for found in rows.values("id", "name", "unit_name")]
    identifiers = defaultdict(list)
    for found in (
        DeviceIdentifier.objects.filter(model__product_id=product_id).order_by("di").values()
    ):
        identifiers[found["model_id"]].append(found)
    for model in models:
        model["identifiers"] = identifiers[model["id"]]
    may_edit = WHOLE_COMPANY in scopes_in_reach(actor, _EDIT)
    return {
        **_flat(row),
        "models": models,
        "certificates": _certificates(product_id, today=localdate(database_now())),
        "may": ["edit"] if may_edit else [],
    }


def search_models(actor: Actor, q: str) -> list[dict[str, Any]]:
    """Return the models that a text names, by product, model, registrant or identifier; the first 20."""
    refuse_without(actor, _SEE)
    rows = Model.objects.all()
    for word in _words(q):
        rows = rows.filter(
            Q(name__icontains=word)
            | Q(product__name__icontains=word)
            | Q(product__registrant__name__icontains=word)
            | Q(pk__in=_identified(word).values("model_id"))
        )
    found = rows.order_by("product__name", "name", "pk").values(*_MODEL)[:_MOST_MATCHES]
    return [
        {
            "id": row["id"],
            "product_id": row["product_id"],
            "product_name": row["product__name"],
            "model_name": row["name"],
            "unit_name": row["unit_name"],
            "registrant_name": row["product__registrant__name"],
        }
        for row in found
    ]


def _words(q: str) -> list[str]:
    """Return the words of a search that the database can read."""
    return q.encode(errors="ignore").decode().replace("\0", "").split()


def _identified(word: str) -> QuerySet[DeviceIdentifier]:
    """Keep the identifier that a word is, alone or inside a whole scanned code."""
    try:
        di = udi.parse(word, on=localdate(database_now())).di
    except udi.UnreadableUdi:
        return DeviceIdentifier.objects.none()
    return DeviceIdentifier.objects.filter(di=di)


def _last_ends(ids: list[UUID]) -> dict[UUID, date]:
    """Return until when each product's certificates reach, the last of them."""
    rows = CertificateVersion.objects.filter(certificate__product_id__in=ids)
    return dict(
        rows.values_list("certificate__product_id").annotate(last=Max("ends_on")).order_by()
    )


def _listed(row: dict[str, Any], counts: dict[UUID, int], ends: dict[UUID, date]) -> dict[str, Any]:
    end = ends.get(row["id"])
    return {
        **_flat(row),
        "models_count": counts.get(row["id"], 0),
        "certified_through": end - _DAY if end else None,
    }


def _flat(row: dict[str, Any]) -> dict[str, Any]:
    row["registrant_name"] = row.pop("registrant__name")
    row["registrant_uscc"] = row.pop("registrant__uscc")
    return row


def _certificates(product_id: UUID, *, today: date) -> list[dict[str, Any]]:
    """Return each certificate with its versions, the newest first, and what each covers."""
    versions = list(
        CertificateVersion.objects.filter(certificate__product_id=product_id)
        .order_by("certificate__certificate_no", "-starts_on")
        .values(*_VERSION)
    )
    covered = defaultdict(list)
    rows = CertificateCover.objects.filter(version__certificate__product_id=product_id)
    for version_id, name in rows.order_by("model__name").values_list("version_id", "model__name"):
        covered[version_id].append(name)
    names = names_of({version["recorded_by"] for version in versions})
    found: dict[str, dict[str, Any]] = {}
    for version in versions:
        number = version.pop("certificate__certificate_no")
        pk = version.pop("certificate_id")
        ends_on = version.pop("ends_on")
        version |= {
            "through_on": ends_on - _DAY,
            "in_force": version["starts_on"] <= today < ends_on,
            "models": covered[version["id"]],
            "recorded_by_name": names.get(version.pop("recorded_by"), ""),
        }
        one = found.setdefault(number, {"id": pk, "certificate_no": number, "versions": []})
        one["versions"].append(version)
    return list(found.values())
