"""What the demo company sells, and what stands in its warehouses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Final
from uuid import UUID

from duan.core.kernel.actor import Actor
from duan.lib import udi
from duan.trade.assets.types import SlaClass
from duan.trade.catalog import commands as catalog
from duan.trade.catalog.types import ManagementClass
from duan.trade.stock import commands as stock


@dataclass(frozen=True, slots=True)
class Article:
    """A model with its product, certificate and identifier; what it costs and how it is served."""

    product: str
    model: str
    registrant: str
    management_class: ManagementClass
    category_code: str
    certificate_no: str
    item: str
    serials: str
    price: Decimal
    sla_class: SlaClass

    @property
    def di(self) -> str:
        return self.item + udi.check_digit(self.item)

    def scan(self, number: int, *, on: date) -> str:
        """Return what the code on one unit holds."""
        return udi.compose(di=self.di, serial=f"{self.serials}{number:04d}", produced_on=on)


_THREE, _TWO = ManagementClass.THREE, ManagementClass.TWO
MONITOR: Final = Article(
    "病人监护仪", "PM-900", "江岳医疗科技股份有限公司", _TWO, "07", "苏械注准20232070418",
    "0697001234501", "PM9", Decimal("38500.00"), SlaClass.C,
)  # fmt: skip
VENTILATOR: Final = Article(
    "治疗呼吸机", "VT-60", "江岳医疗科技股份有限公司", _THREE, "08", "国械注准20223080167",
    "0697001234502", "VT6", Decimal("268000.00"), SlaClass.A,
)  # fmt: skip
ULTRASOUND: Final = Article(
    "彩色多普勒超声诊断系统", "US-8 Pro", "澄影医学影像有限公司", _TWO, "06", "粤械注准20242060529",
    "0697105678901", "US8", Decimal("1280000.00"), SlaClass.B,
)  # fmt: skip
PUMP: Final = Article(
    "注射泵", "SP-3", "江岳医疗科技股份有限公司", _TWO, "14", "苏械注准20222140733",
    "0697001234503", "SP3", Decimal("9800.00"), SlaClass.C,
)  # fmt: skip
ARTICLES: Final = (MONITOR, VENTILATOR, ULTRASOUND, PUMP)
_IN_FORCE: Final = timedelta(days=5 * 365)


def made_on(today: date) -> date:
    """Return the day on which everything in the warehouses was made."""
    return today - timedelta(days=60)


def fill_catalogue(steward: Actor, today: date) -> dict[Article, UUID]:
    """Enter every article; return the ids of the models."""
    products: dict[str, UUID] = {}
    models: dict[Article, UUID] = {}
    for article in ARTICLES:
        product_id = products[article.product] = catalog.add_product(
            steward,
            name=article.product,
            registrant_name=article.registrant,
            management_class=article.management_class,
            category_code=article.category_code,
        )
        models[article] = catalog.add_model(steward, product_id=product_id, name=article.model)
        first = today.replace(month=1, day=1) - timedelta(days=730)
        catalog.record_certificate(
            steward,
            product_id=product_id,
            certificate_no=article.certificate_no,
            starts_on=first,
            through_on=first + _IN_FORCE,
            model_ids=[models[article]],
        )
        catalog.add_identifier(
            steward,
            model_id=models[article],
            di=article.di,
            has_lot=False,
            has_serial=True,
            has_produced=True,
            has_expiry=False,
        )
    return models


def fill_warehouse(
    keeper: Actor, warehouse_id: UUID, wanted: dict[Article, range], today: date
) -> None:
    """Receive these serial numbers of each article, as the keeper does: one scan after the other."""
    made = made_on(today)
    for registrant in sorted({article.registrant for article in wanted}):
        intake_id = stock.open_intake(
            keeper,
            warehouse_id=warehouse_id,
            supplier_name=registrant,
            delivery_note_no=f"SX{made:%y%m%d}",
        )
        for article, numbers in wanted.items():
            for number in numbers if article.registrant == registrant else ():
                stock.receive_unit(keeper, intake_id=intake_id, scan=article.scan(number, on=made))
        stock.close_intake(keeper, intake_id=intake_id)
