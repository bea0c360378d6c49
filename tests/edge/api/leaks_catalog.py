"""The catalogue has no scope: everybody in the company may look, and only its whole may write."""

from __future__ import annotations

from uuid import UUID

from tests.edge.api.leaks import Call
from tests.trade.catalog import make as catalog

CALLS = {
    "GET /catalog/products": Call(query={"q": "超声"}, outsider_gets=200),
    "POST /catalog/products": Call(
        {"name": "监护仪", "registrant_name": "某公司", "management_class": "2"}
    ),
    "GET /catalog/models": Call(query={"q": "超声"}, outsider_gets=200),
    "GET /catalog/products/{product_id}": Call(outsider_gets=200),
    "POST /catalog/products/{product_id}/models": Call({"name": "UX-9"}),
    "POST /catalog/products/{product_id}/certificates": Call(
        {
            "certificate_no": "国械注准20213060001",
            "starts_on": "2026-01-01",
            "through_on": "2030-12-31",
            "model_ids": ["{model_id}"],
        }
    ),
    "POST /catalog/models/{model_id}/identifiers": Call({"di": "06901234567892"}),
}


def make_things() -> dict[str, UUID]:
    goods = catalog.goods(product_name="彩色超声诊断系统")
    return {"product_id": goods.product_id, "model_id": goods.model_id}
