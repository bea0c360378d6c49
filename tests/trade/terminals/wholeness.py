"""What must hold for all terminals at any moment, whatever was done to them."""

from __future__ import annotations

from collections import Counter
from uuid import UUID

from duan.trade.terminals.models import Contact, ContactSecret, Interaction, Terminal
from duan.trade.terminals.policies import can_stand
from duan.trade.terminals.types import Kind, Status


def broken() -> list[str]:
    """Return a sentence for each breach among the rows that the transaction's actor sees."""
    rows = {row.pk: row for row in Terminal.objects.all()}
    return [
        *(f"{row.name}: {flaw}" for row in rows.values() for flaw in _flaws(row, rows)),
        *_strays(rows),
        *_repeated_numbers(rows),
        *_repeated_names(rows),
    ]


def _flaws(row: Terminal, rows: dict[UUID, Terminal]) -> list[str]:
    parent = rows.get(row.parent_id) if row.parent_id else None
    above = _way_up(row, rows)
    checks = {
        "stands in a circle": above is None,
        "has a root that is not its top": above is not None and row.root_id != above[-1],
        "is in another scope than its parent": bool(parent) and parent.scope_id != row.scope_id,
        "stands under a wrong kind": not can_stand(
            Kind(row.kind), Kind(parent.kind) if parent else None
        ),
        "stands under a merged one": bool(parent) and parent.status == Status.MERGED,
        "points to one that is merged itself": bool(row.merged_into_id)
        and rows[row.merged_into_id].status == Status.MERGED,
        "does not stand beside the one it points to": bool(row.merged_into_id)
        and rows[row.merged_into_id].parent_id != row.parent_id,
        "is not in the scope of the one it points to": bool(row.merged_into_id)
        and rows[row.merged_into_id].scope_id != row.scope_id,
    }
    return [flaw for flaw, found in checks.items() if found]


def _way_up(row: Terminal, rows: dict[UUID, Terminal]) -> list[UUID] | None:
    """Return the ids from a terminal up to its top, or None when they come round again."""
    way = [row.pk]
    while (parent_id := rows[way[-1]].parent_id) is not None:
        if parent_id in way:
            return None
        way.append(parent_id)
    return way


def _strays(rows: dict[UUID, Terminal]) -> list[str]:
    scopes = {pk: row.scope_id for pk, row in rows.items()}
    hung = [
        *Contact.objects.values_list("terminal_id", "scope_id"),
        *ContactSecret.objects.values_list("contact__terminal_id", "scope_id"),
        *Interaction.objects.values_list("terminal_id", "scope_id"),
    ]
    return [
        f"{rows[pk].name}: something hangs on it in scope {scope}"
        for pk, scope in hung
        if scopes[pk] != scope
    ]


def _repeated_numbers(rows: dict[UUID, Terminal]) -> list[str]:
    counted = Counter(row.terminal_no for row in rows.values())
    return [f"{number} was given out twice" for number, times in counted.items() if times > 1]


def _repeated_names(rows: dict[UUID, Terminal]) -> list[str]:
    """Tell of names used twice under one parent, or on top within one region."""
    counted = Counter(
        (row.parent_id or row.region_code, row.name)
        for row in rows.values()
        if row.status != Status.MERGED
    )
    return [
        f"{name} stands there {times} times" for (_, name), times in counted.items() if times > 1
    ]
