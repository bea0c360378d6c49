from __future__ import annotations

from datetime import date, timedelta

import pytest

from duan.core.audit.models import Entry, Subject
from duan.core.audit.queries import sentence
from duan.core.kernel.errors import NotFound, Place
from duan.trade.catalog import commands
from duan.trade.catalog.models import Certificate, DeviceIdentifier, Model, Product, Registrant
from duan.trade.catalog.queries import certificate_of, find_identifier, is_covered, models_named
from duan.trade.catalog.types import Identified, ModelName
from tests import make
from tests.trade.catalog import make as catalog

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture
def steward(db):
    return catalog.steward()


@pytest.fixture
def goods(steward):
    return catalog.goods(steward, product_name="彩色超声诊断系统", model_name="UX-1")


def last_told(by) -> tuple[str, list[tuple[str, str]]]:
    make.as_(by)
    entry = Entry.objects.order_by("at", "pk").last()
    subjects = Subject.objects.filter(entry=entry).values_list("kind", "name")
    return sentence(entry.command, entry.details), list(subjects)


def test_a_product_is_stored_under_its_registrant_and_told(steward):
    pk = commands.add_product(
        steward,
        name="  彩色超声 诊断系统 ",
        registrant_name="江城医疗科技有限公司",
        registrant_uscc="91420100MA4KABCDX1",
        management_class="3",
        category_code="06-07",
    )

    product = Product.objects.select_related("registrant").get(pk=pk)
    assert (product.name, product.management_class, product.category_code) == (
        "彩色超声 诊断系统",
        "3",
        "06-07",
    )
    assert (product.registrant.name, product.registrant.uscc) == (
        "江城医疗科技有限公司",
        "91420100MA4KABCDX1",
    )
    assert last_told(steward) == (
        "新增产品「彩色超声 诊断系统」（江城医疗科技有限公司，第三类）",
        [("product", "彩色超声 诊断系统")],
    )


def test_products_of_one_registrant_share_it_and_a_code_once_known_stays(steward):
    catalog.product(steward, "甲")
    catalog.product(steward, "乙", registrant_uscc="91420100MA4KABCDX1")

    with pytest.raises(commands.RegistrantDiffers) as refusal:
        catalog.product(steward, "丙", registrant_uscc="91350100M000100Y43")

    assert str(refusal.value) == (
        "注册人「江城医疗科技有限公司」已登记的统一社会信用代码是 91420100MA4KABCDX1，请核对。"
    )
    assert list(Registrant.objects.values_list("name", "uscc")) == [
        ("江城医疗科技有限公司", "91420100MA4KABCDX1")
    ]
    assert Product.objects.count() == 2


def test_every_bad_field_of_a_product_is_named(steward):
    with pytest.raises(commands.UnusableProduct) as refusal:
        commands.add_product(
            steward,
            name=" ",
            registrant_name="长" * 121,
            registrant_uscc="914201",
            management_class="2",
            category_code="23",
        )

    assert [place.field for place in refusal.value.where] == [
        "name",
        "registrant_name",
        "category_code",
        "registrant_uscc",
    ]
    assert Registrant.objects.count() == 0


def test_a_second_product_or_model_of_the_same_name_is_pointed_to_the_first(steward, goods):
    number = Product.objects.get(pk=goods.product_id).product_no

    with pytest.raises(commands.ProductTaken) as product:
        catalog.product(steward, "彩色超声诊断系统")
    with pytest.raises(commands.ModelTaken) as model:
        commands.add_model(steward, product_id=goods.product_id, name="UX-1")

    assert str(product.value) == (
        f"「江城医疗科技有限公司」已有产品「彩色超声诊断系统」（{number}），请打开它，或换一个名称。"
    )
    assert str(model.value) == "产品「彩色超声诊断系统」已有型号「UX-1」，请换一个名称。"
    assert model.value.where == (Place("name", "与已有型号同名"),)


