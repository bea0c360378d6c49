from __future__ import annotations

from collections.abc import Mapping

from duan.core.kernel.actor import Actor
from duan.insight.metrics.queries.reach import Node, Tree, reach_of, tree_of
from duan.insight.metrics.queries.reading import summed, sums_by_scope
from duan.insight.metrics.queries.registry import KPIS
from duan.insight.metrics.types import Dashboard, Period, Region, Value

Sums = Mapping[str, Mapping[int, Value]]


def dashboard_of(actor: Actor, scope_id: int | None, period: Period) -> Dashboard:
    """Return all figures of a scope, and of each scope right below it.

    Each figure is read once, by scope, and added up along the tree, so that the regions always
    sum to the whole. Without a scope it is the one that all in reach lies below, if there is one.
    """
    tree = tree_of(actor)
    if scope_id is None:
        tops = tree.children(None)
        scope_id = tops[0].id if len(tops) == 1 else None
    inside = tree.below(scope_id)
    reach = reach_of(actor, KPIS)
    sums = {
        kpi.id: sums_by_scope(kpi, sorted(reach[kpi.id] & inside), period)
        for kpi in KPIS
        if kpi.id in reach
    }
    return Dashboard(
        scope_id=scope_id,
        name=tree.get(scope_id).name if scope_id is not None else "",
        above=tuple((node.id, node.name) for node in tree.above(scope_id)),
        kpis=tuple(kpi for kpi in KPIS if kpi.id in sums),
        values={kpi_id: summed(by_scope.values()) for kpi_id, by_scope in sums.items()},
        regions=tuple(_regions(tree, scope_id, sums)),
    )


def _regions(tree: Tree, scope_id: int | None, sums: Sums) -> list[Region]:
    children = tree.children(scope_id)
    regions = [_region(tree, child, sums) for child in children]
    if scope_id is not None and children and any(scope_id in by for by in sums.values()):
        own = {
            kpi_id: summed([by[scope_id]] if scope_id in by else []) for kpi_id, by in sums.items()
        }
        node = tree.get(scope_id)
        regions.append(
            Region(scope_id=scope_id, name=node.name, has_children=False, own=True, values=own)
        )
    return regions


def _region(tree: Tree, node: Node, sums: Sums) -> Region:
    inside = tree.below(node.id)
    values = {
        kpi_id: summed(each for scope, each in by_scope.items() if scope in inside)
        for kpi_id, by_scope in sums.items()
    }
    has_children = bool(tree.children(node.id))
    return Region(
        scope_id=node.id, name=node.name, has_children=has_children, own=False, values=values
    )
