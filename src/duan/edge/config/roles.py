"""The matrix that a new company begins with: which role may do what."""

from __future__ import annotations

_SEE = ["terminals.see", "audit.see", "catalog.see", "assets.see"]
_WORK = [*_SEE, "terminals.edit", "terminals.meet", "terminals.reveal"]
_FILES = ["files.see", "files.keep"]
_FOLLOW_A_DEAL = ["sales.see", "delivery.see", "field.see", "care.see", "money.see", "metrics.see"]
_SELL = [
    *_WORK,
    *_FILES,
    *_FOLLOW_A_DEAL,
    "sales.work",
    "care.report",
    "care.renew",
    "assets.cover",
]
_NAME = ["terminals.name", "catalog.see", "assets.see", "files.see"]

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
            "terminals.open",
        ],
    ),
    "sales_manager": (
        "区域经理",
        [
            *_SELL,
            "terminals.import",
            "terminals.export",
            "access.see",
            "sales.approve",
            "field.dispatch",
            "stock.see",
        ],
    ),
    "sales": ("销售代表", [*_SELL, "terminals.export"]),
    "warehouse_keeper": (
        "仓库管理员",
        [
            *_NAME,
            *_FILES,
            "assets.keep",
            "stock.see",
            "stock.receive",
            "stock.release",
            "delivery.see",
            "delivery.ship",
        ],
    ),
    "outbound_checker": (
        "出库复核员",
        [*_NAME, "stock.see", "delivery.see", "delivery.check"],
    ),
    "engineer": (
        "服务工程师",
        [
            *_SEE,
            *_FILES,
            "terminals.meet",
            "terminals.reveal",
            "assets.keep",
            "delivery.see",
            "delivery.confirm",
            "field.see",
            "field.work",
            "care.see",
            "care.report",
            "care.work",
        ],
    ),
    "service_desk": (
        "客服专员",
        [
            *_SEE,
            *_FILES,
            "terminals.meet",
            "terminals.reveal",
            "field.see",
            "field.dispatch",
            "care.see",
            "care.report",
            "care.follow_up",
            "metrics.see",
        ],
    ),
    "hospital_user": (
        "院方人员",
        [
            "terminals.name",
            "assets.see",
            "assets.cover",
            *_FILES,
            "field.see",
            "field.accept",
            "care.see",
            "care.report",
        ],
    ),
    "finance": (
        "财务",
        [
            "terminals.see",
            "audit.see",
            "catalog.see",
            "sales.see",
            "delivery.see",
            "field.see",
            "money.see",
            "money.record",
            "metrics.see",
        ],
    ),
    "viewer": ("只读查看", [*_SEE, "files.see"]),
    "data_steward": (
        "主数据管理员",
        [
            *_WORK,
            *_FILES,
            "terminals.import",
            "terminals.export",
            "terminals.define",
            "catalog.edit",
            "stock.see",
            "stock.define",
        ],
    ),
    "automaton": (
        "系统自动处理",
        [
            "terminals.see",
            "catalog.see",
            "assets.see",
            "sales.see",
            "delivery.see",
            "delivery.plan",
            "field.see",
            "field.plan",
            "money.see",
            "money.plan",
        ],
    ),
}
