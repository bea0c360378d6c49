"""What goes in and out over HTTP. Lengths are the columns' own."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from ninja import Field, Schema
from pydantic import AwareDatetime, ConfigDict

from duan.core.kernel.http import MaskedEmail, MaskedPhone
from duan.trade.terminals.types import (
    Channel,
    Grade,
    Kind,
    Level,
    Ownership,
    Profile,
    Purpose,
    Status,
)

Text40 = Annotated[str, Field(max_length=40)]
Text60 = Annotated[str, Field(max_length=60)]
Text120 = Annotated[str, Field(max_length=120)]
Text200 = Annotated[str, Field(max_length=200)]
Text400 = Annotated[str, Field(max_length=400)]
Text1000 = Annotated[str, Field(max_length=1000)]
Reason = Annotated[str, Field(min_length=1, max_length=200)]
RegionCode = Annotated[str, Field(pattern=r"^(\d{6})?$")]
DepartmentCode = Annotated[str, Field(pattern=r"^(\d{2}(\.\d{2})?)?$")]
Version = Annotated[int, Field(ge=1, le=2_000_000_000)]


class _In(Schema):
    model_config = ConfigDict(extra="forbid")


class OwnScopeOut(Schema):
    """The scope that a terminal belongs to from now on."""

    scope_id: int


class CodeOut(Schema):
    code: str
    label: str


class KindOut(CodeOut):
    may_stand_under: list[Kind]
    top: bool


class WordsOut(Schema):
    """Every code with its label, for forms and filters."""

    items: list[KindOut]
    statuses: list[CodeOut]
    levels: list[CodeOut]
    grades: list[CodeOut]
    ownerships: list[CodeOut]
    departments: list[CodeOut]
    channels: list[CodeOut]
    purposes: list[CodeOut]
    provinces: list[CodeOut]


class RowOut(Schema):
    id: UUID
    terminal_no: str
    kind: Kind
    name: str
    short_name: str
    status: Status
    region_code: str
    region_name: str
    level: Level
    grade: Grade
    beds: int | None
    tags: list[str]
    parent_id: UUID | None
    parent_name: str | None
    updated_at: datetime
    scope_id: int
    scope_name: str


class RowsOut(Schema):
    items: list[RowOut]
    next: str | None


class CountOut(Schema):
    count: int
    capped: bool


class AncestorOut(Schema):
    id: UUID
    name: str
    kind: Kind


class TerminalOut(RowOut):
    aliases: list[str]
    address: str
    ownership: Ownership
    uscc: str
    licence_no: str
    licence_expires_on: date | None
    phones: list[str]
    phone_note: str
    standard_codes: list[CodeOut]
    attributes: dict[str, Any]
    attribute_schema: dict[str, Any] | None
    longitude: float | None
    latitude: float | None
    merged_into_id: UUID | None
    version: int
    created_at: datetime
    ancestors: list[AncestorOut]
    children_count: int
    may: list[str]


class ProfileIn(_In):
    """What is known of a terminal; a field that is not sent stays as it is."""

    short_name: Text60 = ""
    aliases: Annotated[list[Text120], Field(max_length=50)] = []
    region_code: RegionCode = ""
    address: Text200 = ""
    level: Level = Level.UNRATED
    grade: Grade = Grade.NONE
    ownership: Ownership = Ownership.OTHER
    beds: Annotated[int, Field(ge=0, le=20_000)] | None = None
    uscc: Annotated[str, Field(max_length=18)] = ""
    licence_no: Text40 = ""
    licence_expires_on: date | None = None
    phones: Annotated[list[Text40], Field(max_length=20)] = []
    phone_note: Text200 = ""
    standard_codes: Annotated[list[DepartmentCode], Field(max_length=30)] = []
    tags: Annotated[list[Text40], Field(max_length=30)] = []
    longitude: Annotated[float, Field(ge=-180, le=180)] | None = None
    latitude: Annotated[float, Field(ge=-90, le=90)] | None = None
    attributes: dict[str, Any] = {}

    def profile(self) -> Profile:
        return Profile(**self._values())

    def _values(self) -> dict[str, Any]:
        names = ProfileIn.model_fields
        values = {name: getattr(self, name) for name in names}
        return {
            name: tuple(value) if isinstance(value, list) else value
            for name, value in values.items()
        }


class AddIn(ProfileIn):
    kind: Kind
    name: Text120
    parent_id: UUID | None = None
    scope_id: Annotated[int, Field(ge=1, le=2_000_000_000)] | None = None


class ReviseIn(ProfileIn):
    seen_version: Version
    name: Text120 | None = None


class StatusIn(_In):
    seen_version: Version
    status: Status
    reason: Reason


class MoveIn(_In):
    seen_version: Version
    parent_id: UUID


class MergeIn(_In):
    seen_version: Version
    into_id: UUID
    reason: Reason


class NodeOut(Schema):
    id: UUID
    name: str
    kind: Kind
    status: Status
    children: list[NodeOut]


class TreeOut(Schema):
    root: NodeOut


class SubjectOut(Schema):
    kind: str
    id: UUID
    name: str


class HappeningOut(Schema):
    id: UUID
    at: datetime
    actor_name: str
    kind: str
    sentence: str
    command: str
    subject: SubjectOut
    detail: dict[str, Any]


class TimelineOut(Schema):
    items: list[HappeningOut]
    next: str | None


class ContactOut(Schema):
    id: UUID
    name: str
    position: str
    department: str
    phone_masked: MaskedPhone
    has_phone: bool
    email_masked: MaskedEmail
    note: str
    version: int
    terminal_id: UUID
    terminal_name: str


class ContactsOut(Schema):
    items: list[ContactOut]


class ContactIn(_In):
    name: Text60
    position: Text60 = ""
    department: Text60 = ""
    phone: Text40 = ""
    email: Text120 = ""
    note: Text400 = ""


class ReviseContactIn(ContactIn):
    seen_version: Version


class SeenIn(_In):
    seen_version: Version


class PurposeIn(_In):
    purpose: Reason


class RevealedOut(Schema):
    phone: str
    email: str


class InteractionIn(_In):
    met_at: AwareDatetime
    channel: Channel
    purpose: Purpose
    summary: Text1000
    result: Text1000 = ""
    next_step: Text400 = ""
    next_on: date | None = None
    competitor: Text120 = ""
    contact_ids: Annotated[list[UUID], Field(max_length=50)] = []
    companions: Annotated[list[Text60], Field(max_length=20)] = []


class InteractionOut(Schema):
    id: UUID
    terminal_id: UUID
    terminal_name: str
    institution_name: str
    met_at: datetime
    channel: Channel
    purpose: Purpose
    summary: str
    result: str
    next_step: str
    next_on: date | None
    competitor: str
    contact_ids: list[UUID]
    companions: list[str]
    recorded_by_name: str
    recorded_at: datetime


class InteractionsOut(Schema):
    items: list[InteractionOut]
    next: str | None


class AttributeSetIn(_In):
    kind: Kind
    region_code: RegionCode = ""
    department_code: DepartmentCode = ""
    title: Annotated[str, Field(min_length=1, max_length=60)]
    schema_: dict[str, Any] = Field(alias="schema")


class AttributeSetOut(Schema):
    id: UUID
    kind: Kind
    region_code: str
    department_code: str
    version: int
    title: str
    schema_: dict[str, Any] = Field(alias="schema")
    published_at: datetime
    published_by_name: str


class AttributeSetsOut(Schema):
    items: list[AttributeSetOut]


class FormIn(Schema):
    """Where a new terminal will stand: which sets of attributes apply to it."""

    kind: Kind
    region_code: RegionCode = ""
    department_code: Annotated[list[DepartmentCode], Field(max_length=30)] = []


class FormOut(Schema):
    schema_: dict[str, Any] = Field(alias="schema")
    version: str


class MatchOut(Schema):
    id: UUID
    kind: Kind
    name: str
    match: str
    matched_text: str
    status: Status
    region_name: str
    parent_name: str | None
    terminal_no: str


class MatchesOut(Schema):
    items: list[MatchOut]
