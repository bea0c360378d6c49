"""The only door for writes.

A command is one verb of the business. The decorator gives each of them the same life:

    begin -> act as the actor -> ask access -> change rows -> one audit entry -> outbox -> commit

It refuses to commit a command that never asked for access or never said what it changed, so
neither can be forgotten. The web, the field app's queue and the jobs all call the same command.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import wraps
from typing import Any, Concatenate, Final, ParamSpec, TypeVar
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from duan.core.kernel import outbox
from duan.core.kernel.actor import Actor, Nobody
from duan.core.kernel.context import act_under, current_token

P = ParamSpec("P")
R = TypeVar("R")

# The root of the scope tree: what belongs to no region, such as accounts, is answered for here.
WHOLE_COMPANY: Final = 1


@dataclass(frozen=True, slots=True)
class Touch:
    """One row that a command changed: what kind, which one, in which scope, called what."""

    kind: str
    id: UUID
    scope_id: int | None
    name: str


@dataclass(slots=True, kw_only=True)
class Run:
    """One execution of one command: the clock, the actor and what happened so far."""

    command: str
    actor: Actor | Nobody
    now: datetime
    asked_access: bool = False
    touched: list[Touch] = field(default_factory=list)
    touched_by: list[tuple[str, tuple[Any, ...]]] = field(default_factory=list)
    published: list[object] = field(default_factory=list)
    details: dict[str, Any] = field(default_factory=dict)
    last_steps: list[Callable[[], object]] = field(default_factory=list)

    @property
    def who(self) -> Actor:
        """The signed-in actor; a programming error in a command that takes Nobody."""
        if isinstance(self.actor, Nobody):
            raise UnguardedCommand(f"{self.command} needs somebody who is signed in")
        return self.actor

    def require(self, action: str, *, scope_id: int | None = None) -> None:
        """Refuse unless the actor holds the action now: in this scope, or in any when None."""
        if _asker is None:
            raise UnguardedCommand("no access module answers")
        self.asked_access = True
        _asker(self, action, scope_id)

    def mine(self) -> None:
        """Say that this command only ever changes what belongs to the actor's own account."""
        self.asked_access = True

    def touch(self, kind: str, id_: UUID, *, scope_id: int | None = None, name: str = "") -> None:
        """Name a row that this command changed."""
        self.touched.append(Touch(kind, id_, scope_id, name))

    def touch_rows(self, select: str, params: Sequence[Any]) -> None:
        """Name many changed rows at once: a SELECT of (kind, id, scope_id, name)."""
        self.touched_by.append((select, tuple(params)))

    def tell(self, **details: Any) -> None:
        """Fill the blanks of the command's audit sentence. JSON values only, nothing secret."""
        self.details.update(details)

    def at_last(self, step: Callable[[], object]) -> None:
        """Do this after the log is written, still inside the transaction: it ends the context."""
        self.last_steps.append(step)

    def publish(self, event: object) -> None:
        """Tell higher modules, once this transaction has committed."""
        self.published.append(event)


class UnguardedCommand(AssertionError):
    """A programming error: the command forgot access or audit, or came from the wrong door."""


@dataclass(frozen=True, slots=True)
class Command:
    """What the registry knows of a command: its id, its audit sentence and how to run it."""

    id: str
    sentence: str
    uses: tuple[str, ...]
    execute: Callable[..., Any]


Recorder = Callable[[Run], None]
Asker = Callable[[Run, str, int | None], None]
_recorders: list[Recorder] = []
_asker: Asker | None = None
registry: dict[str, Command] = {}


def record_with(recorder: Recorder) -> None:
    """Audit plugs itself in here, so the kernel does not know it."""
    if recorder not in _recorders:
        _recorders.append(recorder)


def ask_with(asker: Asker) -> None:
    """Access plugs itself in here, so that modules below it can ask too."""
    global _asker  # noqa: PLW0603 - set once, when the apps are ready
    _asker = asker


def command(
    id_: str, *, sentence: str, uses: Sequence[str] = ()
) -> Callable[[Callable[Concatenate[Run, P], R]], Callable[Concatenate[Actor | Nobody, P], R]]:
    """Register a write under `module.verb_noun`.

    `sentence` is what the audit log will say, a Chinese clause whose {blanks} `Run.tell` fills.
    `uses` names the commands of lower modules that this one calls.
    """

    def register(
        body: Callable[Concatenate[Run, P], R],
    ) -> Callable[Concatenate[Actor | Nobody, P], R]:
        @wraps(body)
        def execute(actor: Actor | Nobody, /, *args: P.args, **kwargs: P.kwargs) -> R:
            run = Run(command=id_, actor=actor, now=timezone.now())
            with transaction.atomic():
                before = current_token()
                if isinstance(actor, Actor) and before != actor.token:
                    act_under(actor.token)
                result = body(run, *args, **kwargs)
                _close(run)
                if isinstance(actor, Actor) and before != actor.token:
                    act_under(before)
            return result

        if id_ in registry:
            raise UnguardedCommand(f"two commands are called {id_}")
        registry[id_] = Command(id_, sentence, tuple(uses), execute)
        return execute

    return register


def _close(run: Run) -> None:
    if not run.asked_access:
        raise UnguardedCommand(f"{run.command} never asked for access")
    if not run.touched and not run.touched_by:
        raise UnguardedCommand(f"{run.command} never said what it changed")
    for recorder in _recorders:
        recorder(run)
    outbox.put(run.published)
    for step in run.last_steps:
        step()
