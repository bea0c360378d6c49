from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from typing_extensions import override

from duan.core.kernel.ids import new_id
from duan.trade.catalog.types import ManagementClass


class Registrant(models.Model):
    """Who holds the certificates and answers for the product (注册人)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(max_length=120, unique=True)
    uscc = models.CharField(max_length=18, blank=True, db_collation="C")

    class Meta:
        verbose_name = "注册人"

    @override
    def __str__(self) -> str:
        return self.name


class Product(models.Model):
    """A medical device as it is registered; it comes in models."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    product_no = models.CharField(max_length=12, unique=True, db_collation="C")
    name = models.CharField(max_length=120)
    registrant = models.ForeignKey("catalog.Registrant", on_delete=models.PROTECT)
    management_class = models.CharField(max_length=1, choices=ManagementClass)
    category_code = models.CharField(max_length=5, blank=True, db_collation="C")
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = "产品"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["registrant", "name"], name="product_name_is_used_once_a_registrant"
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.product_no} {self.name}"


class Model(models.Model):
    """What can be ordered: a product in one model and specification."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    product = models.ForeignKey("catalog.Product", on_delete=models.PROTECT, related_name="models")
    name = models.CharField(max_length=60)
    unit_name = models.CharField(max_length=10, default="台")
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = "型号"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["product", "name"], name="model_name_is_used_once_a_product"
            ),
        ]

    @override
    def __str__(self) -> str:
        return self.name


class Certificate(models.Model):
    """A registration; its number stays through renewals, its versions say what held when."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    product = models.ForeignKey(
        "catalog.Product", on_delete=models.PROTECT, related_name="certificates"
    )
    certificate_no = models.CharField(max_length=40, unique=True, db_collation="C")

    class Meta:
        verbose_name = "注册证"

    @override
    def __str__(self) -> str:
        return self.certificate_no


class CertificateVersion(models.Model):
    """What a certificate said during `[starts_on, ends_on)`: the models it covered."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    certificate = models.ForeignKey(
        "catalog.Certificate", on_delete=models.PROTECT, related_name="versions"
    )
    version_no = models.PositiveSmallIntegerField()
    starts_on = models.DateField()
    ends_on = models.DateField()
    covers: models.ManyToManyField[Model, CertificateCover] = models.ManyToManyField(
        "catalog.Model", through="catalog.CertificateCover", related_name="+"
    )
    recorded_by = models.UUIDField()
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = "注册证版本"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["certificate", "version_no"], name="certificate_version_is_used_once"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on")),
                name="certificate_version_ends_after_it_starts",
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"v{self.version_no}"


class CertificateCover(models.Model):
    """One model that a version of a certificate covers."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    version = models.ForeignKey(
        "catalog.CertificateVersion", on_delete=models.PROTECT, related_name="covered"
    )
    model = models.ForeignKey("catalog.Model", on_delete=models.PROTECT)

    class Meta:
        verbose_name = "注册证覆盖的型号"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["version", "model"], name="certificate_cover_is_named_once"
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"#{self.pk}"


class DeviceIdentifier(models.Model):
    """The UDI-DI of a model in one package; the flags say what its scanned code must carry."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    model = models.ForeignKey("catalog.Model", on_delete=models.PROTECT, related_name="identifiers")
    di = models.CharField(max_length=60, unique=True, db_collation="C")
    agency = models.CharField(max_length=3, db_collation="C")
    has_lot = models.BooleanField(default=False)
    has_serial = models.BooleanField(default=True)
    has_produced = models.BooleanField(default=True)
    has_expiry = models.BooleanField(default=False)

    class Meta:
        verbose_name = "产品标识"

    @override
    def __str__(self) -> str:
        return self.di
