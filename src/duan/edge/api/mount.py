"""The one API: every module's router under its own path."""

from __future__ import annotations

from ninja import NinjaAPI

from duan.core.people.api import router as people
from duan.edge.api import me
from duan.edge.api.idempotency import answered_once
from duan.edge.api.problems import answer_problems
from duan.edge.api.signing import signed_in

api = NinjaAPI(title="Duan 端", version="1", auth=signed_in, docs_url=None)
api.add_decorator(answered_once, mode="view")
answer_problems(api)
api.add_router("/me", me.router)
api.add_router("/me", people)
