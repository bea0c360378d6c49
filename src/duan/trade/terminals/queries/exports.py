"""Terminals as rows of a file: what a viewer may take out, in the words that people use."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from duan.core.access.queries import scope_names, scopes_in_reach
from duan.core.kernel.actor import Actor
from duan.core.kernel.errors import Invalid, Place
from duan.lib import cn
from duan.trade.terminals.models import Terminal
from duan.trade.terminals.queries.lists import filtered
from duan.trade.terminals.queries.search import MOST_MATCHES
from duan.trade.terminals.types import Filter, Grade, Kind, Level, Ownership, Status

EXPORT = "terminals.export"
_CHUNK = 2000
_READ = (
    "id", "terminal_no", "kind", "name", "short_name", "aliases", "status", "parent__name",
    "region_code", "address", "level", "grade", "ownership", "beds", "uscc", "licence_no",
    "licence_expires_on", "phones", "standard_codes", "tags", "external_no", "scope_id",
    "updated_at",
)  # fmt: skip


class TooManyMatches(Invalid):
    code = "too_many_matches"


_Show = Callable[[dict[str, Any]], object]


def _listed(name: str) -> _Show:
    return lambda row: "、".join(row[name])


def _labelled(name: str, words: type[Any]) -> _Show:
    return lambda row: str(words(row[name]).label)


def _plain(name: str) -> _Show:
    return lambda row: row[name]


# Column code -> header, how a row shows it. Headers are those that an import knows again.
COLUMNS: dict[str, tuple[str, _Show]] = {
    "terminal_no": ("终端编号", _plain("terminal_no")),
    "name": ("名称", _plain("name")),
    "kind": ("类型", _labelled("kind", Kind)),
    "short_name": ("简称", _plain("short_name")),
    "aliases": ("别名", _listed("aliases")),
    "status": ("状态", _labelled("status", Status)),
    "parent_name": ("上级", _plain("parent__name")),
    "region_code": ("行政区划代码", _plain("region_code")),
    "region_name": (
        "地区",
        lambda row: cn.full_name(row["region_code"]) if row["region_code"] else "",
    ),
    "address": ("地址", _plain("address")),
    "level": ("级别", _labelled("level", Level)),
    "grade": ("等次", _labelled("grade", Grade)),
    "ownership": ("所有制", _labelled("ownership", Ownership)),
    "beds": ("床位数", _plain("beds")),
    "uscc": ("统一社会信用代码", _plain("uscc")),
    "licence_no": ("执业许可证号", _plain("licence_no")),
    "licence_expires_on": ("许可证有效期", _plain("licence_expires_on")),
    "phones": ("电话", _listed("phones")),
    "standard_codes": ("诊疗科目", _listed("standard_codes")),
    "tags": ("标签", _listed("tags")),
    "external_no": ("外部编号", _plain("external_no")),
    "scope_name": ("辖区", _plain("scope_name")),
    "updated_at": ("更新时间", lambda row: timezone.localtime(row["updated_at"])),
}


def chosen_columns(text: str) -> list[str]:
    """Read `name,kind`; empty means all. Raises `Invalid` for a column that is not there."""
    wanted = [code for code in text.split(",") if code] or list(COLUMNS)
    unknown = [code for code in wanted if code not in COLUMNS]
    if unknown:
        raise Invalid(
            f"没有这些列：{'、'.join(unknown)}。可以用：{'、'.join(COLUMNS)}。",
            where=[Place("columns", "请从列表中选择")],
        )
    return list(dict.fromkeys(wanted))


def exported_rows(actor: Actor, wanted: Filter, columns: Sequence[str]) -> Iterator[list[object]]:
    """Go through the terminals that the actor may export, by number, some thousands at a time.

    Raises `TooManyMatches` at once when a text names more than are looked for.
    """
    rows, more = filtered(actor, wanted)
    if more:
        raise TooManyMatches(
            f"「{wanted.q}」匹配的终端超过 {MOST_MATCHES} 个，无法完整导出。"
            "请把搜索词写得更具体，或改用类型、状态、地区等条件。",
            where=[Place("q", "请缩小范围")],
        )
    return _walk(rows.filter(scope_id__in=scopes_in_reach(actor, EXPORT)), columns)


def _walk(rows: QuerySet[Terminal], columns: Sequence[str]) -> Iterator[list[object]]:
    shows = [COLUMNS[code][1] for code in columns]
    last = ""
    while True:
        found = list(
            rows.filter(terminal_no__gt=last).order_by("terminal_no").values(*_READ)[:_CHUNK]
        )
        names = scope_names(list({row["scope_id"] for row in found}))
        for row in found:
            row["scope_name"] = names.get(row["scope_id"], "")
            yield [show(row) for show in shows]
        if len(found) < _CHUNK:
            return
        last = found[-1]["terminal_no"]
