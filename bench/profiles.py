"""One terminal's page: the four requests that it begins with."""

from __future__ import annotations

from bench.clocks import Clocks, Spread
from bench.door import getting
from bench.lists import first_terminal
from bench.viewers import Viewer


def measure(clocks: Clocks, viewer: Viewer, times: int) -> dict[str, Spread]:
    at = f"/api/terminals/{first_terminal(viewer)}"
    paths = {"档案": at, "树": f"{at}/tree", "联系人": f"{at}/contacts", "时间线": f"{at}/timeline"}
    return clocks.in_turn({name: getting(viewer, path) for name, path in paths.items()}, times)
