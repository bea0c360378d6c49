"""`Idempotency-Key`: a POST that is sent again gets the first answer, and nothing happens twice.

The key's row is written in the request's own transaction. A twin that comes meanwhile waits on the
unique index, and then reads what the first was answered; if the first rolled back, it runs itself.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from duan.core.kernel.actor import Actor
from duan.core.kernel.errors import Conflict, Invalid
from duan.core.kernel.models import Answer
from duan.edge.api.signing import sign

KEPT_FOR = timedelta(hours=24)
_LONGEST_KEY = 200
_CLAIM = """
INSERT INTO kernel_answer (account_id, key, request_hash, content_type, created_at)
VALUES (%s, %s, %s, '', now()) ON CONFLICT DO NOTHING
"""


class KeyReused(Conflict):
    code = "idempotency_key_reused"


class KeyUnusable(Invalid):
    code = "idempotency_key_unusable"


def answered_once(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Wrap an API operation so that a POST with a key is carried out once."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        key = request.headers.get("Idempotency-Key", "")
        if request.method != "POST" or not key:
            return view(request, *args, **kwargs)
        actor = sign(request)
        if actor is None:
            return view(request, *args, **kwargs)
        if len(key) > _LONGEST_KEY:
            raise KeyUnusable(f"Idempotency-Key 最多 {_LONGEST_KEY} 个字符。")
        digest = _request_hash(request)
        if not _claim(actor, key, digest):
            return _repeat(actor, key, digest)
        response = view(request, *args, **kwargs)
        _keep(actor, key, response, secret=getattr(request, "answer_is_secret", False))
        return response

    return answer


def forget_old() -> int:
    """Delete the actor's answers that nobody may ask for any more; return how many."""
    return Answer.objects.filter(created_at__lt=timezone.now() - KEPT_FOR).delete()[0]


def _claim(actor: Actor, key: str, digest: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(_CLAIM, [actor.account_id, key, digest])
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


def _keep(actor: Actor, key: str, response: HttpResponse, *, secret: bool) -> None:
    kept = Answer.objects.filter(account_id=actor.account_id, key=key)
    if secret:
        kept.delete()
        return
    kept.update(
        status=response.status_code,
        content_type=response.headers.get("Content-Type", ""),
        body=response.content,
    )


def _request_hash(request: HttpRequest) -> str:
    """Digest the method, the path and the body; of an upload, the fields and each file."""
    digest = hashlib.sha256(f"{request.method} {request.get_full_path()}\n".encode())
    if request.content_type == "multipart/form-data":
        for name, value in sorted(request.POST.items()):
            digest.update(f"{name}={value}\n".encode())
        for name, file in sorted(request.FILES.items()):
            for chunk in file.chunks():  # type: ignore[union-attr]  # one file a name
                digest.update(chunk)
            file.seek(0)  # type: ignore[union-attr]  # same
            digest.update(name.encode())
    else:
        digest.update(request.body)
    return digest.hexdigest()
