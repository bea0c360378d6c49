"""The steps of an import over HTTP, with the worker's part done in between."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from duan.edge.exchange import jobs


def upload(client: Client, text: str | bytes, name: str = "医院.csv") -> Any:
    data = text.encode() if isinstance(text, str) else text
    return client.post("/api/imports", {"file": SimpleUploadedFile(name, data)})


def post(client: Client, path: str, body: dict[str, Any] | None = None) -> Any:
    return client.post(f"/api/imports/{path}", body or {}, content_type="application/json")


def get(client: Client, import_id: str) -> Any:
    return client.get(f"/api/imports/{import_id}").json()


def checked(client: Client, text: str | bytes, name: str = "医院.csv", **options: Any) -> Any:
    """Upload, ask for a check with the proposed mapping, and let the worker do it."""
    answer = upload(client, text, name)
    assert answer.status_code == 201, answer.json()
    import_ = answer.json()
    body = {"mapping": import_["mapping"], **options}
    answer = post(client, f"{import_['id']}/check", body)
    assert answer.status_code == 202, answer.json()
    assert jobs.work_once() == 1
    return get(client, import_["id"])


def loaded(client: Client, text: str | bytes, name: str = "医院.csv", **options: Any) -> Any:
    """Check, and load what is right."""
    import_ = checked(client, text, name, **options)
    answer = post(client, f"{import_['id']}/load", {"skip_refused": True})
    assert answer.status_code == 202, answer.json()
    assert jobs.work_once() == 1
    return get(client, import_["id"])


def problems(client: Client, import_: Any) -> Any:
    """Return every problem, page by page."""
    found: list[Any] = []
    cursor = ""
    while cursor is not None:
        query = {"cursor": cursor, "limit": 200}
        page = client.get(f"/api/imports/{import_['id']}/problems", query).json()
        found += page["items"]
        cursor = page["next"]
    return found
