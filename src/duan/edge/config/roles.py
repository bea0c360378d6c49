"""The matrix that a new company begins with: which role may do what. Kept in the database after."""

from __future__ import annotations

_SEE = ["terminals.see", "audit.see"]
_FILES = ["files.see", "files.keep"]
_WORK = [*_SEE, *_FILES, "terminals.edit", "terminals.meet", "terminals.reveal"]

ROLES: dict[str, tuple[str, list[str]]] = {
    "administrator": (
        "系统管理员",
        [
            *_SEE,
            "people.manage",
            "access.see",
            "access.grant",
            "access.shape",
            "terminals.define",
        ],
    ),
    "sales_manager": (
        "区域经理",
        [*_WORK, "terminals.import", "terminals.export", "access.see"],
    ),
    "sales": ("销售代表", [*_WORK, "terminals.export"]),
    "engineer": ("服务工程师", [*_SEE, *_FILES, "terminals.meet", "terminals.reveal"]),
    "viewer": ("只读查看", [*_SEE, "files.see"]),
    "data_steward": (
        "主数据管理员",
        [*_WORK, "terminals.import", "terminals.export", "terminals.define"],
    ),
}
