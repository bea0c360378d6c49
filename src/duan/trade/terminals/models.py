from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Left
from typing_extensions import override

from duan.core.kernel.ids import new_id
from duan.trade.terminals.types import Channel, Grade, Kind, Level, Ownership, Purpose, Status

_TOP = Q(parent__isnull=True)
_PROVINCE = Left("region_code", 2)
_FILTERED = ("kind", "status", "level", "parent")


class Terminal(models.Model):
    """A place where devices end up, or people decide about them, or our crews start from (终端).

    The columns `name_key` and `place` are made by the database, for searching.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    scope = models.ForeignKey("access.Scope", on_delete=models.PROTECT, db_index=False)
    terminal_no = models.CharField(max_length=12, db_collation="C")
    kind = models.CharField(max_length=20, choices=Kind, db_collation="C")
    parent = models.ForeignKey(
        "terminals.Terminal", on_delete=models.PROTECT, null=True, related_name="children"
    )
    root_id = models.UUIDField()
    name = models.CharField(max_length=120, db_collation="C")
    short_name = models.CharField(max_length=60, blank=True)
    aliases = ArrayField(models.CharField(max_length=120), default=list)
    pinyin_key = models.CharField(max_length=400, db_collation="C")
    initials = models.CharField(max_length=400, db_collation="C")
    status = models.CharField(max_length=10, choices=Status, default=Status.PROSPECT)
    region_code = models.CharField(max_length=6, blank=True, db_collation="C")
    address = models.CharField(max_length=200, blank=True)
    level = models.CharField(max_length=1, choices=Level, default=Level.UNRATED)
    grade = models.CharField(max_length=10, choices=Grade, default=Grade.NONE)
    ownership = models.CharField(max_length=10, choices=Ownership, default=Ownership.OTHER)
    beds = models.PositiveIntegerField(null=True)
    uscc = models.CharField(max_length=18, blank=True, db_collation="C")
    licence_no = models.CharField(max_length=40, blank=True)
    licence_expires_on = models.DateField(null=True)
    phones = ArrayField(models.CharField(max_length=40), default=list)
    phone_note = models.CharField(max_length=200, blank=True)
    standard_codes = ArrayField(models.CharField(max_length=5), default=list)
    tags = ArrayField(models.CharField(max_length=40), default=list)
    longitude = models.FloatField(null=True)
    latitude = models.FloatField(null=True)
    attributes = models.JSONField(default=dict)
    merged_into = models.ForeignKey(
        "terminals.Terminal", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    external_no = models.CharField(max_length=40, blank=True, db_collation="C", db_default="")
    import_id = models.UUIDField(null=True)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        verbose_name = "终端"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["terminal_no"], name="terminal_no_is_used_once"),
            models.CheckConstraint(condition=~Q(name=""), name="terminal_has_a_name"),
            models.CheckConstraint(
                condition=Q(status=Status.MERGED, merged_into__isnull=False)
                | (~Q(status=Status.MERGED) & Q(merged_into__isnull=True)),
                name="terminal_merged_says_into_which",
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")),
                name="terminal_is_not_merged_into_itself",
            ),
            models.CheckConstraint(
                condition=Q(longitude__isnull=True) | Q(longitude__range=(-180, 180)),
                name="terminal_longitude_is_on_earth",
            ),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True) | Q(latitude__range=(-90, 90)),
                name="terminal_latitude_is_on_earth",
            ),
        ]
        # A list is read in its order: from few scopes one after the other, from many at once; the
        # common filters are answered from the index, and only the page's rows are fetched.
        # What a filter leaves little of is read by the filter and sorted.
        indexes: ClassVar = [
            models.Index(
                fields=["scope", "pinyin_key", "id"],
                include=_FILTERED,
                name="terminal_in_scope_by_name",
            ),
            models.Index(
                fields=["scope", "updated_at", "id"],
                include=_FILTERED,
                name="terminal_in_scope_by_change",
            ),
            models.Index(
                fields=["scope", "terminal_no", "id"],
                include=_FILTERED,
                name="terminal_in_scope_by_number",
            ),
            models.Index(fields=["pinyin_key", "id"], name="terminal_by_pinyin"),
            models.Index(fields=["updated_at", "id"], name="terminal_by_change"),
            models.Index(fields=["kind", "pinyin_key", "id"], name="terminal_of_kind_by_pinyin"),
            models.Index(fields=["kind", "updated_at", "id"], name="terminal_of_kind_by_change"),
            models.Index(fields=["kind", "terminal_no"], name="terminal_of_kind_by_number"),
            models.Index(
                fields=["pinyin_key", "id"], name="terminal_on_top_by_pinyin", condition=_TOP
            ),
            models.Index(
                fields=["updated_at", "id"], name="terminal_on_top_by_change", condition=_TOP
            ),
            models.Index(fields=["terminal_no"], name="terminal_on_top_by_number", condition=_TOP),
            models.Index(_PROVINCE, "pinyin_key", "id", name="terminal_of_province_by_name"),
            models.Index(_PROVINCE, "updated_at", "id", name="terminal_of_province_by_change"),
            models.Index(fields=["scope", "kind", "level"], name="terminal_in_scope_by_kind"),
            models.Index(fields=["scope", "level"], name="terminal_in_scope_by_level"),
            models.Index(fields=["level", "kind"], name="terminal_by_level"),
            models.Index(fields=["region_code", "kind"], name="terminal_by_region"),
            models.Index(fields=["root_id"], name="terminal_of_institution"),
            models.Index(fields=["name"], name="terminal_by_exact_name"),
            models.Index(
                fields=["import_id"],
                name="terminal_of_import",
                condition=Q(import_id__isnull=False),
            ),
            models.Index(
                fields=["external_no"],
                name="terminal_by_external_no",
                condition=~Q(external_no=""),
            ),
            models.Index(fields=["uscc"], name="terminal_by_uscc", condition=~Q(uscc="")),
            models.Index(
                fields=["merged_into"],
                name="terminal_merged_into",
                condition=Q(merged_into__isnull=False),
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.terminal_no} {self.name}"


class Contact(models.Model):
    """Somebody at a terminal whom one talks to. Not an account: he cannot sign in."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    scope = models.ForeignKey("access.Scope", on_delete=models.PROTECT, db_index=False)
    terminal = models.ForeignKey("terminals.Terminal", on_delete=models.PROTECT)
    name = models.CharField(max_length=60)
    position = models.CharField(max_length=60, blank=True)
    department = models.CharField(max_length=60, blank=True)
    phone_masked = models.CharField(max_length=40, blank=True)
    email_masked = models.CharField(max_length=120, blank=True)
    note = models.CharField(max_length=400, blank=True)
    import_id = models.UUIDField(null=True)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    dropped_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "联系人"
        indexes: ClassVar = [
            models.Index(
                fields=["import_id"],
                name="contact_of_import",
                condition=Q(import_id__isnull=False),
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"#{self.pk}"


class ContactSecret(models.Model):
    """A contact's phone and e-mail, sealed; the phone is found by its blind index only."""

    contact = models.OneToOneField(
        "terminals.Contact", on_delete=models.CASCADE, primary_key=True, related_name="secret"
    )
    scope = models.ForeignKey("access.Scope", on_delete=models.PROTECT, db_index=False)
    phone_sealed = models.BinaryField(null=True)
    phone_blind = models.BinaryField(null=True)
    email_sealed = models.BinaryField(null=True)

    class Meta:
        verbose_name = "联系人隐私"
        indexes: ClassVar = [models.Index(fields=["phone_blind"], name="contact_by_blind_phone")]

    @override
    def __str__(self) -> str:
        return f"#{self.pk}"


class LoadedOver(models.Model):
    """What a terminal or a contact was before an import changed it, for taking the import back.

    `before` holds the columns that the import may write, sealed values as they lay in the table.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    scope = models.ForeignKey("access.Scope", on_delete=models.PROTECT, db_index=False)
    import_id = models.UUIDField()
    subject = models.CharField(max_length=10)
    subject_id = models.UUIDField()
    version_after = models.PositiveIntegerField()
    before = models.JSONField()

    class Meta:
        verbose_name = "导入前的内容"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["import_id", "subject_id"], name="loaded_over_is_kept_once"
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.subject} {self.subject_id}"


class Interaction(models.Model):
    """Who met whom at which terminal, when, how, why, and what follows."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    scope = models.ForeignKey("access.Scope", on_delete=models.PROTECT, db_index=False)
    terminal = models.ForeignKey("terminals.Terminal", on_delete=models.PROTECT, db_index=False)
    met_at = models.DateTimeField()
    channel = models.CharField(max_length=12, choices=Channel)
    purpose = models.CharField(max_length=16, choices=Purpose)
    summary = models.CharField(max_length=1000)
    result = models.CharField(max_length=1000, blank=True)
    next_step = models.CharField(max_length=400, blank=True)
    next_on = models.DateField(null=True)
    competitor = models.CharField(max_length=120, blank=True)
    contact_ids = ArrayField(models.UUIDField(), default=list)
    companions = ArrayField(models.CharField(max_length=60), default=list)
    recorded_by = models.UUIDField()
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = "拜访互动"
        indexes: ClassVar = [
            models.Index(fields=["terminal", "met_at", "id"], name="interaction_at_terminal"),
            models.Index(fields=["scope", "met_at", "id"], name="interaction_in_scope"),
        ]

    @override
    def __str__(self) -> str:
        return f"#{self.pk}"


class AttributeSet(models.Model):
    """A version of the extra attributes that a kind of terminal has, in a region or department.

    `schema` is JSON Schema 2020-12, an object of flat properties. Versions are kept for ever.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=20, choices=Kind)
    region_code = models.CharField(max_length=6, blank=True)
    department_code = models.CharField(max_length=5, blank=True)
    version = models.PositiveIntegerField()
    title = models.CharField(max_length=60)
    schema = models.JSONField()
    published_at = models.DateTimeField()
    published_by = models.UUIDField()

    class Meta:
        verbose_name = "自定义属性"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kind", "region_code", "department_code", "version"],
                name="attribute_set_version_is_used_once",
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.kind} {self.title} v{self.version}"
