"""A small catalogue, made by the product's own commands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import count
from uuid import UUID

from duan.core.kernel.actor import Actor
from duan.lib import udi
from duan.trade.catalog import commands
from duan.trade.catalog.types import ManagementClass
from tests import make

STARTS_ON, THROUGH_ON = date(2024, 1, 1), date(2028, 12, 31)
_numbers = count(1)


@dataclass(frozen=True)
class Goods:
    """A model that can be ordered, scanned and sold: by whom it was entered, and its identifier."""

    steward: Actor
    product_id: UUID
    model_id: UUID
    di: str


def steward() -> Actor:
    return make.somebody("data_steward", on=make.ROOT, name="主数据")


def some_di(number: int | None = None) -> str:
    body = f"0690{number or next(_numbers):09d}"
    return body + udi.check_digit(body)


def product(by: Actor, name: str = "", **told: str) -> UUID:
    defaults = {"registrant_name": "江城医疗科技有限公司"}
    return commands.add_product(
        by,
        name=name or f"彩色超声诊断系统{next(_numbers)}",
        management_class=ManagementClass(told.pop("management_class", "3")),
        **(defaults | told),
    )


def certificate(
    by: Actor,
    product_id: UUID,
    *models: UUID,
    number: str = "",
    starts_on: date = STARTS_ON,
    through_on: date = THROUGH_ON,
) -> UUID:
    return commands.record_certificate(
        by,
        product_id=product_id,
        certificate_no=number or f"国械注准2021306{next(_numbers):04d}",
        starts_on=starts_on,
        through_on=through_on,
        model_ids=models,
    )


def identifier(by: Actor, model_id: UUID, di: str = "", **flags: bool) -> UUID:
    defaults = {"has_lot": False, "has_serial": True, "has_produced": True, "has_expiry": False}
    return commands.add_identifier(by, model_id=model_id, di=di or some_di(), **(defaults | flags))


def goods(
    by: Actor | None = None, *, product_name: str = "", model_name: str = "UX-1", **flags: bool
) -> Goods:
    """Enter a product with one model, a certificate in force and an identifier."""
    by = by or steward()
    di = some_di()
    product_id = product(by, product_name)
    model_id = commands.add_model(by, product_id=product_id, name=model_name)
    certificate(by, product_id, model_id)
    identifier(by, model_id, di, **flags)
    return Goods(by, product_id, model_id, di)
