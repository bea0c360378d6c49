"""Answers when no operation answered: unknown addresses, wrong methods, forged forms, our faults.

Under `/api/` every refusal is JSON of the one shape, whoever made it; elsewhere it is a page.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

_SENTENCES = {
    400: ("unusable", "请求无法识别，请刷新页面后重试。"),
    403: ("csrf_failed", "页面已过期，请返回上一页刷新后重试。"),
    404: ("not_found", "没有找到，请检查链接。"),
    405: ("method_not_allowed", "这个地址不支持这种操作。"),
    413: ("too_large", "提交的内容太大，请减少后重试。"),
}
_BROKEN = ("broken", "服务器出错了，问题已记入日志。请稍后重试，仍不行请联系管理员。")


class JsonProblems:
    """Turn what is not JSON among the interface's refusals into the one shape."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        told = response.headers.get("Content-Type", "").startswith("application/json")
        if told or response.status_code < 400 or not request.path.startswith("/api/"):  # noqa: PLR2004 - where refusals begin
            return response
        code, message = _SENTENCES.get(response.status_code, _BROKEN)
        answer = JsonResponse(
            {"code": code, "message": message, "where": []}, status=response.status_code
        )
        if "Allow" in response.headers:
            answer.headers["Allow"] = response.headers["Allow"]
        return answer


def unusable(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django's shape
    return _page(request, 400)


def missing(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django's shape
    return _page(request, 404)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django's shape
    return _page(request, 403)


def broken(request: HttpRequest) -> HttpResponse:
    """Answer for a fault of ours without a word about it; the log has all of it."""
    return _page(request, 500)


def _page(request: HttpRequest, status: int) -> HttpResponse:
    _, message = _SENTENCES.get(status, _BROKEN)
    return render(request, "duan/problem.html", {"message": message}, status=status)
