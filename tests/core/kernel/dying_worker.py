"""A worker that stops where its argument says, for its test to kill it there."""

from __future__ import annotations

import sys
import time

import django

django.setup()

from duan.core.kernel import outbox  # noqa: E402 - models exist only now
from tests.core.kernel.happenings import Happened, take_effect  # noqa: E402 - same


def wait_for_death() -> None:
    print("here", flush=True)  # noqa: T201 - the test waits for this line
    time.sleep(60)


def main(where: str) -> None:
    def react(fact: Happened) -> None:
        if where == "before the effect":
            wait_for_death()
        take_effect(fact)
        if where == "after the effect":
            wait_for_death()

    outbox.number()
    outbox.deliver("test.dying", {"test.Happened": react})
    wait_for_death()


main(sys.argv[1])
