"""Lists as files over HTTP."""

from __future__ import annotations

from typing import Annotated, Literal

from django.http import FileResponse, HttpRequest
from django.utils import timezone
from ninja import Query, Router
from pydantic import Field

from duan.core.kernel.http import REFUSALS, actor_of
from duan.edge.api.downloads import described, written
from duan.edge.exchange.exports import write_list, write_meetings
from duan.trade.terminals.api.terminals import FilterIn
from duan.trade.terminals.queries.exports import chosen_columns

router = Router(tags=["terminals"])


@router.get("/export", response={200: None, **REFUSALS}, openapi_extra=described("xlsx", "csv"))
def export_terminals(
    request: HttpRequest,
    wanted: Query[FilterIn],
    format: Literal["xlsx", "csv"] = "xlsx",  # noqa: A002 - the contract's word
    columns: Annotated[str, Field(max_length=1000)] = "",
) -> FileResponse:
    actor = actor_of(request)
    chosen = chosen_columns(columns)
    name = f"终端列表-{timezone.localdate():%Y%m%d}.{format}"
    return written(
        name,
        format,
        lambda path: write_list(
            actor, path=path, kind=format, wanted=wanted.read(), columns=chosen
        ),
    )


@router.get(
    "/interactions/export",
    response={200: None, **REFUSALS},
    openapi_extra=described("xlsx", "csv"),
)
def export_interactions(
    request: HttpRequest,
    format: Literal["xlsx", "csv"] = "xlsx",  # noqa: A002 - the contract's word
) -> FileResponse:
    actor = actor_of(request)
    name = f"拜访互动-{timezone.localdate():%Y%m%d}.{format}"
    return written(name, format, lambda path: write_meetings(actor, path=path, kind=format))
