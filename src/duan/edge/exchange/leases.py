"""Who works on which job: claimed for half a minute at a time, renewed while it is worked on."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Self
from uuid import UUID

from django.db import connection, transaction

from duan.core.kernel.ids import new_id

LASTS = timedelta(seconds=30)
_RENEWED_EVERY = 2.0

_CLAIM = """
UPDATE exchange_job SET lease = %(lease)s, lease_ends_at = now() + %(lasts)s,
       attempts = attempts + 1, stage = '开始', done = 0
 WHERE import_id = (SELECT import_id FROM exchange_job
                     WHERE lease_ends_at IS NULL OR lease_ends_at < now()
                     ORDER BY created_at LIMIT 1 FOR UPDATE SKIP LOCKED)
RETURNING import_id, verb, account_id, session_id, token_sealed, attempts
"""
_RENEW = """
UPDATE exchange_job SET lease_ends_at = now() + %(lasts)s, stage = %(stage)s, done = %(done)s
 WHERE import_id = %(import)s AND lease = %(lease)s
"""


@dataclass(slots=True, kw_only=True)
class Claim:
    """A job that this process works on, and how far it is."""

    import_id: UUID
    lease: UUID
    verb: str
    account_id: UUID
    session_id: UUID
    token_sealed: bytes
    attempts: int
    stage: str = "开始"
    done: int = 0
    _ended: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None

    def tell(self, stage: str, done: int) -> None:
        """Say how far the work is; shown with the next renewal."""
        self.stage, self.done = stage, done

    def __enter__(self) -> Self:
        self._thread = threading.Thread(target=self._renew_until_ended, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        if self._thread:
            self._thread.join()

    def _renew_until_ended(self) -> None:
        """Renew on a connection of the thread's own: the work's transaction shows nothing yet."""
        try:
            while not self._ended.wait(_RENEWED_EVERY):
                with connection.cursor() as cursor:
                    cursor.execute(_RENEW, self._facts())
        finally:
            connection.close()

    def _facts(self) -> dict[str, Any]:
        return {
            "lasts": LASTS,
            "stage": self.stage,
            "done": self.done,
            "import": self.import_id,
            "lease": self.lease,
        }


def claim_next() -> Claim | None:
    """Claim the oldest job that nobody works on, or whose worker has died."""
    lease = new_id()
    facts: dict[str, Any] = {"lease": lease, "lasts": LASTS}
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_CLAIM, facts)
        row = cursor.fetchone()
    if row is None:
        return None
    import_id, verb, account_id, session_id, sealed, attempts = row
    return Claim(
        import_id=import_id,
        lease=lease,
        verb=verb,
        account_id=account_id,
        session_id=session_id,
        token_sealed=bytes(sealed),
        attempts=attempts,
    )
