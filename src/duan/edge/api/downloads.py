"""Answers that are files, written while the transaction still acts for somebody."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.http import FileResponse

from duan.edge.exchange import files

_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


def described(*kinds: str) -> dict[str, Any]:
    """Say in the interface's description that an operation answers with a file of these kinds."""
    binary = {"schema": {"type": "string", "format": "binary"}}
    return {"responses": {200: {"content": {_TYPES[kind].split(";")[0]: binary for kind in kinds}}}}


def written(name: str, kind: str, write: Callable[[Path], object]) -> FileResponse:
    """Answer with a file that is written now, while the transaction acts for somebody.

    The answer's body is sent after the transaction has ended; so the file is finished before, and
    unlinked at once: it lives as long as the answer holds it open.
    """
    path = files.folder() / f"out-{secrets.token_hex(8)}.{kind}"
    try:
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        write(path)
        file = path.open("rb")
    finally:
        path.unlink(missing_ok=True)
    return FileResponse(file, as_attachment=True, filename=name, content_type=_TYPES[kind])
