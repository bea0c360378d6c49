from __future__ import annotations

import os

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from duan.core.files.commands import keep_file
from duan.core.files.models import File
from duan.core.files.types import MOST_BYTES
from duan.edge.exchange import files as uploads
from tests import make
from tests.core.files import contents
from tests.core.files.contents import digest_of, on_disk, where


def send(who, scope, content=contents.JPEG, name="铭牌.jpg", **headers):
    file = SimpleUploadedFile(name, content, content_type="text/html")
    return make.client(who).post("/api/files", {"scope_id": scope, "file": file}, headers=headers)


def show(who, pk):
    """Open a file; return the status, the headers and the content."""
    answer = make.client(who).get(f"/api/files/{pk}")
    return answer.status_code, answer.headers, b"".join(answer.streaming_content)


def test_a_photo_goes_in_and_comes_out_as_it_was(east, engineer):
    answer = send(engineer, east)

    body = answer.json()
    assert (answer.status_code, body) == (
        201,
        {
            "id": body["id"],
            "name": "铭牌.jpg",
            "size": len(contents.JPEG),
            "sha256": digest_of(contents.JPEG),
        },
    )
    status, shown, content = show(engineer, body["id"])
    assert (status, content) == (200, contents.JPEG)
    told = ("Content-Type", "Content-Length", "X-Content-Type-Options", "Cache-Control")
    assert [shown[name] for name in told] == [
        "image/jpeg",
        str(len(contents.JPEG)),
        "nosniff",
        "no-store",
    ]
    assert shown["Content-Disposition"] == ("inline; filename*=utf-8''%E9%93%AD%E7%89%8C.jpg")


def test_a_name_cannot_write_headers(east, engineer):
    name = 'x"; evil="\r\nSet-Cookie: a=b; .html'
    pk = keep_file(engineer, scope_id=east, name=name, content=contents.JPEG)

    status, shown, _ = show(engineer, pk)

    assert (status, "Set-Cookie" in shown) == (200, False)
    assert shown["Content-Disposition"] == (
        'inline; filename="x\\"; evil=\\"Set-Cookie: a=b; .html.jpg"'
    )


@pytest.mark.parametrize(
    ("content", "status", "code"),
    [
        (b"", 422, "file_is_empty"),
        (b"<html>", 422, "file_kind_not_allowed"),
        (b"\xff\xd8\xff".ljust(MOST_BYTES + 1, b"\0"), 413, "attachment_too_large"),
    ],
)
def test_what_is_refused_leaves_nothing_on_the_disk(east, engineer, content, status, code):
    answer = send(engineer, east, content)

    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert [place["field"] for place in answer.json()["where"]] == ["file"]
    assert on_disk() == []
    assert list(uploads.folder().iterdir()) == []


def test_a_photo_larger_than_the_memory_is_for_passes_by_the_disk(east, engineer):
    content = contents.JPEG + os.urandom(5 * 1024 * 1024)

    answer = send(engineer, east, content)

    assert (answer.status_code, answer.json()["sha256"]) == (201, digest_of(content))
    assert list(uploads.folder().iterdir()) == []


def test_a_photo_sent_again_is_one_file(east, engineer):
    key = {"Idempotency-Key": "shutter-1"}

    first, again = (send(engineer, east, **key).json() for _ in range(2))

    make.as_(engineer)
    assert first == again
    assert File.objects.count() == 1


def test_a_damaged_photo_is_answered_by_a_refusal(east, engineer):
    pk = send(engineer, east).json()["id"]
    where(contents.JPEG).write_bytes(contents.PNG)

    answer = make.client(engineer).get(f"/api/files/{pk}")

    assert (answer.status_code, answer.json()["code"]) == (409, "file_is_damaged")


def test_a_file_of_another_region_and_no_file_are_answered_alike(east, engineer):
    pk = send(engineer, east).json()["id"]
    stranger = make.client(make.somebody("sales_manager", on=make.scope("华西")))

    hidden = stranger.get(f"/api/files/{pk}")
    missing = stranger.get(f"/api/files/{make.new_id()}")

    assert (hidden.status_code, hidden.content) == (404, missing.content)


def test_whoever_only_looks_sees_the_photo_and_keeps_none(east, engineer):
    pk = send(engineer, east).json()["id"]
    viewer = make.somebody("viewer", on=east)

    assert show(viewer, pk)[0] == 200
    assert send(viewer, east).json()["code"] == "not_allowed"
