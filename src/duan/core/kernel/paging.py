"""Paging by keyset: a page begins where the last one ended, at any depth for the same cost."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
from django.core.exceptions import ValidationError
from django.db.models import F, Q, QuerySet

from duan.core.kernel.errors import Invalid, Place

DEFAULT_LIMIT = 50
LARGEST_LIMIT = 200


@dataclass(frozen=True, slots=True)
class Order:
    """One way to sort a list: a column that is never null, and the direction."""

    column: str
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """Rows of one page, and the cursor of the next (None at the end)."""

    items: list[Any]
    next: str | None


def read_order(text: str, allowed: Mapping[str, str], *, default: str) -> tuple[str, Order]:
    """Turn `-updated_at` into an order; only the columns in `allowed` can be named."""
    wanted = text or default
    name = wanted.removeprefix("-")
    if name not in allowed:
        names = "、".join(allowed)
        raise Invalid(
            f"不能按「{name}」排序，可以用：{names}。", where=[Place("sort", "请选择列表中的列")]
        )
    return wanted, Order(allowed[name], descending=wanted.startswith("-"))


def after(rows: QuerySet[Any], order: Order, *, sort: str, cursor: str) -> QuerySet[Any]:
    """Sort by the order and then by id, and keep what comes after the cursor."""
    sign = F(order.column).desc() if order.descending else F(order.column).asc()
    tie = F("id").desc() if order.descending else F("id").asc()
    if cursor:
        column = rows.model._meta.get_field(order.column)  # noqa: SLF001 - Django documents it
        value, last = read_cursor(cursor, sort, column)
        side = "lt" if order.descending else "gt"
        rows = rows.filter(
            Q((f"{order.column}__{side}", value)) | Q((order.column, value), (f"id__{side}", last))
        ).filter(Q((f"{order.column}__{side}e", value)))
    return rows.order_by(sign, tie)


def cut(items: list[Any], limit: int, *, sort: str, key: tuple[str, str]) -> Page:
    """Keep `limit` of the rows (one more was read) and make the cursor from the last kept one.

    `key` names the sort column and the id in each row, which is a dict.
    """
    if len(items) <= limit:
        return Page(items, None)
    last = items[limit - 1]
    return Page(items[:limit], _write(last[key[0]], last[key[1]], sort))


def _write(value: Any, last: Any, sort: str) -> str:
    return base64.urlsafe_b64encode(orjson.dumps([sort, value, last])).decode().rstrip("=")


def read_cursor(cursor: str, sort: str, column: Any) -> tuple[Any, UUID]:
    """Return what the column and the id were in the last row; a cursor may come from anybody."""
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        made_for, told, last = orjson.loads(base64.b64decode(padded, altchars=b"-_"))
        if made_for != sort or not isinstance(told, str | int | float):
            raise _unusable("与排序方式不符")
        position = column.to_python(told), UUID(last)
    except (ValueError, TypeError, AttributeError, ValidationError) as error:
        raise _unusable("不可用") from error
    if _is_unstorable(position[0]):
        raise _unusable("与排序方式不符")
    return position


def _is_unstorable(value: Any) -> bool:
    return (isinstance(value, str) and "\0" in value) or (
        isinstance(value, datetime) and value.tzinfo is None
    )


def _unusable(why: str) -> Invalid:
    return Invalid(
        f"分页位置（cursor）{why}，请从第一页重新打开。", where=[Place("cursor", "请去掉")]
    )
