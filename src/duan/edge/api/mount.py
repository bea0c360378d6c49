"""The one API: every module's router under its own path."""

from __future__ import annotations

from ninja import NinjaAPI

from duan.core.files.api import router as files
from duan.core.people.api import router as people
from duan.edge.api import exports, imports, me, search, staff
from duan.edge.api.idempotency import answered_once
from duan.edge.api.parsing import StrictParser
from duan.edge.api.problems import answer_problems
from duan.edge.api.signing import signed_in
from duan.insight.metrics.api import router as metrics
from duan.trade.assets.api import router as assets
from duan.trade.care.api import router as care
from duan.trade.catalog.api import router as catalog
from duan.trade.delivery.api import router as delivery
from duan.trade.field.api import router as field
from duan.trade.journey.api import router as journey
from duan.trade.money.api import router as money
from duan.trade.sales.api import router as sales
from duan.trade.stock.api import router as stock
from duan.trade.terminals.api import router as terminals

api = NinjaAPI(title="Duan 端", version="1", auth=signed_in, docs_url=None, parser=StrictParser())
api.add_decorator(answered_once(api), mode="view")
answer_problems(api)
api.add_router("/me", me.router)
api.add_router("/me", people)
api.add_router("/terminals", exports.router)
api.add_router("/terminals", terminals)
api.add_router("/files", files)
api.add_router("/catalog", catalog)
api.add_router("/assets", assets)
api.add_router("/stock", stock)
api.add_router("/delivery", delivery)
api.add_router("/sales", sales)
api.add_router("/field", field)
api.add_router("/imports", imports.router)
api.add_router("/staff", staff.router)
api.add_router("/search", search.router)
api.add_router("/journey", journey)
api.add_router("/care", care)
api.add_router("/metrics", metrics)
api.add_router("/money", money)
