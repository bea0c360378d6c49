"""The whole program without a network: one call of the WSGI application a request."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from io import BytesIO
from typing import Any
from urllib.parse import quote, urlencode

from bench.viewers import Viewer


def getting(viewer: Viewer, path: str, **query: str) -> Callable[[], bytes]:
    """Return a call that GETs a path as this viewer; it raises unless the answer is 200."""
    return partial(_get, viewer.actor.token, path, urlencode(query))


def _get(token: str, path: str, query: str) -> bytes:
    from duan.edge.config.wsgi import (
        application,  # inline: Django loads after the database is known
    )

    environ: dict[str, Any] = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": quote(path),
        "QUERY_STRING": query,
        "SERVER_NAME": "testserver",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": "testserver",
        "HTTP_AUTHORIZATION": f"Bearer {token}",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(),
        "wsgi.errors": BytesIO(),
        "wsgi.multithread": False,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    status: list[str] = []
    response = application(environ, lambda line, _headers: status.append(line))
    body = b"".join(response)
    response.close()
    assert status == ["200 OK"], (status, path, query, body[:300])
    return body
