"""Interactions as rows of a file: the newest first, in the words that people use."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Q
from django.utils import timezone

from duan.core.access.queries import scopes_in_reach
from duan.core.kernel.actor import Actor
from duan.core.people.queries import names_of
from duan.trade.terminals.models import Interaction, Terminal
from duan.trade.terminals.queries.exports import EXPORT
from duan.trade.terminals.types import Channel, Purpose

HEADERS = (
    "时间", "机构", "终端", "方式", "目的", "内容", "结果", "下一步", "下一步日期", "竞品", "同行人",
    "登记人",
)  # fmt: skip
_CHUNK = 2000
_READ = (
    "id", "met_at", "terminal__name", "terminal__root_id", "channel", "purpose", "summary", "result",
    "next_step", "next_on", "competitor", "companions", "recorded_by",
)  # fmt: skip


def exported_meetings(actor: Actor) -> Iterator[list[object]]:
    """Go through the interactions that the actor may export and see, some thousands at a time."""
    may, sees = (set(scopes_in_reach(actor, action)) for action in (EXPORT, "terminals.see"))
    rows = Interaction.objects.filter(scope_id__in=may & sees).order_by("-met_at", "-id")
    rest = rows
    while found := list(rest.values(*_READ)[:_CHUNK]):
        roots = {row["terminal__root_id"] for row in found}
        institutions = dict(Terminal.objects.filter(pk__in=roots).values_list("pk", "name"))
        names = names_of({row["recorded_by"] for row in found})
        for row in found:
            row["institution"] = institutions.get(row["terminal__root_id"], "")
            row["by"] = names.get(row["recorded_by"], "")
            yield _shown(row)
        at, last = found[-1]["met_at"], found[-1]["id"]
        rest = rows.filter(Q(met_at__lt=at) | Q(met_at=at, id__lt=last))


def _shown(row: dict[str, Any]) -> list[object]:
    return [
        timezone.localtime(row["met_at"]),
        row["institution"],
        row["terminal__name"],
        str(Channel(row["channel"]).label),
        str(Purpose(row["purpose"]).label),
        row["summary"],
        row["result"],
        row["next_step"],
        row["next_on"],
        row["competitor"],
        "、".join(row["companions"]),
        row["by"],
    ]
