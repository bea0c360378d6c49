"""Opening and ending sessions through the database's guarded functions."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import connection

from duan.core.kernel.ids import new_id
from duan.core.people.types import SessionKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """A session about to be opened."""

    account_id: UUID
    kind: SessionKind
    expires_at: datetime
    name: str = ""
    idle_minutes: int | None = None
    address: str = ""
    agent: str = ""


def open_session(opening: Opening) -> tuple[UUID, str]:
    """Open it; return the session's id and its token, which is stored nowhere."""
    session_id, token = new_id(), secrets.token_urlsafe(32)
    digest = hashlib.sha256(token.encode()).digest()
    ends = opening.expires_at.replace(microsecond=0)
    message = f"{opening.account_id}{session_id}{digest.hex()}{int(ends.timestamp())}"
    proof = hmac.new(settings.SESSION_KEY, message.encode(), hashlib.sha256).digest()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT sec.open_session(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
            [
                opening.account_id,
                session_id,
                opening.kind.value,
                opening.name,
                digest,
                ends,
                opening.idle_minutes,
                opening.address[:64],
                opening.agent[:300],
                proof,
            ],
        )
    return session_id, token


def end_sessions(account_id: UUID, *, only: UUID | None = None, all_but: UUID | None = None) -> int:
    """End sessions of an account; return how many were open."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT sec.end_sessions(%s, %s, %s)", [account_id, only, all_but])
        row = cursor.fetchone()
    return int(row[0])


def key_pads(key: bytes) -> tuple[bytes, bytes]:
    """Return the inner and outer pad of an HMAC-SHA256 key (RFC 2104), as `sec.key` keeps them."""
    block = (hashlib.sha256(key).digest() if len(key) > 64 else key).ljust(64, b"\0")  # noqa: PLR2004 - SHA-256's block size
    return bytes(b ^ 0x36 for b in block), bytes(b ^ 0x5C for b in block)
