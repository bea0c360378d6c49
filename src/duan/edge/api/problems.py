"""Turns what was raised into the one shape of answer that says no."""

from __future__ import annotations

from typing import Any

import psycopg
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.db import IntegrityError, OperationalError, transaction
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from duan.core.kernel.errors import Place, Refused

_SENTENCES = {
    "missing": "必填",
    "string_too_short": "太短",
    "string_too_long": "太长",
    "uuid_parsing": "不是有效的编号",
    "int_parsing": "应为整数",
    "int_type": "应为整数",
    "float_parsing": "应为数字",
    "bool_parsing": "应为是或否",
    "date_from_datetime_parsing": "应为日期，例如 2026-03-31",
    "datetime_from_date_parsing": "应为时间，例如 2026-03-31T09:00:00+08:00",
    "literal_error": "不在可选范围内",
    "enum": "不在可选范围内",
    "greater_than_equal": "太小",
    "less_than_equal": "太大",
    "extra_forbidden": "不认识的字段，请去掉",
    "json_invalid": "不是有效的 JSON",
}

_BUSY = (
    psycopg.errors.LockNotAvailable,
    psycopg.errors.DeadlockDetected,
    psycopg.errors.SerializationFailure,
)

_UNUSABLE = {
    400: "请求内容不是有效的 JSON，请检查后重试。",
    403: "页面已过期，请刷新后重试。",
    405: "这个地址不支持这种操作。",
}


def answer_problems(api: NinjaAPI) -> None:
    """Teach an API to answer every refusal alike."""

    @api.exception_handler(Refused)
    def refused(request: HttpRequest, refusal: Refused) -> HttpResponse:
        return problem(api, request, refusal.status, refusal.code, str(refusal), refusal.where)

    @api.exception_handler(ValidationError)
    def unreadable(request: HttpRequest, error: ValidationError) -> HttpResponse:
        where = [_place(item) for item in error.errors]
        listed = "；".join(f"{place.field}：{place.message}" for place in where)
        return problem(
            api, request, 422, "unreadable", f"填写的内容有误，请修改：{listed}。", where
        )

    @api.exception_handler(AuthenticationError)
    def unknown(request: HttpRequest, error: AuthenticationError) -> HttpResponse:  # noqa: ARG001 - the handler's shape
        return problem(api, request, 401, "not_signed_in", "登录已失效，请重新登录。")

    @api.exception_handler(HttpError)
    def unusable(request: HttpRequest, error: HttpError) -> HttpResponse:
        if isinstance(error.__cause__, Refused):  # ninja wraps what our parser raises
            return refused(request, error.__cause__)
        return problem(
            api,
            request,
            error.status_code,
            "unusable",
            _UNUSABLE.get(error.status_code, "请求无法处理，请刷新后重试。"),
        )

    @api.exception_handler(Http404)
    def missing(request: HttpRequest, error: Http404) -> HttpResponse:  # noqa: ARG001 - the handler's shape
        return problem(api, request, 404, "not_found", "没有找到，请检查链接。")

    _answer_collisions(api)

    @api.exception_handler(RequestDataTooBig)
    @api.exception_handler(SuspiciousOperation)
    def too_big(request: HttpRequest, error: SuspiciousOperation) -> HttpResponse:  # noqa: ARG001 - the handler's shape
        return problem(api, request, 413, "too_large", "提交的内容太大，请减少后重试。")


def _answer_collisions(api: NinjaAPI) -> None:
    """Answer when somebody else was at the same rows; nothing of the request stays, it may come again."""

    @api.exception_handler(OperationalError)
    def busy(request: HttpRequest, error: OperationalError) -> HttpResponse:
        if not isinstance(error.__cause__, _BUSY):
            raise error
        transaction.set_rollback(True)
        return problem(api, request, 409, "busy", "正在批量写入，请稍后重试。")

    @api.exception_handler(IntegrityError)
    def taken(request: HttpRequest, error: IntegrityError) -> HttpResponse:
        if not isinstance(error.__cause__, psycopg.errors.UniqueViolation):
            raise error
        transaction.set_rollback(True)
        return problem(
            api, request, 409, "conflict", "同样的内容刚刚已保存过，请刷新后核对，再决定是否重试。"
        )


def problem(
    api: NinjaAPI,
    request: HttpRequest,
    status: int,
    code: str,
    message: str,
    where: list[Place] | tuple[Place, ...] = (),
) -> HttpResponse:
    body = {
        "code": code,
        "message": message,
        "where": [{"field": place.field, "message": place.message} for place in where],
    }
    return api.create_response(request, body, status=status)


def _place(item: dict[str, Any]) -> Place:
    """Name the field without the part of the request that it came in, and the body's own name."""
    source, *names = map(str, item["loc"])
    path = names[1:] if source == "body" else names
    return Place(".".join(path) or "body", _sentence(item))


def _sentence(item: dict[str, Any]) -> str:
    return _SENTENCES.get(str(item["type"]), "格式不对") + _limit(item.get("ctx") or {})


def _limit(context: dict[str, Any]) -> str:
    if "max_length" in context:
        return f"，最多 {context['max_length']} 个字符"
    if "min_length" in context:
        return f"，至少 {context['min_length']} 个字符"
    if "ge" in context:
        return f"，至少 {context['ge']}"
    if "le" in context:
        return f"，最多 {context['le']}"
    return ""
