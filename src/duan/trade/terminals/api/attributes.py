from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Query, Status

from duan.core.kernel.http import REFUSALS, actor_of
from duan.core.people.queries import names_of
from duan.trade.terminals import commands
from duan.trade.terminals.api import schemas as s
from duan.trade.terminals.api.routing import router
from duan.trade.terminals.queries import attributes


@router.get("/attribute-sets", response={200: s.AttributeSetsOut, **REFUSALS}, by_alias=True)
def list_attribute_sets(request: HttpRequest) -> Any:  # noqa: ARG001 - the same for everybody
    sets = attributes.attribute_sets()
    names = names_of({kept.published_by for kept in sets})
    return {
        "items": [
            {**_told(kept), "published_by_name": names.get(kept.published_by, "")} for kept in sets
        ]
    }


@router.post("/attribute-sets", response={201: s.AttributeSetOut, **REFUSALS}, by_alias=True)
def define_attributes(request: HttpRequest, body: s.AttributeSetIn) -> Any:
    actor = actor_of(request)
    kept = commands.define_attributes(
        actor,
        kind=body.kind,
        title=body.title,
        schema=body.schema_,
        region_code=body.region_code,
        department_code=body.department_code,
    )
    return Status(201, {**_told(kept), "published_by_name": actor.name})


@router.get("/attribute-schema", response={200: s.FormOut, **REFUSALS}, by_alias=True)
def form_for_new_terminal(
    request: HttpRequest,  # noqa: ARG001 - the same for everybody
    wanted: Query[s.FormIn],
) -> Any:
    form = attributes.schema_for(
        kind=wanted.kind,
        region_code=wanted.region_code,
        department_codes=tuple(wanted.department_code),
    )
    return {"schema": form.schema, "version": form.version}


def _told(kept: Any) -> dict[str, Any]:
    names = (
        "id", "kind", "region_code", "department_code", "version", "title", "schema",
        "published_at",
    )  # fmt: skip
    return {name: getattr(kept, name) for name in names}
