"""Where somebody may see which figure: his part of the scope tree."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from duan.core.access.queries import scopes_below, scopes_in_reach
from duan.core.access.types import NotAllowed
from duan.core.kernel.actor import Actor
from duan.core.kernel.errors import NotFound
from duan.insight.metrics.types import Kpi

SEE = "metrics.see"


@dataclass(frozen=True, slots=True)
class Node:
    id: int
    parent_id: int | None
    name: str
    path: str


@dataclass(frozen=True, slots=True)
class Tree:
    """The scopes whose figures somebody may see, by id, parents before children."""

    nodes: dict[int, Node]

    def get(self, scope_id: int) -> Node:
        """Return a scope; one out of reach does not exist: raise `NotFound`."""
        node = self.nodes.get(scope_id)
        if node is None:
            raise NotFound
        return node

    def below(self, scope_id: int | None) -> set[int]:
        """Return a scope with all below it, or all."""
        if scope_id is None:
            return set(self.nodes)
        path = self.get(scope_id).path
        return {node.id for node in self.nodes.values() if node.path.startswith(path)}

    def children(self, scope_id: int | None) -> list[Node]:
        """Return the scopes right below one, or those on top."""
        nodes = self.nodes.values()
        if scope_id is None:
            return [node for node in nodes if node.parent_id not in self.nodes]
        return [node for node in nodes if node.parent_id == scope_id]

    def above(self, scope_id: int | None) -> list[Node]:
        """Return what lies above a scope and is in reach, from the top down."""
        chain: list[Node] = []
        node = self.nodes.get(scope_id) if scope_id is not None else None
        while node is not None and node.parent_id in self.nodes:
            node = self.nodes[node.parent_id]
            chain.append(node)
        return chain[::-1]


def tree_of(actor: Actor) -> Tree:
    """Return somebody's part of the tree; raise `NotAllowed` when he may see no figures at all."""
    scopes = scopes_below(actor, SEE)
    if not scopes:
        raise NotAllowed(SEE)
    return Tree({s.pk: Node(s.pk, s.parent_id, s.name, s.path) for s in scopes})


def reach_of(actor: Actor, kpis: Iterable[Kpi]) -> dict[str, set[int]]:
    """Return for each figure where its rows may be seen; a figure with nowhere is left out.

    A number over rows that somebody may not see would tell him of them.
    """
    wanted = list(kpis)
    actions = sorted({action for kpi in wanted for action in kpi.needs})
    held = {action: set(scopes_in_reach(actor, action)) for action in actions}
    found = {kpi.id: set.intersection(*(held[action] for action in kpi.needs)) for kpi in wanted}
    return {kpi_id: scopes for kpi_id, scopes in found.items() if scopes}
