"""What other modules ask of the catalogue; no actor, since the company has one for everybody."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from duan.trade.catalog.models import CertificateVersion, DeviceIdentifier, Model
from duan.trade.catalog.types import Identified, ModelName

_IDENTIFIED = (
    "di", "model_id", "model__product_id", "model__product__name", "model__name", "has_lot",
    "has_serial", "has_produced", "has_expiry",
)  # fmt: skip
_NAMED = ("id", "product_id", "product__name", "name", "unit_name", "product__registrant__name")


def find_identifier(di: str) -> Identified | None:
    """Return what a UDI-DI, in its one written form, stands for."""
    row = DeviceIdentifier.objects.filter(di=di).values(*_IDENTIFIED).first()
    if row is None:
        return None
    return Identified(
        di=row["di"],
        model_id=row["model_id"],
        product_id=row["model__product_id"],
        product_name=row["model__product__name"],
        model_name=row["model__name"],
        has_lot=row["has_lot"],
        has_serial=row["has_serial"],
        has_produced=row["has_produced"],
        has_expiry=row["has_expiry"],
    )


def models_named(ids: Collection[UUID]) -> dict[UUID, ModelName]:
    """Return what people call these models, by id; one query."""
    rows = Model.objects.filter(pk__in=set(ids)).values_list(*_NAMED)
    return {
        pk: ModelName(
            id=pk,
            product_id=product_id,
            product_name=product,
            model_name=name,
            unit_name=unit,
            registrant_name=registrant,
        )
        for pk, product_id, product, name, unit, registrant in rows
    }


def certificate_of(model_id: UUID, *, on: date) -> str | None:
    """Return the number of a certificate that was in force for the model on a day."""
    rows = CertificateVersion.objects.filter(
        covered__model_id=model_id, starts_on__lte=on, ends_on__gt=on
    ).order_by("-starts_on", "pk")
    return rows.values_list("certificate__certificate_no", flat=True).first()


def is_covered(model_id: UUID, *, on: date) -> bool:
    """Tell whether what was made on a day may be sold.

    The law asks about the day of production (医疗器械注册与备案管理办法, article 112): goods made
    while a certificate held stay sellable after it lapsed, until their own expiry.
    """
    return certificate_of(model_id, on=on) is not None
