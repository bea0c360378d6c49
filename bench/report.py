"""The table on the screen and the same in var/bench.json."""

from __future__ import annotations

import json
import os
import platform
import time
import unicodedata
from dataclasses import asdict, dataclass
from pathlib import Path

from bench.clocks import Spread

_WIDE = "WF"


@dataclass(frozen=True, slots=True)
class Line:
    """One figure; `goal` is what the issue promised of it, `kept` whether it holds."""

    part: str
    what: str
    figure: str
    goal: str = ""
    kept: bool | None = None


class Report:
    def __init__(self, size: int) -> None:
        self._size = size
        self.lines: list[Line] = []

    def add(
        self, part: str, what: str, figure: str, *, goal: str = "", kept: bool | None = None
    ) -> None:
        line = Line(part, what, figure, goal, kept)
        self.lines.append(line)
        mark = "" if kept is None else ("达到" if kept else "未达")
        text = f"{_pad(part, 12)}{_pad(what, 34)}{_pad(figure, 66)}{_pad(goal, 18)}{mark}"
        print(text.rstrip(), flush=True)

    def spread(
        self,
        part: str,
        what: str,
        found: Spread,
        *,
        p50: float | None = None,
        p95: float | None = None,
    ) -> None:
        """Add a spread in milliseconds, judged by the processor's time of both sides."""
        figure = (
            f"p50 {found.p50:.1f} p95 {found.p95:.1f} ms"
            f"（库 {found.database:.1f}；墙钟 {found.wall_p50:.1f} / {found.wall_p95:.1f}）"
        )
        goal = f"p50 ≤ {p50:g} ms" if p50 else f"p95 ≤ {p95:g} ms" if p95 else ""
        kept = found.p50 <= p50 if p50 else found.p95 <= p95 if p95 else None
        self.add(part, what, figure, goal=goal, kept=kept)

    def write(self, file: Path) -> None:
        content = {
            "size": self._size,
            "at": time.strftime("%Y-%m-%dT%H:%M:%S%z"),
            "machine": f"{platform.machine()}, {os.cpu_count()} cores",
            "load": os.getloadavg()[0],
            "lines": [asdict(line) for line in self.lines],
        }
        file.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", "utf-8")


def _pad(text: str, width: int) -> str:
    shown = sum(2 if unicodedata.east_asian_width(c) in _WIDE else 1 for c in text)
    return text + " " * max(1, width - shown)
