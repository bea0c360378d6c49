from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef

from duan.core.audit.models import Subject
from duan.core.audit.types import Happening
from duan.core.kernel.actor import Actor
from duan.core.kernel.commands import registry
from duan.core.kernel.paging import Order, Page, after, cut

_NEWEST = Order("at", descending=True)


def history_of(
    actor: Actor,  # noqa: ARG001 - the transaction's token decides; named to say for whom
    subjects: Sequence[UUID],
    *,
    cursor: str,
    limit: int,
) -> Page:
    """Page through what happened to any of these subjects, the newest first, each command once.

    What changed several of them is told of the first one that it named.

    Row security keeps the entries of scopes that the actor cannot see; the caller has already
    checked that the actor may see the subjects.
    """
    named = Subject.objects.filter(subject_id__in=subjects)
    earlier = named.filter(entry=OuterRef("entry"), id__lt=OuterRef("id"))
    rows = named.filter(~Exists(earlier)).select_related("entry")
    found = list(after(rows, _NEWEST, sort="at", cursor=cursor)[: limit + 1])
    items: list[dict[str, Any]] = [
        {"at": row.at.isoformat(), "id": str(row.id), "happening": _tell(row)} for row in found
    ]
    return cut(items, limit, sort="at", key=("at", "id"))


def _tell(row: Subject) -> Happening:
    entry = row.entry
    return Happening(
        id=row.id,
        at=row.at,
        actor_name=entry.actor_name,
        command=entry.command,
        sentence=sentence(entry.command, entry.details),
        kind=row.kind,
        subject_id=row.subject_id,
        subject_name=row.name,
        details=entry.details,
    )


def sentence(command: str, details: dict[str, Any]) -> str:
    """Fill the command's sentence; a blank that nobody filled shows as a dash."""
    known = registry.get(command)
    template = known.sentence if known else command
    return template.format_map(_Blanks(details))


class _Blanks(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "—"
