"""Facts travel upward: a lower module publishes, higher modules subscribe.

An event is a frozen dataclass of ids and primitives, known by a stable name. It is written to the
outbox in the publisher's transaction and handed to each subscriber once, in order, by the worker.
"""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Callable
from typing import Any, TypeVar

import orjson
from pydantic import TypeAdapter

E = TypeVar("E")


class UnknownEvent(LookupError):
    """A programming error: an event that was never registered, or two under one name."""


_classes: dict[str, type[Any]] = {}
_names: dict[type[Any], str] = {}
_handlers: dict[str, dict[str, Callable[[Any], None]]] = defaultdict(dict)


def event(name: str) -> Callable[[type[E]], type[E]]:
    """Register a dataclass under `module.WhatHappened`."""

    def register(cls: type[E]) -> type[E]:
        if name in _classes and _classes[name].__qualname__ != cls.__qualname__:
            raise UnknownEvent(f"two events are called {name}")
        _classes[name] = cls
        _names[cls] = name
        return cls

    return register


def subscribe(event_class: type[E], handler: Callable[[E], None], *, called: str) -> None:
    """Let `handler` react to an event, in its own transaction, under a stable name."""
    _handlers[called][name_of(event_class)] = handler


def unsubscribe(called: str) -> None:
    """Forget a handler; its place in the feed stays."""
    _handlers.pop(called, None)


def handlers() -> dict[str, dict[str, Callable[[Any], None]]]:
    """Return every handler as name -> {event name -> function}."""
    return {name: dict(reactions) for name, reactions in _handlers.items()}


def name_of(event_class: type[Any]) -> str:
    try:
        return _names[event_class]
    except KeyError as error:
        raise UnknownEvent(f"{event_class.__qualname__} has no @event name") from error


def pack(fact: Any) -> tuple[str, str]:
    """Return (name, JSON text) of an event."""
    return name_of(type(fact)), orjson.dumps(dataclasses.asdict(fact)).decode()


def unpack(name: str, body: dict[str, Any]) -> Any:
    """Build the event again from what the outbox kept."""
    if name not in _classes:
        raise UnknownEvent(f"nobody knows the event {name}")
    return TypeAdapter(_classes[name]).validate_python(body)
