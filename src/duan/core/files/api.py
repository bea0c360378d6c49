from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from django.http import FileResponse, HttpRequest
from ninja import Field, File, Form, Router, Schema, Status
from ninja.files import UploadedFile

from duan.core.files import commands, queries
from duan.core.files.types import KINDS, MOST_BYTES
from duan.core.kernel.http import REFUSALS, actor_of

router = Router(tags=["files"])

ScopeId = Annotated[int, Field(ge=1, le=2_000_000_000)]
_BINARY = {"schema": {"type": "string", "format": "binary"}}
_CONTENTS = {"responses": {200: {"content": {kind.content_type: _BINARY for kind in KINDS}}}}


class FileOut(Schema):
    id: UUID
    name: str
    size: int
    sha256: str


@router.post("", response={201: FileOut, **REFUSALS})
def keep_file(request: HttpRequest, scope_id: Form[ScopeId], file: File[UploadedFile]) -> Any:
    """Keep a photo or a PDF, at most 10 MB; refer to it by its id afterwards."""
    content = file.read(MOST_BYTES + 1)
    pk = commands.keep_file(
        actor_of(request), scope_id=scope_id, name=file.name or "", content=content
    )
    return Status(201, queries.files_named([pk])[pk])


@router.get("/{file_id}", response={200: None, **REFUSALS}, openapi_extra=_CONTENTS)
def get_file(request: HttpRequest, file_id: UUID) -> FileResponse:
    kept, path = queries.get_file(actor_of(request), file_id)
    return FileResponse(path.open("rb"), filename=kept.name, content_type=kept.content_type)
