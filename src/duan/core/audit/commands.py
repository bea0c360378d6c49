"""Adding to the log. The kernel calls this inside the command's own transaction."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import connection

from duan.core.audit.models import Entry, Subject
from duan.core.kernel.actor import Actor
from duan.core.kernel.commands import Run
from duan.core.kernel.ids import new_id


def record(run: Run) -> None:
    """Write what was done, by whom, to which rows."""
    actor = run.actor if isinstance(run.actor, Actor) else None
    entry = Entry(
        id=new_id(),
        at=run.now,
        actor_id=actor.account_id if actor else None,
        actor_name=actor.name if actor else "",
        command=run.command,
        details=run.details,
    )
    entry.save(force_insert=True)
    Subject.objects.bulk_create(
        Subject(
            id=new_id(),
            entry=entry,
            at=run.now,
            kind=touch.kind,
            subject_id=touch.id,
            scope_id=touch.scope_id,
            name=touch.name[:200],
        )
        for touch in run.touched
    )
    for select, params in run.touched_by:
        _record_rows(entry, select, params)


def _record_rows(entry: Entry, select: str, params: Sequence[Any]) -> None:
    """Add one subject for each row that the command's own SELECT names."""
    with connection.cursor() as cursor:
        cursor.execute(  # sql: the SELECT is a constant of the command, its values are parameters
            f"INSERT INTO audit_subject (id, entry_id, at, kind, subject_id, scope_id, name)"  # noqa: S608 - a command's constant
            f" SELECT sec.new_id(), %s, %s, t.* FROM ({select}) AS t",
            [entry.pk, entry.at, *params],
        )
