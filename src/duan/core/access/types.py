from __future__ import annotations

from duan.core.kernel.errors import Refused


class NotAllowed(Refused):
    """The actor holds the action nowhere. Says nothing about any row."""

    code = "not_allowed"
    status = 403

    def __init__(self, action: str) -> None:
        super().__init__(f"您没有这项权限（{action}），请向管理员申请。")