def test_what_belongs_to_no_product_is_not_found(steward):
    with pytest.raises(NotFound):
        commands.add_model(steward, product_id=make.new_id(), name="UX-1")
    with pytest.raises(NotFound):
        catalog.identifier(steward, make.new_id())


def test_an_identifier_is_found_in_its_one_written_form(steward, goods):
    pk = catalog.identifier(
        steward, goods.model_id, " 6 900000 000083 ", has_lot=True, has_expiry=True
    )

    assert find_identifier("06900000000083") == Identified(
        di="06900000000083",
        model_id=goods.model_id,
        product_id=goods.product_id,
        product_name="彩色超声诊断系统",
        model_name="UX-1",
        has_lot=True,
        has_serial=True,
        has_produced=True,
        has_expiry=True,
    )
    assert find_identifier("6900000000083") is None
    assert DeviceIdentifier.objects.get(pk=pk).agency == "GS1"
    assert last_told(steward)[0] == "为「彩色超声诊断系统 UX-1」登记产品标识 06900000000083"


def test_an_ma_code_is_an_identifier_too(steward, goods):
    pk = catalog.identifier(steward, goods.model_id, "ma.156.m0.100204.13351764")

    stored = DeviceIdentifier.objects.get(pk=pk)
    assert (stored.di, stored.agency) == ("MA.156.M0.100204.13351764", "MA")


def test_the_whole_label_may_be_scanned_for_its_identifier(steward, goods):
    pk = catalog.identifier(steward, goods.model_id, "]d20106901234567892112604012" + "1SN1\r\n")

    assert DeviceIdentifier.objects.get(pk=pk).di == "06901234567892"


def test_an_identifier_stands_for_one_model_only(steward, goods):
    with pytest.raises(commands.IdentifierTaken) as refusal:
        catalog.identifier(steward, goods.model_id, goods.di[1:])

    assert str(refusal.value) == (
        f"产品标识 {goods.di} 已属于「彩色超声诊断系统 UX-1」，请核对标签。"
    )


def test_an_unreadable_identifier_is_refused_in_the_words_of_the_parser(steward, goods):
    with pytest.raises(commands.UnusableIdentifier) as refusal:
        catalog.identifier(steward, goods.model_id, "06901234567893")

    assert str(refusal.value) == (
        "产品标识“06901234567893”末位校验不符，应为 2：请重新扫码，手工录入的请逐位核对。"
    )


@pytest.mark.parametrize(
    ("made_on", "covered"),
    [
        (catalog.STARTS_ON - DAY, False),
        (catalog.STARTS_ON, True),
        (catalog.THROUGH_ON, True),
        (catalog.THROUGH_ON + DAY, False),
    ],
)
def test_what_counts_is_the_day_of_production(steward, made_on, covered):
    product_id = catalog.product(steward)
    inside = commands.add_model(steward, product_id=product_id, name="甲型")
    beside = commands.add_model(steward, product_id=product_id, name="乙型")
    catalog.certificate(steward, product_id, inside, number="国械注准20213060001")

    assert is_covered(inside, on=made_on) is covered
    assert certificate_of(inside, on=made_on) == ("国械注准20213060001" if covered else None)
    assert is_covered(beside, on=made_on) is False


def test_a_renewal_is_another_version_under_the_same_number(steward, goods):
    certificate = Certificate.objects.get()
    new_model = commands.add_model(steward, product_id=goods.product_id, name="UX-2")

    catalog.certificate(
        steward,
        goods.product_id,
        goods.model_id,
        new_model,
        number=certificate.certificate_no,
        starts_on=catalog.THROUGH_ON + DAY,
        through_on=date(2033, 12, 31),
    )

    versions = certificate.versions.order_by("version_no")
    assert list(versions.values_list("version_no", "starts_on", "ends_on")) == [
        (1, catalog.STARTS_ON, date(2029, 1, 1)),
        (2, date(2029, 1, 1), date(2034, 1, 1)),
    ]
    assert is_covered(new_model, on=catalog.THROUGH_ON) is False
    assert is_covered(new_model, on=catalog.THROUGH_ON + DAY) is True
    assert last_told(steward)[0] == (
        f"登记产品「彩色超声诊断系统」的注册证 {certificate.certificate_no} 第 2 版，2029-01-01 至 2033-12-31"
    )


