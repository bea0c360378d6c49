"""Somebody who keeps a photo and stops before the commit, for its test to kill it there."""

from __future__ import annotations

import sys
import time
from uuid import UUID

import django

django.setup()

from django.db import transaction  # noqa: E402 - the database is known only now

from duan.core.files.commands import keep_file  # noqa: E402 - models exist only now
from duan.core.people.queries import enter  # noqa: E402 - same
from tests.core.files.contents import PNG  # noqa: E402 - same


def main(scope_id: int, token: str) -> None:
    with transaction.atomic():
        entered = enter(token)
        assert entered is not None
        kept: UUID = keep_file(entered[0], scope_id=scope_id, name="铭牌.png", content=PNG)
        print(kept, flush=True)  # noqa: T201 - the test waits for this line
        time.sleep(60)


main(int(sys.argv[1]), sys.argv[2])
