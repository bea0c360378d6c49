"""Receiving a file in pieces: into our own folder, and no more than we would keep."""

from __future__ import annotations

from tempfile import NamedTemporaryFile
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import TemporaryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, TemporaryFileUploadHandler
from typing_extensions import override

from duan.edge.exchange import files


class _PassingFile(TemporaryUploadedFile):
    """Lies beside the kept files until the request ends; the system's own folder is not written."""

    def __init__(self, name: str | None, content_type: str | None) -> None:
        passing = NamedTemporaryFile(suffix=".upload", dir=files.folder())  # noqa: SIM115 - closed with the request
        UploadedFile.__init__(self, passing, name, content_type, 0)


class DiskUpload(TemporaryFileUploadHandler):
    """Streams an upload to the data directory; stops one that is larger than any we keep."""

    @override
    def new_file(self, *args: Any, **kwargs: Any) -> None:
        FileUploadHandler.new_file(self, *args, **kwargs)
        self.file = _PassingFile(self.file_name, self.content_type)

    @override
    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        if start + len(raw_data) > files.MOST_BYTES:
            self.file.close()
            raise RequestDataTooBig
        return super().receive_data_chunk(raw_data, start)
