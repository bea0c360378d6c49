from __future__ import annotations

import re
import unicodedata
from itertools import islice
from typing import Any
from uuid import UUID

from django.db import connection

from duan.core.kernel.actor import Actor
from duan.core.kernel.sealing import blind
from duan.lib import cn
from duan.trade.terminals.models import Terminal
from duan.trade.terminals.policies import phone_key
from duan.trade.terminals.types import Filter

MOST_MATCHES = 2000
_SHORTEST_PHONE, _LONGEST_PHONE = 7, 20
_MATCHING = (
    "SELECT id, match FROM sec.terminals_matching(%s, %s, %s, %s, %s, %s, %s, %s, %s)"
    " ORDER BY rank LIMIT %s"
)
_ALL = Filter()
_CALLED = "SELECT sec.terminals_called(%s)"
_COLUMNS = (
    "id", "kind", "name", "short_name", "aliases", "initials", "phones", "status", "region_code",
    "parent__name", "terminal_no",
)  # fmt: skip


def search_terminals(actor: Actor, q: str, *, limit: int) -> list[dict[str, Any]]:  # noqa: ARG001 - the transaction's token decides
    """Return the terminals in reach that a text names, the best first, and by what each matched."""
    matches = _matches(q, limit)
    rows = {row["id"]: row for row in Terminal.objects.filter(pk__in=matches).values(*_COLUMNS)}
    return [_found(rows[pk], match, q) for pk, match in matches.items() if pk in rows]


def ids_matching(wanted: Filter) -> tuple[list[UUID], bool]:
    """Return the ids of those that a list's text names, and whether there are more than that.

    The rest of the filter is applied before the best 2,000 are taken.
    """
    found = list(_matches(wanted.q, MOST_MATCHES + 1, wanted))
    return found[:MOST_MATCHES], len(found) > MOST_MATCHES


def region_prefix(code: str) -> str:
    """Return what the codes within a province, a city or a county begin with."""
    return code[:2] if code.endswith("0000") else code[:4] if code.endswith("00") else code


def _matches(q: str, limit: int, wanted: Filter = _ALL) -> dict[UUID, str]:
    """Return what matched by id, the best first, at most `limit`."""
    text = q.encode(errors="ignore").decode().replace("\0", "")  # what the database can read
    narrowed = (
        wanted.kind or None,
        wanted.status or None,
        wanted.level or None,
        region_prefix(wanted.region) or None,
        wanted.tag or None,
        wanted.parent_id,
        wanted.top,
    )
    with connection.cursor() as cursor:
        cursor.execute(_MATCHING, [text, limit, *narrowed, limit])
        found = {row[0]: str(row[1]) for row in cursor.fetchall()}
        digits = re.sub(r"\D", "", text)
        if _SHORTEST_PHONE <= len(digits) <= _LONGEST_PHONE and len(found) < limit:
            cursor.execute(_CALLED, [blind(phone_key(text), field="phone")])
            for (pk,) in cursor.fetchall():
                found.setdefault(pk, "PHONE")
    return dict(islice(found.items(), limit))


def _found(row: dict[str, Any], match: str, q: str) -> dict[str, Any]:
    return {
        "id": row["id"],
        "kind": row["kind"],
        "name": row["name"],
        "match": match,
        "matched_text": _matched_text(row, match, q),
        "status": row["status"],
        "region_name": cn.full_name(row["region_code"]) if row["region_code"] else "",
        "parent_name": row["parent__name"],
        "terminal_no": row["terminal_no"],
    }


def _matched_text(row: dict[str, Any], match: str, q: str) -> str:
    """Return the text that the person will recognise the match in; of a phone only that it did."""
    if match == "ALIAS":
        names = [*row["aliases"], row["short_name"]]
        return str(next((name for name in names if _flat(q) in _flat(name)), names[-1]))
    if match == "PINYIN":
        return str(row["initials"])
    if match == "CODE":
        return str(row["terminal_no"])
    if match == "PHONE":
        return cn.mask_phone(q)
    return str(row["name"])


def _flat(text: str) -> str:
    """Return the letters and digits of a text, as the database compares them."""
    plain = unicodedata.normalize("NFKC", text).lower()
    return "".join(char for char in plain if char.isalnum())
