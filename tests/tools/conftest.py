from __future__ import annotations

import subprocess
from pathlib import Path

import pytest


@pytest.fixture
def checkout(tmp_path: Path):
    """Return a function that makes a Git work tree with these files (path → text or bytes)."""

    def made(files: dict[str, str | bytes]) -> Path:
        subprocess.run(["git", "init", "--quiet"], cwd=tmp_path, check=True)
        for name, content in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        return tmp_path

    return made
