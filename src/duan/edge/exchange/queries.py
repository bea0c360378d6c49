"""Looking at imports: how far each is, what is wrong in its file, what its rows may be."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any
from uuid import UUID

from duan.core.access.queries import within_reach
from duan.core.kernel.actor import Actor
from duan.core.kernel.errors import NotFound
from duan.core.kernel.paging import Order, Page, after, cut
from duan.core.people.queries import names_of
from duan.edge.exchange import files, reading
from duan.edge.exchange.commands import loaded_twin
from duan.edge.exchange.models import Import, ImportDuplicate, ImportProblem, Job
from duan.edge.exchange.sheets.error_file import write_errors
from duan.edge.exchange.sheets.types import Problem, Row
from duan.trade.terminals.commands.load_fields import LoadField, fields_with
from duan.trade.terminals.commands.load_stage import IMPORT
from duan.trade.terminals.queries.attributes import attribute_sets

_COLUMNS = (
    "id", "file_name", "size", "file_hash", "state", "sheet", "columns", "mapping", "rows_total",
    "counts", "message", "created_at", "finished_at", "duplicates",
)  # fmt: skip
_COUNTS = ("new", "changed", "same", "refused", "campuses", "institutions", "duplicates")
_NEWEST = Order("created_at", descending=True)
_BY_ROW = Order("row")


def get_import(actor: Actor, import_id: UUID) -> Import:
    own = Import.objects.filter(pk=import_id, account_id=actor.account_id)
    found = within_reach(own, actor, action=IMPORT).first()
    if found is None:
        raise NotFound
    return found


def import_told(import_: Import) -> dict[str, Any]:
    """Return an import as it is answered, with its progress and the fields it may map to."""
    twin = loaded_twin(import_)
    return {
        **_told(import_, Job.objects.filter(pk=import_.pk).first()),
        "fields": [
            {"code": one.code, "label": one.label, "required": one.required, "hint": one.hint}
            for one in known_fields()
        ],
        "already_loaded_as": twin.pk if twin else None,
        "created_by_name": names_of({import_.account_id}).get(import_.account_id, ""),
    }


def page_of_imports(actor: Actor, *, cursor: str, limit: int) -> Page:
    """Page through the actor's own imports, the newest first."""
    own = Import.objects.filter(account_id=actor.account_id)
    rows = within_reach(own, actor, action=IMPORT)
    found = list(after(rows, _NEWEST, sort="-created_at", cursor=cursor)[: limit + 1])
    jobs = Job.objects.in_bulk([one.pk for one in found])
    names = names_of({one.account_id for one in found})
    items = [
        {
            **_told(one, jobs.get(one.pk)),
            "fields": [],
            "already_loaded_as": None,
            "created_by_name": names.get(one.account_id, ""),
            "sort_at": one.created_at.isoformat(),
        }
        for one in found
    ]
    return cut(items, limit, sort="-created_at", key=("sort_at", "id"))


def page_of_problems(
    actor: Actor, import_id: UUID, *, severity: str, cursor: str, limit: int
) -> Page:
    """Page through what is wrong in a file, by row."""
    rows = ImportProblem.objects.filter(of=get_import(actor, import_id))
    if severity:
        rows = rows.filter(severity=severity)
    paged = after(rows, _BY_ROW, sort="row", cursor=cursor)
    found: list[dict[str, Any]] = list(
        paged.values("id", "row", "column", "field", "value", "code", "severity", "message", "fix")[
            : limit + 1
        ]
    )
    return cut(found, limit, sort="row", key=("row", "id"))


def page_of_duplicates(actor: Actor, import_id: UUID, *, cursor: str, limit: int) -> Page:
    """Page through the rows that are likely something we have, by row."""
    rows = ImportDuplicate.objects.filter(of=get_import(actor, import_id))
    paged = after(rows, _BY_ROW, sort="row", cursor=cursor)
    found: list[dict[str, Any]] = list(paged.values("id", "row", "name", "candidates")[: limit + 1])
    return cut(found, limit, sort="row", key=("row", "id"))


def known_fields() -> list[LoadField]:
    """Return every field that a column may be."""
    return fields_with(attribute_sets())


def write_error_file(actor: Actor, import_id: UUID, target: Path) -> int:
    """Write the refused rows as they came, with what to do about each; return how many.

    Raises `FileIsGone`.
    """
    import_ = get_import(actor, import_id)
    path = files.found(import_.stored_as, name=import_.file_name)
    sheet = reading.opened(path, name=import_.file_name)
    headers = [column.header for column in sheet.columns]
    return write_errors(
        target, headers=headers, rows=_refused_rows(import_, sheet.rows()), scratch=target.parent
    )


def _refused_rows(import_: Import, rows: Iterator[Row]) -> Iterator[Row]:
    """Walk the file and its errors side by side, both in the order of rows."""
    errors = (
        ImportProblem.objects.filter(of=import_, severity="ERROR", row__gt=0)
        .order_by("row", "id")
        .values_list("row", "column", "message", "fix", "code")
        .iterator(chunk_size=2000)
    )
    waiting = groupby(errors, key=lambda error: error[0])
    number, problems = next(waiting, (None, iter(())))
    for row in rows:
        if number is None:
            return
        if row.number == number:
            yield row._replace(problems=tuple(_problem(*error) for error in problems))
            number, problems = next(waiting, (None, iter(())))


def _problem(row: int, column: str, message: str, fix: str, code: str) -> Problem:
    return Problem(
        code=code,
        message=message,
        advice=fix,
        severity="error",
        row=row,
        column=column.partition(" ")[0] or None,
    )


def _told(import_: Import, job: Job | None) -> dict[str, Any]:
    total = import_.rows_total
    progress = (
        {"done": min(job.done, total), "stage": job.stage} if job else {"done": total, "stage": ""}
    )
    return {
        **{name: getattr(import_, name) for name in _COLUMNS},
        "scope_id": import_.load_scope_id,
        "counts": {name: import_.counts.get(name, 0) for name in _COUNTS},
        "progress": {**progress, "total": total},
    }
