from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import F

from duan.core.access.queries import scope_names, scopes_in_reach, within_reach
from duan.core.audit.queries import history_of
from duan.core.kernel.actor import Actor
from duan.core.kernel.errors import NotFound
from duan.core.kernel.paging import Order, Page, after, cut
from duan.core.people.queries import names_of
from duan.lib import cn
from duan.trade.terminals.models import Contact, Interaction, Terminal
from duan.trade.terminals.queries.attributes import schema_for
from duan.trade.terminals.queries.tree import subtree
from duan.trade.terminals.types import Status

_SEE = "terminals.see"
_LARGEST_TREE = 2000
_DOINGS = {
    "edit": "terminals.edit",
    "move": "terminals.edit",
    "close": "terminals.edit",
    "merge": "terminals.edit",
    "contact": "terminals.edit",
    "reveal": "terminals.reveal",
    "meet": "terminals.meet",
    "open": "terminals.open",
}


def get_terminal(actor: Actor, terminal_id: UUID) -> Terminal:
    """Return a terminal in reach; raise `NotFound`."""
    found = within_reach(Terminal.objects.filter(pk=terminal_id), actor, action=_SEE).first()
    if found is None:
        raise NotFound
    return found


def profile_of(actor: Actor, terminal_id: UUID) -> dict[str, Any]:
    """Return everything about one terminal that its page begins with."""
    terminal = get_terminal(actor, terminal_id)
    form = schema_for(
        kind=terminal.kind,
        region_code=terminal.region_code,
        department_codes=tuple(terminal.standard_codes),
    )
    own = {name: value for name, value in vars(terminal).items() if not name.startswith("_")}
    ancestors = _ancestors(terminal)
    return {
        **own,
        "parent_name": ancestors[-1]["name"] if ancestors else None,
        "region_name": cn.full_name(terminal.region_code) if terminal.region_code else "",
        "scope_name": scope_names([terminal.scope_id]).get(terminal.scope_id, ""),
        "standard_codes": departments(terminal.standard_codes),
        "attribute_schema": form.schema if form.schema["properties"] else None,
        "ancestors": ancestors,
        "children_count": Terminal.objects.filter(parent=terminal)
        .exclude(status=Status.MERGED)
        .count(),
        "may": _doings(actor, terminal),
    }


def departments(codes: list[str]) -> list[dict[str, str]]:
    """Return the standard departments with their names."""
    found = ((code, cn.department(code)) for code in codes)
    return [{"code": code, "label": known.name if known else code} for code, known in found]


def tree_of(actor: Actor, terminal_id: UUID) -> dict[str, Any]:
    """Return the whole institution that a terminal stands in, as nested nodes."""
    terminal = get_terminal(actor, terminal_id)
    rows = (
        within_reach(Terminal.objects.filter(root_id=terminal.root_id), actor, action=_SEE)
        .exclude(status=Status.MERGED)
        .order_by(F("parent_id").asc(nulls_first=True), "pinyin_key", "pk")
        .values("id", "name", "kind", "status", "parent_id")[:_LARGEST_TREE]
    )
    nodes: dict[UUID, dict[str, Any]] = {row["id"]: {**row, "children": []} for row in rows}
    tops: list[dict[str, Any]] = []
    for node in nodes.values():
        parent = nodes.get(node.pop("parent_id"))
        (parent["children"] if parent else tops).append(node)
    return next(
        (top for top in tops if top["id"] == terminal.root_id),
        tops[0] if tops else {"id": terminal.pk, "name": terminal.name, "kind": terminal.kind,
                              "status": terminal.status, "children": []},
    )  # fmt: skip


def timeline_of(actor: Actor, terminal_id: UUID, *, cursor: str, limit: int) -> Page:
    """Page through everything that happened to a terminal and to all that stands below it.

    What was merged into one of them is part of the story; what changed several is told once.
    """
    below = subtree(get_terminal(actor, terminal_id))
    merged = Terminal.objects.filter(merged_into__in=below).values_list("pk", flat=True)
    return history_of(actor, list(below.union(merged)), cursor=cursor, limit=limit)


def contacts_of(actor: Actor, terminal_id: UUID) -> list[dict[str, Any]]:
    """List the contacts at a terminal and at all that stands below it."""
    terminal = get_terminal(actor, terminal_id)
    rows = within_reach(Contact.objects.filter(dropped_at=None), actor, action=_SEE)
    rows = rows.filter(terminal_id__in=subtree(terminal))
    found = rows.order_by("name", "pk").values(
        "id", "name", "position", "department", "phone_masked", "email_masked", "note", "version",
        "terminal_id", "terminal__name",
    )  # fmt: skip
    return [
        {**row, "terminal_name": row["terminal__name"], "has_phone": bool(row["phone_masked"])}
        for row in found[:_LARGEST_TREE]
    ]


def interactions(actor: Actor, terminal_id: UUID | None, *, cursor: str, limit: int) -> Page:
    """Page through interactions in reach, of one terminal and those below it or of all."""
    rows = within_reach(Interaction.objects.all(), actor, action=_SEE)
    if terminal_id is not None:
        terminal = get_terminal(actor, terminal_id)
        rows = rows.filter(terminal_id__in=subtree(terminal))
    newest = Order("met_at", descending=True)
    paged = after(rows, newest, sort="met_at", cursor=cursor)
    found: list[dict[str, Any]] = list(paged.values(*_MEETING)[: limit + 1])
    for row in found:
        row["sort_at"] = row["met_at"].isoformat()
    page = cut(found, limit, sort="met_at", key=("sort_at", "id"))
    names = names_of({row["recorded_by"] for row in page.items})
    roots = {row["terminal__root_id"] for row in page.items}
    institutions = dict(Terminal.objects.filter(pk__in=roots).values_list("pk", "name"))
    for row in page.items:
        row["terminal_name"] = row.pop("terminal__name")
        row["institution_name"] = institutions.get(row.pop("terminal__root_id"), "")
        row["recorded_by_name"] = names.get(row["recorded_by"], "")
    return page


_MEETING = (
    "id", "terminal_id", "terminal__name", "terminal__root_id", "met_at", "channel", "purpose", "summary", "result",
    "next_step", "next_on", "competitor", "contact_ids", "companions", "recorded_by",
    "recorded_at",
)  # fmt: skip


def _ancestors(terminal: Terminal) -> list[dict[str, Any]]:
    """Return the chain above a terminal from the top down; one query, whatever the depth."""
    if terminal.parent_id is None:
        return []
    rows = Terminal.objects.filter(root_id=terminal.root_id).values(
        "id", "name", "kind", "parent_id"
    )
    known = {row["id"]: row for row in rows}
    chain: list[dict[str, Any]] = []
    current = known.get(terminal.parent_id)
    while current is not None:
        chain.append({"id": current["id"], "name": current["name"], "kind": current["kind"]})
        current = known.get(current["parent_id"])
    return chain[::-1]


def _doings(actor: Actor, terminal: Terminal) -> list[str]:
    """Return what the actor may do here now; the page shows only that."""
    reach = {
        action: terminal.scope_id in scopes_in_reach(actor, action)
        for action in sorted(set(_DOINGS.values()))
    }
    if terminal.status == Status.MERGED:
        return []
    return [doing for doing, action in _DOINGS.items() if reach[action]]
