"""One box that finds everything a person may see."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Router
from pydantic import Field

from duan.core.kernel.http import REFUSALS, actor_of
from duan.trade.terminals.api.schemas import MatchesOut
from duan.trade.terminals.queries.search import search_terminals

router = Router(tags=["search"])


@router.get("", response={200: MatchesOut, **REFUSALS})
def search(
    request: HttpRequest,
    q: Annotated[str, Field(max_length=60)],
    limit: Annotated[int, Field(ge=1, le=50)] = 20,
) -> dict[str, Any]:
    return {"items": search_terminals(actor_of(request), q, limit=limit)}
