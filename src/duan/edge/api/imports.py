"""Imports over HTTP."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import FileResponse, HttpRequest
from ninja import File, Router, Schema, Status
from ninja.files import UploadedFile
from pydantic import ConfigDict, Field

from duan.core.kernel.http import REFUSALS, actor_of
from duan.core.kernel.paging import DEFAULT_LIMIT, LARGEST_LIMIT
from duan.edge.api.downloads import described, written
from duan.edge.exchange import commands, files, queries, templates

router = Router(tags=["imports"])

Cursor = Annotated[str, Field(max_length=1000)]
Limit = Annotated[int, Field(ge=1, le=LARGEST_LIMIT)]


class ColumnOut(Schema):
    header: str
    letter: str
    samples: list[str]
    guess: str | None


class FieldOut(Schema):
    code: str
    label: str
    required: bool
    hint: str


class SheetOut(Schema):
    kind: str
    name: str
    header_row: int
    encoding: str | None
    delimiter: str | None


class ProgressOut(Schema):
    done: int
    total: int
    stage: str


class CountsOut(Schema):
    new: int
    changed: int
    same: int
    refused: int
    campuses: int
    institutions: int
    duplicates: int


class ImportOut(Schema):
    """A file on its way in; `message` says why it stopped."""

    id: UUID
    file_name: str
    size: int
    file_hash: str
    state: Literal["UPLOADED", "CHECKING", "CHECKED", "LOADING", "LOADED", "UNDONE", "FAILED"]
    sheet: SheetOut
    columns: list[ColumnOut]
    fields: list[FieldOut]
    mapping: dict[str, str]
    scope_id: int | None
    duplicates: Literal["skip", "update", "add"]
    rows_total: int
    progress: ProgressOut
    counts: CountsOut
    already_loaded_as: UUID | None
    message: str
    created_at: datetime
    finished_at: datetime | None
    created_by_name: str


class ImportsOut(Schema):
    items: list[ImportOut]
    next: str | None


class ProblemOut(Schema):
    """What is wrong in one place; row 0 is about the whole sheet."""

    row: int
    column: str
    field: str
    value: str
    code: str
    severity: Literal["ERROR", "WARNING"]
    message: str
    fix: str


class ProblemsOut(Schema):
    items: list[ProblemOut]
    next: str | None


class CandidateOut(Schema):
    """A terminal, or another row of the file when there is no id."""

    id: UUID | None
    name: str
    score: float
    why: str


class DuplicateOut(Schema):
    row: int
    name: str
    candidates: list[CandidateOut]


class DuplicatesOut(Schema):
    items: list[DuplicateOut]
    next: str | None


class CheckIn(Schema):
    model_config = ConfigDict(extra="forbid")

    mapping: Annotated[
        dict[Annotated[str, Field(max_length=60)], Annotated[str, Field(max_length=300)]],
        Field(max_length=200),
    ]
    scope_id: Annotated[int, Field(ge=1, le=2_000_000_000)] | None = None
    duplicates: Literal["skip", "update", "add"] = "skip"


class LoadIn(Schema):
    model_config = ConfigDict(extra="forbid")

    skip_refused: bool = False


@router.get("", response={200: ImportsOut, **REFUSALS})
def list_imports(request: HttpRequest, cursor: Cursor = "", limit: Limit = DEFAULT_LIMIT) -> Any:
    return queries.page_of_imports(actor_of(request), cursor=cursor, limit=limit)


@router.get("/template", response={200: None, **REFUSALS}, openapi_extra=described("xlsx", "csv"))
def download_template(
    request: HttpRequest,  # noqa: ARG001 - the same for everybody
    format: Literal["xlsx", "csv"] = "xlsx",  # noqa: A002 - the contract's word
) -> FileResponse:
    return written(f"终端导入模板.{format}", format, lambda path: templates.write(path, format))


@router.post("", response={201: ImportOut, **REFUSALS})
def receive_import(request: HttpRequest, file: File[UploadedFile]) -> Any:
    actor = actor_of(request)
    kept = files.keep(file.chunks())
    try:
        import_ = commands.receive_import(actor, kept=kept, file_name=_plain(file.name or "文件"))
    except BaseException:
        files.drop(kept.stored_as)
        raise
    return Status(201, queries.import_told(import_))


@router.get("/{import_id}", response={200: ImportOut, **REFUSALS})
def get_import(request: HttpRequest, import_id: UUID) -> Any:
    return queries.import_told(queries.get_import(actor_of(request), import_id))


@router.post("/{import_id}/check", response={202: ImportOut, **REFUSALS})
def check_import(request: HttpRequest, import_id: UUID, body: CheckIn) -> Any:
    import_ = commands.check_import(
        actor_of(request),
        import_id=import_id,
        mapping=body.mapping,
        scope_id=body.scope_id,
        duplicates=body.duplicates,
    )
    return Status(202, queries.import_told(import_))


@router.post("/{import_id}/load", response={202: ImportOut, **REFUSALS})
def load_import(request: HttpRequest, import_id: UUID, body: LoadIn) -> Any:
    import_ = commands.load_import(
        actor_of(request), import_id=import_id, skip_refused=body.skip_refused
    )
    return Status(202, queries.import_told(import_))


@router.post("/{import_id}/undo", response={202: ImportOut, **REFUSALS})
def undo_import(request: HttpRequest, import_id: UUID) -> Any:
    import_ = commands.undo_import(actor_of(request), import_id=import_id)
    return Status(202, queries.import_told(import_))


@router.get("/{import_id}/problems", response={200: ProblemsOut, **REFUSALS})
def list_problems(
    request: HttpRequest,
    import_id: UUID,
    severity: Literal["ERROR", "WARNING", ""] = "",
    cursor: Cursor = "",
    limit: Limit = DEFAULT_LIMIT,
) -> Any:
    return queries.page_of_problems(
        actor_of(request), import_id, severity=severity, cursor=cursor, limit=limit
    )


@router.get("/{import_id}/duplicates", response={200: DuplicatesOut, **REFUSALS})
def list_duplicates(
    request: HttpRequest, import_id: UUID, cursor: Cursor = "", limit: Limit = DEFAULT_LIMIT
) -> Any:
    return queries.page_of_duplicates(actor_of(request), import_id, cursor=cursor, limit=limit)


@router.get(
    "/{import_id}/errors", response={200: None, **REFUSALS}, openapi_extra=described("xlsx")
)
def download_errors(
    request: HttpRequest,
    import_id: UUID,
    format: Literal["xlsx"] = "xlsx",  # noqa: A002 - the contract's word
) -> FileResponse:
    actor = actor_of(request)
    name = Path(queries.get_import(actor, import_id).file_name).stem
    return written(
        f"{name}-错误行.{format}",
        format,
        lambda path: queries.write_error_file(actor, import_id, path),
    )


def _plain(name: str) -> str:
    """Return a file's own name without folders and unprintable characters."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(char for char in last if char.isprintable())[-200:] or "文件"
