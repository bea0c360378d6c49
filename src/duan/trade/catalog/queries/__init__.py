"""What the catalogue answers: `names` to other modules, `pages` to people."""

from __future__ import annotations

from duan.trade.catalog.queries.names import (
    certificate_of,
    find_identifier,
    is_covered,
    models_named,
)
from duan.trade.catalog.queries.pages import page_of_products, product_of, search_models

__all__ = [
    "certificate_of",
    "find_identifier",
    "is_covered",
    "models_named",
    "page_of_products",
    "product_of",
    "search_models",
]
