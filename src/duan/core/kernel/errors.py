"""Refusals that a person can act on. Anything else is a bug and becomes a 500."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the input the trouble is, and what to do about it there."""

    field: str
    message: str


class Refused(Exception):
    """A command said no. `code` is for programs, the message is for people."""

    code = "refused"
    status = 422

    def __init__(self, message: str, *, where: Sequence[Place] = ()) -> None:
        super().__init__(message)
        self.where = tuple(where)


class NotFound(Refused):
    """The thing does not exist, or the actor may not know that it does."""

    code = "not_found"
    status = 404

    def __init__(
        self, message: str = "没有找到，或者您无权查看。请检查链接，或联系管理员。"
    ) -> None:
        super().__init__(message)


class Stale(Refused):
    """The actor decided on an older version than the one stored."""

    code = "stale"
    status = 409


def refuse_stale(name: str, version: int, seen_version: int, *, then: str = "再操作") -> None:
    """Raise `Stale` unless the version that was seen is the one stored; `then` is what to do after."""
    if version != seen_version:
        raise Stale(
            f"{name}已被别人更新到第 {version} 版，您看到的是第 {seen_version} 版。请刷新后{then}。"
        )


class Conflict(Refused):
    """The input is fine, but what is stored stands against it."""

    code = "conflict"
    status = 409


class Invalid(Refused):
    """A field of the input cannot be accepted; `where` names each."""

    code = "invalid"
    status = 422


class MissingReason(Invalid):
    """A step that must be explained for the log or for others was not."""

    code = "missing_reason"
