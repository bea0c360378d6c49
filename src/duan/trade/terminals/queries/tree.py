from __future__ import annotations

from uuid import UUID

from duan.trade.terminals.models import Terminal


def subtree(terminal: Terminal) -> set[UUID]:
    """Return the ids of a terminal and of all below it, within its institution."""
    pairs = Terminal.objects.filter(root_id=terminal.root_id).values_list("pk", "parent_id")
    children: dict[UUID | None, list[UUID]] = {}
    for pk, parent_id in pairs:
        children.setdefault(parent_id, []).append(pk)
    found, waiting = set(), [terminal.pk]
    while waiting:
        current = waiting.pop()
        found.add(current)
        waiting.extend(children.get(current, []))
    return found
