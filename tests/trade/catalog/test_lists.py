"""The catalogue as people read it."""

from __future__ import annotations

from datetime import date

import pytest

from duan.core.access.types import NotAllowed
from duan.core.kernel.errors import NotFound
from duan.lib import udi
from duan.trade.catalog import commands
from duan.trade.catalog.models import Product
from duan.trade.catalog.queries import page_of_products, product_of, search_models
from tests import make
from tests.trade.catalog import make as catalog

pytestmark = pytest.mark.django_db


@pytest.fixture
def steward(db):
    return catalog.steward()


@pytest.fixture
def viewer(db):
    return make.somebody("viewer", on=make.scope())


def names(page) -> list[str]:
    return [row["name"] for row in page.items]


@pytest.mark.parametrize("count", [1, 3])
def test_a_page_asks_four_questions_whatever_its_size(
    count, steward, viewer, django_assert_num_queries
):
    for number in range(count):
        catalog.goods(steward, product_name=f"超声{number}")
    make.as_(viewer)

    with django_assert_num_queries(4):
        page = page_of_products(viewer, limit=50)

    assert names(page) == [f"超声{number}" for number in reversed(range(count))]
    assert {row["models_count"] for row in page.items} == {1}
    assert {row["certified_through"] for row in page.items} == {catalog.THROUGH_ON}


def test_pages_follow_each_other_and_leave_nothing_out(steward, viewer):
    for number in range(5):
        catalog.product(steward, f"超声{number}")
    make.as_(viewer)

    first = page_of_products(viewer, limit=2)
    second = page_of_products(viewer, limit=2, cursor=first.next)
    third = page_of_products(viewer, limit=2, cursor=second.next)

    assert names(first) + names(second) + names(third) == [f"超声{n}" for n in (4, 3, 2, 1, 0)]
    assert third.next is None


def test_a_product_is_found_by_all_that_people_know_of_it(steward, viewer):
    goods = catalog.goods(steward, product_name="彩色超声诊断系统", model_name="UX-1")
    catalog.product(steward, "监护仪", management_class="2", registrant_name="海滨仪器公司")
    number = Product.objects.get(pk=goods.product_id).product_no
    scan = udi.compose(di=goods.di, serial="SN1")
    make.as_(viewer)

    for q in ("超声", "江城", "ux-1", number.lower(), goods.di, goods.di[1:], scan, "超声 江城"):
        assert names(page_of_products(viewer, q=q, limit=9)) == ["彩色超声诊断系统"], q
    for q in ("超声 海滨", "%", "UX-1\0\ud800_"):
        assert names(page_of_products(viewer, q=q, limit=9)) == [], q
    assert names(page_of_products(viewer, management_class="2", limit=9)) == ["监护仪"]


def test_a_model_is_found_for_an_order(steward, viewer):
    goods = catalog.goods(steward, product_name="彩色超声诊断系统", model_name="UX-1")
    commands.add_model(steward, product_id=goods.product_id, name="UX-2", unit_name="套")
    make.as_(viewer)

    assert [row["model_name"] for row in search_models(viewer, "超声")] == ["UX-1", "UX-2"]
    assert search_models(viewer, goods.di) == [
        {
            "id": goods.model_id,
            "product_id": goods.product_id,
            "product_name": "彩色超声诊断系统",
            "model_name": "UX-1",
            "unit_name": "台",
            "registrant_name": "江城医疗科技有限公司",
        }
    ]
    assert [row["model_name"] for row in search_models(viewer, "")] == ["UX-1", "UX-2"]


@pytest.mark.parametrize("count", [1, 3])
def test_a_products_page_asks_nine_questions_whatever_it_holds(
    count, steward, viewer, django_assert_num_queries
):
    goods = catalog.goods(steward)
    for number in range(1, count):
        model = commands.add_model(steward, product_id=goods.product_id, name=f"UX-{number + 1}")
        catalog.identifier(steward, model)
        catalog.certificate(steward, goods.product_id, model)
    make.as_(viewer)

    with django_assert_num_queries(9):
        found = product_of(viewer, goods.product_id)

    assert [model["name"] for model in found["models"]] == [f"UX-{n + 1}" for n in range(count)]
    assert [len(model["identifiers"]) for model in found["models"]] == [1] * count
    assert [one["versions"][0]["models"] for one in found["certificates"]] == [
        [f"UX-{n + 1}"] for n in range(count)
    ]
    assert {one["versions"][0]["recorded_by_name"] for one in found["certificates"]} == {"主数据"}
    assert found["may"] == []


def test_the_steward_of_the_whole_company_may_edit(steward):
    goods = catalog.goods(steward)
    ends = date(2099, 12, 31)
    catalog.certificate(steward, goods.product_id, goods.model_id, through_on=ends)
    make.as_(steward)

    found = product_of(steward, goods.product_id)

    assert found["may"] == ["edit"]
    versions = [one["versions"][0] for one in found["certificates"]]
    assert (1, ends, True) in [
        (version["version_no"], version["through_on"], version["in_force"]) for version in versions
    ]
    with pytest.raises(NotFound):
        product_of(steward, make.new_id())


def test_a_hospital_does_not_look_into_the_catalogue(steward):
    goods = catalog.goods(steward)
    guest = make.as_(make.somebody("hospital_user", on=make.scope()))

    with pytest.raises(NotAllowed):
        page_of_products(guest, limit=9)
    with pytest.raises(NotAllowed):
        product_of(guest, goods.product_id)
    with pytest.raises(NotAllowed):
        search_models(guest, "")
