"""What can be done to the catalogue. The company has one, so all of it asks for the whole company."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TypeVar
from uuid import UUID

from django.db.models import Max, QuerySet
from django.db.models import Model as Row
from django.utils.timezone import localdate

from duan.core.kernel.commands import WHOLE_COMPANY, Run, command
from duan.core.kernel.errors import Conflict, NotFound, Place
from duan.core.kernel.numbers import take_numbers
from duan.trade.catalog import policies
from duan.trade.catalog.models import (
    Certificate,
    CertificateCover,
    CertificateVersion,
    DeviceIdentifier,
    Model,
    Product,
    Registrant,
)
from duan.trade.catalog.policies import (
    UnusableCertificate,
    UnusableIdentifier,
    UnusableModel,
    UnusableProduct,
)
from duan.trade.catalog.types import ManagementClass

_EDIT = "catalog.edit"
_DAY = timedelta(days=1)
R = TypeVar("R", bound=Row)


class ProductTaken(Conflict):
    code = "product_taken"


class RegistrantDiffers(Conflict):
    code = "registrant_differs"


class ModelTaken(Conflict):
    code = "model_taken"


class CertificateTaken(Conflict):
    code = "certificate_taken"


class VersionsOverlap(Conflict):
    code = "certificate_versions_overlap"


class IdentifierTaken(Conflict):
    code = "identifier_taken"


@command("catalog.add_product", sentence="新增产品「{name}」（{registrant}，{management_class}）")
def add_product(
    run: Run,
    *,
    name: str,
    registrant_name: str,
    management_class: ManagementClass,
    registrant_uscc: str = "",
    category_code: str = "",
) -> UUID:
    """Add a product under its registrant, who is made when not yet known; return its id.

    Raises `UnusableProduct`, `RegistrantDiffers`, `ProductTaken`.
    """
    run.require(_EDIT, scope_id=WHOLE_COMPANY)
    name, registrant_name, uscc, category_code = policies.checked_product(
        name, registrant_name, registrant_uscc, category_code
    )
    registrant = _registrant(registrant_name, uscc)
    twin = Product.objects.filter(registrant=registrant, name=name).first()
    if twin is not None:
        raise ProductTaken(
            f"「{registrant.name}」已有产品「{name}」（{twin.product_no}），请打开它，或换一个名称。",
            where=[Place("name", "与已有产品同名")],
        )
    product = Product(
        product_no=f"P{take_numbers('product'):07d}",
        name=name,
        registrant=registrant,
        management_class=management_class,
        category_code=category_code,
        created_at=run.now,
    )
    product.save(force_insert=True)
    run.tell(
        name=name,
        registrant=registrant.name,
        management_class=str(ManagementClass(management_class).label),
    )
    _touch(run, product)
    return product.pk


@command("catalog.add_model", sentence="为产品「{product}」新增型号「{name}」")
def add_model(run: Run, *, product_id: UUID, name: str, unit_name: str = "台") -> UUID:
    """Add a model that can be ordered; return its id. Raises `UnusableModel`, `ModelTaken`."""
    product = _reach_product(run, product_id)
    name, unit_name = policies.checked_model(name, unit_name)
    if Model.objects.filter(product=product, name=name).exists():
        raise ModelTaken(
            f"产品「{product.name}」已有型号「{name}」，请换一个名称。",
            where=[Place("name", "与已有型号同名")],
        )
    model = Model(product=product, name=name, unit_name=unit_name, created_at=run.now)
    model.save(force_insert=True)
    run.tell(product=product.name, name=name)
    _touch(run, product)
    return model.pk


@command(
    "catalog.record_certificate",
    sentence="登记产品「{product}」的注册证 {certificate_no} 第 {version_no} 版，{starts_on} 至 {through_on}",
)
def record_certificate(
    run: Run,
    *,
    product_id: UUID,
    certificate_no: str,
    starts_on: date,
    through_on: date,
    model_ids: Sequence[UUID],
) -> UUID:
    """Record what a certificate says from `starts_on` to `through_on`, both included; return the version's id.

    A number that is known already gets one version more. Raises `UnusableCertificate`,
    `CertificateTaken`, `VersionsOverlap`.
    """
    product = _reach_product(run, product_id)
    number = policies.checked_certificate(
        certificate_no, ManagementClass(product.management_class), starts_on, through_on
    )
    models = _models_of(product, model_ids)
    certificate = _certificate(product, number)
    _refuse_overlap(certificate, starts_on, through_on)
    last = certificate.versions.aggregate(last=Max("version_no"))["last"] or 0
    version = CertificateVersion(
        certificate=certificate,
        version_no=last + 1,
        starts_on=starts_on,
        ends_on=through_on + _DAY,
        recorded_by=run.who.account_id,
        recorded_at=run.now,
    )
    version.save(force_insert=True)
    CertificateCover.objects.bulk_create(
        CertificateCover(version=version, model=model) for model in models
    )
    run.tell(
        product=product.name,
        certificate_no=number,
        version_no=version.version_no,
        starts_on=str(starts_on),
        through_on=str(through_on),
        models=[model.name for model in models],
    )
    _touch(run, product)
    return version.pk


@command("catalog.add_identifier", sentence="为「{product} {model}」登记产品标识 {di}")
def add_identifier(
    run: Run,
    *,
    model_id: UUID,
    di: str,
    has_lot: bool,
    has_serial: bool,
    has_produced: bool,
    has_expiry: bool,
) -> UUID:
    """Let a UDI-DI stand for a model; the flags say what its scanned code must carry.

    Raises `UnusableIdentifier`, `IdentifierTaken`.
    """
    run.require(_EDIT, scope_id=WHOLE_COMPANY)
    model = _locked(Model.objects.filter(pk=model_id).select_related("product"))
    di, agency = policies.checked_di(di, on=localdate(run.now))
    known = DeviceIdentifier.objects.filter(di=di).select_related("model__product").first()
    if known is not None:
        raise IdentifierTaken(
            f"产品标识 {di} 已属于「{known.model.product.name} {known.model.name}」，请核对标签。",
            where=[Place("di", "已登记")],
        )
    identifier = DeviceIdentifier(
        model=model,
        di=di,
        agency=agency,
        has_lot=has_lot,
        has_serial=has_serial,
        has_produced=has_produced,
        has_expiry=has_expiry,
    )
    identifier.save(force_insert=True)
    run.tell(product=model.product.name, model=model.name, di=di)
    _touch(run, model.product)
    return identifier.pk


def _reach_product(run: Run, product_id: UUID) -> Product:
    """Load a product, locked: all that is written about it comes one after the other."""
    run.require(_EDIT, scope_id=WHOLE_COMPANY)
    return _locked(Product.objects.filter(pk=product_id))


def _locked(rows: QuerySet[R]) -> R:
    row = rows.select_for_update(of=("self",)).first()
    if row is None:
        raise NotFound
    return row


def _registrant(name: str, uscc: str) -> Registrant:
    Registrant.objects.get_or_create(name=name)
    registrant = _locked(Registrant.objects.filter(name=name))
    if uscc and registrant.uscc and registrant.uscc != uscc:
        raise RegistrantDiffers(
            f"注册人「{name}」已登记的统一社会信用代码是 {registrant.uscc}，请核对。",
            where=[Place("registrant_uscc", "与已登记的不同")],
        )
    if uscc and not registrant.uscc:
        registrant.uscc = uscc
        registrant.save(update_fields=["uscc"])
    return registrant


def _models_of(product: Product, ids: Sequence[UUID]) -> list[Model]:
    models = list(Model.objects.filter(product=product, pk__in=ids).order_by("name"))
    if not models or len(models) != len(set(ids)):
        message = "请选择本产品的型号，至少一个"
        raise UnusableCertificate(f"{message}。", where=[Place("model_ids", message)])
    return models


def _certificate(product: Product, number: str) -> Certificate:
    certificate, _ = Certificate.objects.get_or_create(
        certificate_no=number, defaults={"product": product}
    )
    if certificate.product_id != product.pk:
        raise CertificateTaken(
            f"注册证 {number} 已登记在产品「{certificate.product.name}」下，请核对证号。",
            where=[Place("certificate_no", "已属于另一个产品")],
        )
    return certificate


def _refuse_overlap(certificate: Certificate, starts_on: date, through_on: date) -> None:
    other = certificate.versions.filter(starts_on__lte=through_on, ends_on__gt=starts_on).first()
    if other is not None:
        raise VersionsOverlap(
            f"与第 {other.version_no} 版（{other.starts_on} 至 {other.ends_on - _DAY}）的有效期重叠，"
            "请修改日期：新版应从旧版结束的次日开始。",
            where=[Place("starts_on", f"与第 {other.version_no} 版重叠")],
        )


def _touch(run: Run, product: Product) -> None:
    run.touch("product", product.pk, scope_id=WHOLE_COMPANY, name=product.name)


__all__ = [
    "CertificateTaken",
    "IdentifierTaken",
    "ModelTaken",
    "ProductTaken",
    "RegistrantDiffers",
    "UnusableCertificate",
    "UnusableIdentifier",
    "UnusableModel",
    "UnusableProduct",
    "VersionsOverlap",
    "add_identifier",
    "add_model",
    "add_product",
    "record_certificate",
]