@pytest.mark.parametrize(
    ("starts_on", "through_on"),
    [
        (catalog.THROUGH_ON, date(2033, 12, 31)),
        (date(2020, 1, 1), catalog.STARTS_ON),
        (date(2025, 1, 1), date(2025, 1, 1)),
        (date(2020, 1, 1), date(2040, 1, 1)),
    ],
)
def test_versions_of_one_certificate_never_overlap(steward, goods, starts_on, through_on):
    number = Certificate.objects.get().certificate_no

    with pytest.raises(commands.VersionsOverlap) as refusal:
        catalog.certificate(
            steward,
            goods.product_id,
            goods.model_id,
            number=number,
            starts_on=starts_on,
            through_on=through_on,
        )

    assert str(refusal.value) == (
        "与第 1 版（2024-01-01 至 2028-12-31）的有效期重叠，请修改日期：新版应从旧版结束的次日开始。"
    )


def test_a_certificate_agrees_with_the_class_and_has_dates_in_order(steward, goods):
    with pytest.raises(commands.UnusableCertificate) as refusal:
        catalog.certificate(
            steward,
            goods.product_id,
            goods.model_id,
            number="京械注准20222060345",
            starts_on=date(2027, 1, 2),
            through_on=date(2027, 1, 1),
        )

    assert refusal.value.where == (
        Place("certificate_no", "证号属于第二类，产品登记为第三类，请核对两者"),
        Place("through_on", "有效期至不能早于生效日期"),
    )


def test_a_certificate_ends_before_the_calendar_does(steward, goods):
    with pytest.raises(commands.UnusableCertificate) as refusal:
        catalog.certificate(steward, goods.product_id, goods.model_id, through_on=date.max)

    assert refusal.value.where == (Place("through_on", "有效期至应早于 9999-12-31"),)


def test_a_number_that_cannot_be_is_refused_in_the_words_of_the_library(steward, goods):
    with pytest.raises(commands.UnusableCertificate) as refusal:
        catalog.certificate(steward, goods.product_id, goods.model_id, number="国械注准2021313001")

    assert "注册证编号“国械注准2021313001”格式不符" in str(refusal.value)


def test_a_certificate_belongs_to_one_product_and_covers_only_its_models(steward, goods):
    number = Certificate.objects.get().certificate_no
    other = catalog.product(steward, "监护仪")
    model = commands.add_model(steward, product_id=other, name="M9")

    with pytest.raises(commands.CertificateTaken) as taken:
        catalog.certificate(steward, other, model, number=number)
    with pytest.raises(commands.UnusableCertificate) as foreign:
        catalog.certificate(steward, goods.product_id, goods.model_id, model)
    with pytest.raises(commands.UnusableCertificate):
        catalog.certificate(steward, goods.product_id)

    assert str(taken.value) == (f"注册证 {number} 已登记在产品「彩色超声诊断系统」下，请核对证号。")
    assert str(foreign.value) == "请选择本产品的型号，至少一个。"
    assert Certificate.objects.count() == 1


def test_models_are_named_in_one_question(steward, goods, django_assert_num_queries):
    other = commands.add_model(steward, product_id=goods.product_id, name="UX-2", unit_name="套")

    with django_assert_num_queries(1):
        found = models_named([goods.model_id, other, make.new_id()])

    assert found.keys() == {goods.model_id, other}
    assert found[other] == ModelName(
        id=other,
        product_id=goods.product_id,
        product_name="彩色超声诊断系统",
        model_name="UX-2",
        unit_name="套",
        registrant_name="江城医疗科技有限公司",
    )
    assert Model.objects.count() == 2
