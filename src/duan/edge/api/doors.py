"""The pages that are not the API: sign-in, sign-out and the shell of the office app."""

from __future__ import annotations

import secrets
from pathlib import Path
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect, ensure_csrf_cookie
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from duan.core.kernel.actor import Nobody
from duan.core.people.commands import sign_in, sign_out
from duan.core.people.policies import BROWSER_SESSION_LASTS
from duan.core.people.types import Turned
from duan.edge.api.signing import COOKIE, sign

_NONCE = "__CSP_NONCE__"


@never_cache
@csrf_protect
@require_http_methods(["GET", "POST"])
def login(request: HttpRequest) -> HttpResponse:
    """Show the form, or check it and open a session."""
    target = _safe_target(request)
    if request.method == "GET":
        if sign(request) is not None:
            return HttpResponseRedirect(target)
        return render(request, "duan/login.html", {"next": target})
    name = request.POST.get("login_name", "").replace("\0", "").strip()[:64]
    outcome = sign_in(
        Nobody(),
        login_name=name,
        password=request.POST.get("password", "")[:200],
        address=request.META.get("REMOTE_ADDR", ""),
        agent=request.headers.get("User-Agent", ""),
    )
    if isinstance(outcome, Turned):
        page = {"next": target, "login_name": name, "message": outcome.message}
        return render(request, "duan/login.html", page, status=401)
    response = HttpResponseRedirect(target)
    response.set_cookie(
        COOKIE,
        outcome.token,
        max_age=int(BROWSER_SESSION_LASTS.total_seconds()),
        httponly=True,
        samesite="Lax",
        secure=settings.CSRF_COOKIE_SECURE,
    )
    return response


@never_cache
@csrf_protect
@require_POST
def logout(request: HttpRequest) -> HttpResponse:
    actor = sign(request)
    if actor is not None:
        sign_out(actor)
    response = HttpResponseRedirect("/login")
    response.delete_cookie(COOKIE, samesite="Lax")
    return response


@never_cache
@ensure_csrf_cookie
@require_safe
def office(request: HttpRequest) -> HttpResponse:
    """Serve the office app's page with this request's nonce, to whoever is signed in."""
    if sign(request) is None:
        return HttpResponseRedirect(f"/login?{urlencode({'next': request.get_full_path()})}")
    return _built(request, "office")


@never_cache
@ensure_csrf_cookie
@require_safe
def field(request: HttpRequest) -> HttpResponse:
    """Serve the field app's page; it opens without a session, as it must without a network."""
    return _built(request, "field")


def _built(request: HttpRequest, app: str) -> HttpResponse:
    page = Path(settings.WEB_DIR) / "apps" / app / "dist" / "index.html"
    if not page.is_file():
        return render(request, "duan/unbuilt.html", status=503)
    nonce = request.csp_nonce = secrets.token_urlsafe(18)  # type: ignore[attr-defined]  # read by ContentPolicy
    return HttpResponse(page.read_text(encoding="utf-8").replace(_NONCE, nonce))


def _safe_target(request: HttpRequest) -> str:
    target = request.POST.get("next") or request.GET.get("next") or "/"
    safe = url_has_allowed_host_and_scheme(target, allowed_hosts=None)
    return target if safe else "/"
