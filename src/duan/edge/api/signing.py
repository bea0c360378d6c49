"""Who sends this request: a browser's cookie, guarded against forgery, or a program's token."""

from __future__ import annotations

import re
from typing import cast

from django.http import HttpRequest
from ninja.utils import check_csrf

from duan.core.kernel.actor import Actor
from duan.core.kernel.errors import Refused
from duan.core.kernel.http import SignedRequest
from duan.core.people.queries import enter

COOKIE = "duan_session"
_TOKEN = re.compile(r"[A-Za-z0-9_-]{20,200}")
_ALLOWED_BEFORE_CHANGE = ("/api/me", "/api/me/password")


class ForgedRequest(Refused):
    code = "csrf_failed"
    status = 403


class PasswordMustChange(Refused):
    code = "password_must_change"
    status = 403


def sign(request: HttpRequest) -> Actor | None:
    """Return who is asking and let the transaction act for him; the same answer when asked twice.

    Raises `ForgedRequest` for a cookie without the matching CSRF header on a write.
    """
    known = getattr(request, "actor", None)
    if isinstance(known, Actor):
        return known
    token = _token(request)
    entered = enter(token) if _TOKEN.fullmatch(token) else None
    if entered is None:
        return None
    signed = cast("SignedRequest", request)
    signed.actor, signed.must_change_password = entered
    return signed.actor


def signed_in(request: HttpRequest) -> Actor | None:
    """Authenticate an API operation; None makes it a 401. Raises `PasswordMustChange`."""
    actor = sign(request)
    if actor is not None and not may_go_on(request):
        raise PasswordMustChange("首次登录请先修改密码，再继续操作。")
    return actor


def may_go_on(request: HttpRequest) -> bool:
    """Tell whether a request that is signed may be answered before the password was changed."""
    return (
        not cast("SignedRequest", request).must_change_password
        or request.path in _ALLOWED_BEFORE_CHANGE
    )


def _token(request: HttpRequest) -> str:
    scheme, _, bearer = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return bearer.strip()
    cookie = request.COOKIES.get(COOKIE, "")
    if cookie and check_csrf(request):
        raise ForgedRequest("页面已过期，请刷新后重试。")
    return cookie
