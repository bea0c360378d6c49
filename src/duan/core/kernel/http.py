"""What every endpoint may answer when it says no, and who is asking."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any, cast
from uuid import UUID

from django.http import HttpRequest
from ninja import Schema
from pydantic import AfterValidator

from duan.core.kernel.actor import Actor
from duan.lib import cn


class PlaceOut(Schema):
    field: str
    message: str


class Problem(Schema):
    """A refusal: `code` for programs, `message` for people, `where` for forms."""

    code: str
    message: str
    where: list[PlaceOut]


class DoneOut(Schema):
    """Nothing to tell but that it is done."""


class IdOut(Schema):
    """The id of what was made."""

    id: UUID


REFUSALS: dict[int, Any] = {
    400: Problem,
    401: Problem,
    403: Problem,
    404: Problem,
    409: Problem,
    413: Problem,
    422: Problem,
}


class UnmaskedAnswer(Exception):
    """A programming error: an answer held in full what may only go out masked.

    Not a ValueError: pydantic would put the value itself into the message, and so into the log.
    """


@dataclass(frozen=True, slots=True)
class OnlyMasked:
    """Lets a text out of an answer only if masking it once more changes nothing."""

    mask: Callable[[str], str]

    def __call__(self, text: str) -> str:
        if self.mask(text) != text:
            raise UnmaskedAnswer("a field of an answer holds an unmasked value")
        return text


MaskedPhone = Annotated[str, AfterValidator(OnlyMasked(cn.mask_phone))]
MaskedEmail = Annotated[str, AfterValidator(OnlyMasked(cn.mask_email))]


class SignedRequest(HttpRequest):
    """A request whose sender is known."""

    actor: Actor
    must_change_password: bool
    answer_is_secret: bool


def actor_of(request: HttpRequest) -> Actor:
    """Return the actor whom the API's authentication put on the request."""
    return cast("SignedRequest", request).actor


def keep_no_answer(request: HttpRequest) -> None:
    """Let no copy of this request's answer be kept, so that a repetition asks anew."""
    cast("SignedRequest", request).answer_is_secret = True
