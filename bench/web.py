"""What a browser loads before the first list of the office app shows, gzip."""

from __future__ import annotations

import gzip
import json

from bench.cluster import CHECKOUT

_DIST = CHECKOUT / "web" / "apps" / "office" / "dist"


def first_load() -> dict[str, float] | None:
    """Return KB by kind and in all; None when the app is not built.

    Scripts as `npm run size` counts them: the entry and whatever it imports statically.
    """
    file = _DIST / ".vite" / "manifest.json"
    if not file.is_file():
        return None
    manifest = json.loads(file.read_text("utf-8"))
    names, waiting, styles = set(), ["index.html"], set()
    while waiting:
        name = waiting.pop()
        if name in names:
            continue
        names.add(name)
        waiting.extend(manifest[name].get("imports", []))
        styles.update(manifest[name].get("css", []))
    scripts = sum(_size(manifest[name]["file"]) for name in names)
    style, page = sum(map(_size, styles)), _size("index.html")
    return {"scripts": scripts, "styles": style, "page": page, "all": scripts + style + page}


def _size(name: str) -> float:
    return len(gzip.compress((_DIST / name).read_bytes(), 9)) / 1024
