"""The worker's part: what no row names, because its transaction never committed, goes."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from django.db import connection, transaction

from duan.core.files.commands import hold_content
from duan.core.files.queries import folder

WAITS = timedelta(days=1)
_UNNAMED = "SELECT digest FROM sec.files_unnamed(%s) AS digest"


def forget_orphans() -> int:
    """Delete contents and drafts that lie for a day and that no row names; return how many."""
    oldest = time.time() - WAITS.total_seconds()
    return sum(_forget_in(shard, oldest) for shard in _entries(folder()))


def _forget_in(shard: Path, oldest: float) -> int:
    old = {path.name: path for path in _entries(shard) if _came_in(path) < oldest}
    drafts = [path for name, path in old.items() if name.endswith(".part")]
    for path in drafts:
        path.unlink(missing_ok=True)
    contents = sorted(old.keys() - {path.name for path in drafts})
    return len(drafts) + sum(_forget(old[digest]) for digest in _unnamed(contents))


def _forget(path: Path) -> bool:
    """Delete a content, unless somebody keeps it at this moment or has kept it meanwhile."""
    with transaction.atomic():
        gone = hold_content(path.name) and _unnamed([path.name]) == [path.name]
        if gone:
            path.unlink(missing_ok=True)
    return gone


def _unnamed(digests: list[str]) -> list[str]:
    if not digests:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_UNNAMED, [digests])
        return [str(digest) for (digest,) in cursor.fetchall()]


def _entries(place: Path) -> Iterator[Path]:
    if place.is_dir():
        yield from sorted(place.iterdir())


def _came_in(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:  # somebody else's draft, renamed meanwhile
        return time.time()
