"""What the environment says of this machine: where the database is, which keys, which hosts.

`duan` fills it from the data directory before Django loads; an operator's own variables win.
A key that nobody set is random, so a process without keys can open no session of another.
"""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

_CHECKOUT = Path(__file__).resolve().parents[4]


@dataclass(frozen=True, slots=True)
class Environment:
    database: dict[str, Any]
    django_key: str
    session_key: str
    index_key: str
    data_dir: Path
    web_dir: Path
    hosts: list[str]
    secure: bool


def read() -> Environment:
    return Environment(
        database=_database(),
        django_key=os.environ.get("DUAN_DJANGO_KEY") or secrets.token_hex(32),
        session_key=os.environ.get("DUAN_SESSION_KEY") or secrets.token_hex(32),
        index_key=os.environ.get("DUAN_INDEX_KEY") or secrets.token_hex(32),
        data_dir=Path(os.environ.get("DUAN_DATA", "var")).resolve(),
        web_dir=Path(os.environ.get("DUAN_WEB", _CHECKOUT / "web")).resolve(),
        hosts=os.environ.get("DUAN_HOSTS", "127.0.0.1,localhost,testserver").split(","),
        secure=os.environ.get("DUAN_SECURE", "") == "1",
    )


def _database() -> dict[str, Any]:
    """Return the connection of the role in DUAN_DB_ROLE: `app` to serve, `owner` to migrate."""
    role = os.environ.get("DUAN_DB_ROLE", "app")
    url = os.environ.get("DATABASE_URL" if role == "app" else f"DUAN_{role.upper()}_URL")
    if url:
        return _from_url(url)
    return {
        "HOST": os.environ.get("DUAN_DB_HOST", ""),
        "PORT": os.environ.get("DUAN_DB_PORT", ""),
        "NAME": os.environ.get("DUAN_DB_NAME", "duan"),
        "USER": f"duan_{role}",
        "PASSWORD": os.environ.get(f"DUAN_DB_PASSWORD_{role.upper()}", ""),
        "OPTIONS": {},
    }


def _from_url(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query))
    return {
        "HOST": query.pop("host", "") or unquote(parts.hostname or ""),
        "PORT": query.pop("port", "") or str(parts.port or ""),
        "NAME": unquote(parts.path.lstrip("/")) or "duan",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "OPTIONS": query,
    }
