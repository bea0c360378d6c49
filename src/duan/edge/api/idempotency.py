"""`Idempotency-Key`: a POST that is sent again gets the first answer, and nothing happens twice.

The key's row is written in the request's own transaction. A twin that comes meanwhile waits on the
unique index, and then reads what the first was answered; if the first rolled back, it runs itself.
An answer older than a day counts no more: the key is taken anew, and the worker deletes the rest.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import wraps
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.db import OperationalError, connection
from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI

from duan.core.kernel.actor import Actor
from duan.core.kernel.errors import Conflict, Invalid, Refused
from duan.core.kernel.models import Answer
from duan.edge.api.signing import may_go_on, sign

KEPT_FOR = timedelta(hours=24)
_LONGEST_KEY = 200
_CLAIM = """
INSERT INTO kernel_answer (account_id, key, request_hash, content_type, created_at)
VALUES (%s, %s, %s, '', now())
ON CONFLICT (account_id, key) DO UPDATE
   SET request_hash = excluded.request_hash, status = NULL, content_type = '', body = NULL,
       created_at = now()
 WHERE kernel_answer.created_at < now() - make_interval(secs => %s)
"""


View = Callable[..., HttpResponse]


class KeyReused(Conflict):
    code = "idempotency_key_reused"


class KeyUnusable(Invalid):
    code = "idempotency_key_unusable"


def answered_once(api: NinjaAPI) -> Callable[[View], View]:
    """Return a wrapper of an API's operations, so that a POST with a key is carried out once."""

    def wrap(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            try:
                claim = _begin(request)
            except (Refused, RequestDataTooBig, OperationalError) as refusal:
                return api.on_exception(request, refusal)
            if isinstance(claim, HttpResponse):
                return claim
            response = view(request, *args, **kwargs)
            if claim is not None:
                _keep(claim, response, secret=getattr(request, "answer_is_secret", False))
            return response

        return answer

    return wrap


def _begin(request: HttpRequest) -> HttpResponse | tuple[Actor, str] | None:
    """Claim the key of a request: None without one, the first answer when it was used before.

    Whoever is not let in uses up no key: the request may come again once he is.
    """
    key = request.headers.get("Idempotency-Key", "")
    if request.method != "POST" or not key:
        return None
    actor = sign(request)
    if actor is None or not may_go_on(request):
        return None
    if len(key) > _LONGEST_KEY:
        raise KeyUnusable(f"Idempotency-Key 最多 {_LONGEST_KEY} 个字符。")
    digest = _request_hash(request)
    return (actor, key) if _claim(actor, key, digest) else _repeat(actor, key, digest)


def forget_old() -> int:
    """Delete everybody's answers older than `KEPT_FOR`; return how many."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT sec.forget_answers()")
        row = cursor.fetchone()
    return int(row[0])


def _claim(actor: Actor, key: str, digest: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(_CLAIM, [actor.account_id, key, digest, KEPT_FOR.total_seconds()])
        return bool(cursor.rowcount == 1)


def _repeat(actor: Actor, key: str, digest: str) -> HttpResponse:
    kept = Answer.objects.get(account_id=actor.account_id, key=key)
    if kept.request_hash != digest:
        raise KeyReused("这个 Idempotency-Key 已用于另一个请求，请换一个新的。")
    return HttpResponse(
        bytes(kept.body or b""),
        status=kept.status,
        content_type=kept.content_type,
        headers={"Idempotency-Replayed": "true"},
    )


def _keep(claim: tuple[Actor, str], response: HttpResponse, *, secret: bool) -> None:
    if connection.needs_rollback:  # the key's row goes too: the request may come again
        return
    actor, key = claim
    kept = Answer.objects.filter(account_id=actor.account_id, key=key)
    if secret or response.streaming:
        kept.delete()
        return
    kept.update(
        status=response.status_code,
        content_type=response.headers.get("Content-Type", ""),
        body=response.content,
    )


def _request_hash(request: HttpRequest) -> str:
    """Digest the method, the path and the body; of an upload, every field and every file."""
    digest = hashlib.sha256(f"{request.method} {request.get_full_path()}\n".encode())
    if request.content_type == "multipart/form-data":
        for part in _parts(request):
            digest.update(hashlib.sha256(part).digest())
    else:
        digest.update(request.body)
    return digest.hexdigest()


def _parts(request: HttpRequest) -> Iterator[bytes]:
    for name, values in sorted(request.POST.lists()):
        yield from (text.encode() for text in (name, *map(str, values)))
    for name, files in sorted(request.FILES.lists()):
        for file in files:
            yield name.encode()
            yield hashlib.file_digest(file, "sha256").digest()
            file.seek(0)
