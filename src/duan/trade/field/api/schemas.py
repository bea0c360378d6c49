"""What goes in and out over HTTP. Lengths are the columns' own."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from ninja import Field, Schema
from pydantic import ConfigDict

from duan.trade.assets.types import SlaClass, WarrantyRule
from duan.trade.field.types import Attendee, TaskFilter, TaskStatus, TrainingStatus

Text40 = Annotated[str, Field(max_length=40)]
Text60 = Annotated[str, Field(max_length=60)]
Text120 = Annotated[str, Field(max_length=120)]
Text200 = Annotated[str, Field(max_length=200)]
Text400 = Annotated[str, Field(max_length=400)]
Text1000 = Annotated[str, Field(max_length=1000)]
Version = Annotated[int, Field(ge=1, le=2_000_000_000)]
TaskDoing = Literal["dispatch", "start", "work", "train", "accept"]


class _In(Schema):
    model_config = ConfigDict(extra="forbid")


class TaskFilterIn(Schema):
    """How a list of installations is narrowed; empty means all."""

    status: TaskStatus | None = None
    mine: bool = False
    q: Text60 = ""
    terminal: UUID | None = None
    deal: UUID | None = None

    def read(self) -> TaskFilter:
        return TaskFilter(
            status=self.status or "",
            mine=self.mine,
            q=self.q.strip(),
            terminal_id=self.terminal,
            deal_id=self.deal,
        )


class TaskRowOut(Schema):
    id: UUID
    task_no: str
    status: TaskStatus
    deal_id: UUID
    unit_id: UUID
    unit_no: str
    serial_no: str
    device_name: str
    terminal_id: UUID
    terminal_name: str
    department_name: str
    engineer_id: UUID | None
    engineer_name: str
    planned_on: date | None
    created_at: datetime
    mine: bool
    late: bool


class TasksOut(Schema):
    items: list[TaskRowOut]
    next: str | None


class ChecklistItemOut(Schema):
    key: str
    label: str
    done: bool
    note: str


class TaskPhotoOut(Schema):
    """A photo of the installation; its content is at `/api/files/{file_id}`."""

    id: UUID
    file_id: UUID
    sha256: str
    caption: str
    added_by_name: str
    added_at: datetime


class AcceptanceOut(Schema):
    signer_name: str
    signer_title: str
    signature_file_id: UUID
    remark: str
    accepted_by_name: str
    accepted_at: datetime


class TaskTrainingOut(Schema):
    id: UUID
    training_no: str
    topic: str
    planned_on: date
    status: TrainingStatus


class TaskOut(TaskRowOut):
    """One installation; files for it are kept in its `scope_id`."""

    scope_id: int
    shipment_id: UUID
    warranty_rule: WarrantyRule
    warranty_months: int
    sla_class: SlaClass
    arrived_on: date
    checklist: list[ChecklistItemOut]
    note: str
    version: int
    dispatched_by_name: str
    dispatched_at: datetime | None
    started_at: datetime | None
    installed_at: datetime | None
    photos: list[TaskPhotoOut]
    acceptance: AcceptanceOut | None
    trainings: list[TaskTrainingOut]
    may: list[TaskDoing]


class EngineerOut(Schema):
    id: UUID
    name: str


class EngineersOut(Schema):
    items: list[EngineerOut]


class TrainingRowOut(Schema):
    id: UUID
    training_no: str
    topic: str
    planned_on: date
    status: TrainingStatus
    held_at: datetime | None
    trainer_name: str
    deal_id: UUID
    unit_id: UUID
    task_id: UUID
    task_no: str
    device_name: str
    serial_no: str
    terminal_id: UUID
    terminal_name: str
    department_name: str
    version: int
    created_at: datetime


class TrainingsOut(Schema):
    items: list[TrainingRowOut]
    next: str | None


class AttendeeOut(Schema):
    person_name: str
    department_name: str
    passed: bool
    signed_at: datetime


class TrainingOut(TrainingRowOut):
    attendance: list[AttendeeOut]
    may: list[Literal["hold"]]


class TaskSeenIn(_In):
    seen_version: Version


class DispatchIn(TaskSeenIn):
    engineer_id: UUID
    planned_on: date


class TickIn(_In):
    key: Text40
    done: bool
    note: Text200 = ""


class PhotoIn(_In):
    file_id: UUID
    caption: Text120 = ""


class FinishIn(TaskSeenIn):
    note: Text1000 = ""


class AcceptIn(TaskSeenIn):
    signer_name: Text60
    signer_title: Text60 = ""
    signature_file_id: UUID
    remark: Text400 = ""


class PlanTrainingIn(_In):
    topic: Text120
    planned_on: date


class AttendeeIn(_In):
    person_name: Text60
    department_name: Text60 = ""
    passed: bool = True

    def read(self) -> Attendee:
        return Attendee(
            person_name=self.person_name,
            department_name=self.department_name,
            passed=self.passed,
        )


class HoldTrainingIn(TaskSeenIn):
    attendance: Annotated[list[AttendeeIn], Field(max_length=200)]
