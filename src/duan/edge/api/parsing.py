"""Reading requests: strict JSON, and no character that the database cannot keep."""

from __future__ import annotations

from typing import Any

import orjson
from django.http import HttpRequest
from django.http.request import QueryDict
from ninja.parser import Parser
from typing_extensions import override

from duan.core.kernel.errors import Invalid

_NUL = "\0"


class UnstorableText(Invalid):
    code = "unstorable_text"


class StrictParser(Parser):
    """Refuse lone surrogates (not text) and NUL (which PostgreSQL cannot store)."""

    @override
    def parse_body(self, request: HttpRequest) -> Any:
        body = request.body
        if b"\\u0000" in body or b"\0" in body:
            raise _unstorable()
        return orjson.loads(body)

    @override
    def parse_querydict(self, data: Any, list_fields: list[str], request: HttpRequest) -> Any:
        if isinstance(data, QueryDict) and any(
            _NUL in text for name, values in data.lists() for text in (name, *map(str, values))
        ):
            raise _unstorable()
        return super().parse_querydict(data, list_fields, request)


def _unstorable() -> UnstorableText:
    return UnstorableText("内容里有无法保存的空字符（NUL），请删除后重试。")
